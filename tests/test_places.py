import zlib
from pathlib import Path

import pytest

from sayso.places import Known, Surroundings, codes, resolve
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


@pytest.mark.parametrize(
    ("text", "place", "admin1_code"),
    [
        ("Two were held in Alexandria. The Rapides Parish sheriff said they came from Cottonport.", "Alexandria", "US.LA"),
        ("Police in Alexandria said they would speak later.", "Alexandria", "EG.06"),
        ("A blast in Paris, Texas, killed two. Paris was quiet later.", "Paris", "US.TX"),
        ("A blast in Paris killed two.", "Paris", "FR.11"),
        ("The fair at Paris and Henry County drew guests from Tennessee.", "Paris", "US.TN"),
        ("Schools in Athens, Clarke County and Oconee County stay closed, Georgia officials said.", "Athens", "US.GA"),
        ("Schools in Athens, Clarke County and Oconee County stay closed, officials said.", "Georgia", "US.GA"),
        ("Fighting in Tbilisi and Gori went on.", "Georgia", None),
        ("Farmers in California, Pennsylvania, Oklahoma and Wisconsin lost bees, a US agency said.", "California", "US.CA"),
        ("Rain in Springfield.", "Springfield", None),
        ("He said in May that Henry of High Street in London, Japan and the UK knew.", "London", "GB.ENG"),
        ("", "Kabul", "AF.13"),
    ],
)
def test_a_place_in_its_document(text: str, place: str, admin1_code: str | None) -> None:
    countries = frozenset(named(text))
    found = resolve(place, countries, Surroundings(text, countries))
    assert (found.admin1_code if found else None) == admin1_code


def test_what_is_known_of_a_place() -> None:
    village = resolve("Cottonport, La.")
    assert village is not None
    assert village.name == "Louisiana", "fewer than 2,500 live in Cottonport"
    assert resolve("Alexandria, La.") == Known(
        "Alexandria", "USA", "settlement", 31.311, -92.445, 4314550, "Louisiana", "US.LA", "Rapides Parish"
    )
    state = resolve("Louisiana")
    assert state is not None
    assert (state.feature, state.geonames, state.admin1, state.admin1_code, state.admin2) == ("admin1", 4331987, "Louisiana", "US.LA", None)
    county = resolve("Rapides Parish", {"USA"})
    assert county is not None
    assert (county.feature, county.geonames, county.admin1, county.admin2) == ("admin2", None, "Louisiana", "Rapides Parish")
    assert resolve("Iraq") == Known("Iraq", "IRQ", "country", geonames=99237)


def test_codes_of_countries() -> None:
    assert codes("DEU") == ("DE", 276, 255, 260, 2921044)
    assert codes("XKX")[:4] == ("XK", None, 347, 347)
    assert codes("PSE").cow is None
    assert codes("AAA") == codes(None) == (None,) * 5
    known = {code: codes(code) for code in table() if code}
    assert all(found.alpha2 and found.geonames for found in known.values())
    for scheme in ("alpha2", "numeric", "cow", "gw", "geonames"):
        given = [number for found in known.values() if (number := getattr(found, scheme)) is not None]
        assert len(given) == len(set(given)), scheme


STATES = """USA 2 2,CAN 20 20,HTI 41 41,MEX 70 70,COL 100 100,BRA 140 140,GBR 200 200,FRA 220 220,DEU 255 260,POL 290 290,CZE 316 316,
SRB 345 340,XKX 347 347,UKR 369 369,RUS 365 365,MLI 432 432,NGA 475 475,COD 490 490,SOM 520 520,ETH 530 530,ZAF 560 560,SDN 625 625,
SSD 626 626,IRN 630 630,TUR 640 640,IRQ 645 645,SYR 652 652,ISR 666 666,YEM 679 678,AFG 700 700,CHN 710 710,TWN 713 713,PRK 731 731,
KOR 732 732,JPN 740 740,IND 750 750,PAK 770 770,MMR 775 775,VNM 816 816,PHL 840 840,AUS 900 900,
KIR 946 970,TUV 947 973,TON 955 972,NRU 970 971"""
"""Codes, COW's numbers and those of Gleditsch and Ward: countries much in the news, and all for which the two differ."""


def test_numbers_of_states() -> None:
    """Both systems have 195 states today. The sum stands for the whole table as it was when compared, see ``data/README.md``."""
    known = {code: codes(code) for code in table() if code}
    states = {code: found for code, found in known.items() if found.cow or found.gw}
    assert len(states) == 195
    assert all(found.cow and found.gw for found in states.values())
    listed = {code: (int(cow), int(gw)) for code, cow, gw in (row.split() for row in STATES.split(","))}
    assert {code: (states[code].cow, states[code].gw) for code in listed} == listed
    assert {code for code, found in states.items() if found.cow != found.gw} <= set(listed)
    whole = "\n".join(f"{code} {found.alpha2} {found.numeric} {found.cow} {found.gw}" for code, found in sorted(known.items()))
    assert zlib.crc32(whole.encode()) == 3058543055, "compare the table anew"


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
