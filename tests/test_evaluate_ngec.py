"""NGEC's actor cases as a gold set."""

import json
from pathlib import Path

import pytest

from sayso import evaluate
from sayso.evaluate.measure import MissingGold
from sayso.evaluate.ngec import WHERE, score

SHARED = Path(__file__).parent.parent.parent / "shared" / "gold"


def case(text: str, date: str | None = None, **expected: str | bool) -> str:
    return json.dumps({"id": text, "text": text, "context": None, "date": date, "expected": expected, "skip_or_xfail": False})


def test_slots_are_counted(tmp_path: Path) -> None:
    lines = [
        case("the French army", country="FRA", code_1="MIL"),
        case("Trump", "2019-04-01", country="USA", code_1="GOV"),
        case("Trump", "2022-04-01", code_1="GOV"),
        case("UNICEF", country="IGO"),
        case("puppies", none=True),
    ]
    path = tmp_path / WHERE
    path.parent.mkdir()
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = score(path)
    assert (found.country.right, found.country.of) == (4, 4)
    assert (found.sector.right, found.sector.of) == (3, 4)
    assert found.misses == [("Trump", "sector", "GOV", "ELI")]
    (report,) = evaluate.run("ngec", tmp_path)
    assert report.tables[0].rows[0] == ("country", 4, 4, 1.0)


def test_without_gold(tmp_path: Path) -> None:
    with pytest.raises(MissingGold):
        evaluate.run("ngec", tmp_path)


@pytest.mark.skipif(not (SHARED / WHERE).exists(), reason="needs ../shared/gold")
def test_ngec() -> None:
    found = score(SHARED / WHERE)
    assert (found.country.value or 0) >= 0.92
    assert (found.sector.value or 0) >= 0.8
