"""Geoparsing as a gold set."""

import json
from pathlib import Path
from typing import Any

import pytest

from sayso import evaluate
from sayso.evaluate.measure import MissingGold
from sayso.evaluate.places import SETS, WHERE, kilometres, score

SHARED = Path(__file__).parent.parent.parent / "shared" / "gold"


def document(id: str, text: str, **points: tuple[float, float] | None) -> dict[str, Any]:
    toponyms = [{"phrase": phrase, **({"lat": str(at[0]), "lon": str(at[1])} if at else {})} for phrase, at in points.items()]
    return {"id": id, "text": text, "toponyms": toponyms}


def test_toponyms_are_counted(tmp_path: Path) -> None:
    lines = [
        document("1", "A blast in Paris, Texas.", Paris=(33.66, -95.56), Texas=(31.25, -99.25), Springfield=(39.8, -89.6)),
        document("2", "Kabul and Iraq, Dallas and Orlo.", Kabul=(34.5, 69.2), Iraq=(33.0, 44.0), Dallas=(48.0, 2.0), Orlo=None),
    ]
    for name in SETS.values():
        path = tmp_path / WHERE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    found = score(path)
    assert (found.toponyms, found.countries, found.resolved, found.right) == (6, 1, 4, 3)
    assert found.accuracy == 0.75
    assert found.misses == {("Dallas", "Dallas, Texas, USA"): 1}
    only = tmp_path / "only.txt"
    only.write_text("1\n", encoding="utf-8")
    (report,) = evaluate.run("places", tmp_path, only)
    assert report.tables[0].rows[0] == ("LGL", 3, 0, 2, 2, 1.0)


def test_without_gold(tmp_path: Path) -> None:
    with pytest.raises(MissingGold):
        evaluate.run("places", tmp_path)


def test_kilometres() -> None:
    assert kilometres(52.52, 13.405, 48.857, 2.352) == pytest.approx(878, abs=2)  # Berlin, Paris


@pytest.mark.parametrize(("name", "least", "resolved"), [("LGL", 0.8, 0.6), ("GeoVirus", 0.8, 0.4)])
@pytest.mark.skipif(not (SHARED / WHERE).exists(), reason="needs ../shared/gold")
def test_geoparsing(name: str, least: float, resolved: float) -> None:
    found = score(SHARED / WHERE / SETS[name])
    assert (found.accuracy or 0) >= least
    assert found.resolved / found.toponyms >= resolved
