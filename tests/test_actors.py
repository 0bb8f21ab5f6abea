import datetime as dt
from pathlib import Path

import pytest

from sayso.actors import is_pronominal, resolve, source_kind
from sayso.actors.chains import LINKED, PRONOUN
from sayso.actors.phrases import person
from sayso.actors.tables import known
from sayso.model import ACTOR_TYPES, Actor, Document
from sayso.places import countries

CASES = Path(__file__).parent / "cases"
PLOVER = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO NGO"
SECTORS = set(PLOVER.split())


def cases(name: str, columns: int) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[:columns] for line in lines if line and not line.startswith("#")]


def read(*chains: str | list[str], types: list[str | None] | None = None, year: int | None = None) -> tuple[list[Actor], list[str]]:
    """The actors of a document that says nothing but these mentions."""
    text, places = "", []
    for chain in chains:
        at = []
        for words in [chain] if isinstance(chain, str) else chain:
            at.append((len(text), len(text) + len(words)))
            text += f"{words} . "
        places.append(at)
    document = Document.of(text, published=dt.date(year, 7, 1) if year else None)
    return resolve(document, [[document.span(*p) for p in at] for at in places], types or [None] * len(chains))


@pytest.mark.parametrize(("words", "published", "actor", "country", "sector"), cases("actors.tsv", 5))
def test_mention(words: str, published: str, actor: str, country: str, sector: str) -> None:
    ((found,), ids) = read(words, year=None if published == "-" else int(published))
    assert ids == [found.id]
    if actor.endswith("*"):
        assert found.id.startswith(actor[:-1] + "-")
        assert found.id not in known()
    else:
        assert found.id == actor
    assert (found.country or "-", found.sector or "-") == (country, sector)


@pytest.mark.parametrize(("mention", "name"), cases("persons.tsv", 2))
def test_person(mention: str, name: str) -> None:
    assert (person(mention, sure=True) or "-") == name


@pytest.mark.parametrize(("words", "kind"), cases("sources.tsv", 2))
def test_source_kind(words: str, kind: str) -> None:
    assert (source_kind(words) or "-") == kind
    assert is_pronominal(words) == (kind == "-")


@pytest.mark.parametrize(
    ("words", "guess", "kind"),
    [
        ("Erdogan's policy", "state", "other"),
        ("U.S. involvement in Ukraine", "state", "other"),
        ("U.S. government computers", "state", "other"),
        ("U.S. officials", "state", "government"),
        ("U.S. companies", "state", "organization"),
        ("Velishka's party", "state", "party"),
        ("the U.S. president", "state", "person"),
        ("Hillary Clinton's email", "person", "other"),
        ("Mr. Velishka's comments", "person", "other"),
        ("Mr. Velishka's campaign", "person", "organization"),
        ("Mr. Velishka's aide", "person", "person"),
        ("Turkish allies", "state", "state"),
        ("the United States", "state", "state"),
        ("the Middle Eastern nation", "state", "state"),
        ("the Republic of Sovarra", "state", "state"),
        ("Sovarra's Odran Velishka", "person", "person"),
    ],
)
def test_what_belongs_to_one_is_not_of_its_type(words: str, guess: str, kind: str) -> None:
    ((found,), _) = read(words, types=[guess])
    assert found.type == kind


def test_the_us_is_no_pronoun() -> None:
    assert is_pronominal("us")
    assert not is_pronominal("US")
    assert not is_pronominal("U.S.")


def test_chains_of_one_government_become_one_actor() -> None:
    found, ids = read(["the US", "it"], "Washington", "the White House", "American")
    assert ids == ["USA"] * 4
    (actor,) = found
    assert (actor.name, actor.type, actor.sector) == ("United States", "state", "GOV")
    assert {a.text: a.reason for a in actor.aliases} == {
        "the US": "in the country table: alias of United States",
        "it": PRONOUN,
        "Washington": "capital of United States",
        "the White House": "seat of the government of United States",
        "American": "demonym of United States",
    }


def test_a_town_is_not_the_government_in_it() -> None:
    document = Document.of("They met in Kabul.")
    found, _ = resolve(document, [[document.span(12, 17)]], ["region"])
    assert (found[0].id in known(), found[0].name, found[0].country, found[0].sector) == (False, "Kabul", "AFG", None)


def test_words_are_kept_once_each_with_a_reason() -> None:
    (actor,), _ = read(["ISIS", "the group", "ISIS", "it"])
    assert [(a.text, a.reason) for a in actor.aliases] == [
        ("ISIS", "in the actor table: alias of Islamic State"),
        ("the group", LINKED),
        ("it", PRONOUN),
    ]


def test_the_table_overrules_the_guess() -> None:
    (actor,), _ = read("Hezbollah", types=["media"])
    assert actor.type == "armed_group"
    (unknown,), _ = read("Hearth Union", types=["party"])
    assert unknown.type == "party"


def test_own_names_give_the_same_id_everywhere() -> None:
    _, here = read(["President Odran Velishka", "he"], types=["person"])
    _, there = read(["Odran Velishka"], ["two residents"], types=["person", "population"])
    assert here[0] == there[0]


def test_what_has_no_name_keeps_to_its_document() -> None:
    _, here = read("two residents", "two residents", "they")
    _, there = read("the minister", "two residents", "they")
    assert len({*here, *there}) == 6
    assert read("they")[0][0].name == "they"


def test_a_surname_joins_the_only_one_who_bears_it() -> None:
    found, ids = read("President Odran Velishka", "Velishka", types=["person", "person"])
    assert len(found) == 1
    assert ids[0] == ids[1]
    assert found[0].aliases[1].reason == "surname of Odran Velishka"
    found, ids = read("Odran Velishka", "Temsa Velishka", "Velishka", types=["person"] * 3)
    assert len(set(ids)) == 3


def test_initials_join_the_only_name_they_fit() -> None:
    found, _ = read("Ulvane Wire Service", "UWS", types=["media", "media"])
    assert [a.reason for a in found[0].aliases] == ["its own name", "initials of Ulvane Wire Service"]


def test_a_namesake_is_not_the_known_one() -> None:
    (actor,), _ = read(["Hunter Biden", "Biden"], types=["person"])
    assert actor.name == "Hunter Biden"
    assert actor.id not in known()


def test_an_acronym_of_three_letters_needs_its_country() -> None:
    _, alone = read("PAN")
    _, together = read("PAN", "Mexico")
    assert alone[0] not in known()
    assert together[0] == "PAN_MEX"


def test_a_person_keeps_apart_from_group_and_country() -> None:
    found, ids = read("Amir Khan Mutaghi, the acting foreign minister of the Taliban government", "the Taliban", types=["person", None])
    assert len(set(ids)) == 2
    assert (found[0].type, found[0].country, found[0].sector) == ("person", "AFG", "GOV")


def test_no_chains() -> None:
    assert resolve(Document.of("Nothing."), [], []) == ([], [])


def test_tables_hold() -> None:
    rows = known()
    codes = set(countries.table()) - {""}
    assert len(rows) == len(codes) + len(countries.rows("actors.csv")), "an id twice, or one that is a country's code"
    for row in rows.values():
        assert row.type in ACTOR_TYPES, row
        assert row.country is None or row.country in codes, row
        assert {sector for sector, _, _ in row.sectors} <= SECTORS, row
    for agent in countries.rows("agents.csv"):
        assert agent["kind"] in ("body", "office", "people", "weak", "vague"), agent
        assert agent["type"] in ACTOR_TYPES, agent
        assert agent["sector"] in SECTORS | {""}, agent
