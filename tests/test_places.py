from pathlib import Path

import pytest

from sayso.places import resolve
from sayso.places.countries import DATA, key, named, table, words
from sayso.places.gazetteer import rows

CASES = Path(__file__).parent / "cases" / "places.tsv"


def cases() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("place", "countries", "name", "country", "point"), cases())
def test_place(place: str, countries: str, name: str, country: str, point: str) -> None:
    found = resolve(place, frozenset() if countries == "-" else frozenset(countries.split(";")))
    if name == "-":
        assert found is None
        return
    assert found is not None
    assert (found.name, found.country) == (name, country)
    assert (found.latitude is not None, found.longitude is not None) == (point == "yes", point == "yes")


@pytest.mark.parametrize("place", ["", " ", "\n", "...", "12", "é", "’s", "\udcff", "A" * 10_000])
def test_odd_words_are_nowhere(place: str) -> None:
    assert resolve(place) is None


def test_the_first_and_last_lines_are_found() -> None:
    lines = (DATA / "places.tsv").read_text(encoding="utf-8").splitlines()
    keys = [line.split("\t")[0] for line in lines]
    assert keys == sorted(keys, key=str.encode)
    for at in (0, 1, len(keys) // 2, -2, -1):
        assert rows(keys[at])
    assert not rows("")
    assert not rows("zzzzzz")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The US and us, the UK, Türkiye’s army", {"USA": 1, "GBR": 1, "TUR": 1}),
        ("Afghans in Kabul. Bosnia and Herzegovina", {"AFG": 2, "BIH": 1}),
        ("New Mexico, the Gulf of Mexico", {}),
        ("The Democratic Republic of the Congo and Congo", {"COD": 1}),
        ("Iran-backed Iraqi militias; TEHRAN", {"IRN": 2, "IRQ": 1}),
        ("turkey, china and chad", {}),
    ],
)
def test_countries_named(text: str, codes: dict[str, int]) -> None:
    assert named(text) == codes


def test_keys() -> None:
    assert key("Türkiye’s") == "turkiye"
    assert key("U.S.") == "us"
    assert key("N'Djamena") == "ndjamena"
    assert [w.text for w in words("the U.S.-led coalition")] == ["the", "U.S.", "led", "coalition"]


def test_countries_hold() -> None:
    countries = table()
    assert len(countries) > 240
    assert all(len(code) == 3 and code.isupper() for code in countries if code)
    assert all(country.adjectives for code, country in countries.items() if code in ("AFG", "USA", "TUR", "COD", "MMR", "XKX", "PSE"))
