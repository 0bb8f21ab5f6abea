"""Tables of one's own: read, checked, used before ours; PETRARCH dictionaries made into one."""

import datetime as dt
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sayso
from sayso.actors import resolve, using
from sayso.actors.petrarch import convert, table
from sayso.actors.phrases import Reading, read
from sayso.actors.tables import VARIABLE, load, terms, version
from sayso.cli import app
from sayso.model import Document, SaysoError

CASES = Path(__file__).parent / "cases" / "petrarch"
HEAD = "id,name,type,country,sector,aliases\n"


def said(words: str, own: Path | None = None, day: dt.date | None = None) -> Reading:
    with using(own):
        return read(words, (), None, day)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(
        HEAD
        + "ORLO_FRONT,Orlo Front,armed_group,MLI,REB 20200615-;PTY,OF;Front of Orlo\n"
        + "ISIS,Islamic State,organization,,CRM,Black Banners\n"
        + "MLI,Mali,state,MLI,,Orlo Republic\n"
        + "MY_KREMLIN,Kremlin,organization,,BUS,\n"
        + ",soothsayer,person,,REL,fortune teller\n"
        + ",farmers,,,OPP,\n",
        encoding="utf-8",
    )
    return path


def test_rows_of_ones_own_win(own: Path) -> None:
    assert said("the Orlo Front", own, dt.date(2020, 6, 15)).sector == "REB"
    assert said("the Orlo Front", own, dt.date(2020, 6, 14)).sector == "PTY"
    assert said("the Orlo Front", own).sector is None
    actor = said("Daesh", own).actor  # a name that only our row holds
    assert actor
    assert (actor.id, actor.type, said("Black Banners", own).actor) == ("ISIS", "organization", actor)
    assert said("the Kremlin", own).sector == "BUS"
    assert said("the Kremlin").country == "RUS"
    assert said("the Orlo Republic", own).country == "MLI"
    assert said("Malian", own).reason == "demonym of Mali"


def test_words_for_agents(own: Path) -> None:
    found = said("two soothsayers", own)
    assert (found.sector, found.type) == ("REL", "person")
    assert said("farmers").sector == "AGR"
    overruled = said("farmers", own)
    assert (overruled.sector, overruled.type) == ("OPP", "population")


def test_what_is_in_use_ends_with_the_block(own: Path) -> None:
    with using(own), using():
        assert read("the Orlo Front").actor
    assert read("the Orlo Front").actor is None


def test_a_changed_table_is_read_again(own: Path) -> None:
    assert said("Hearth Guard", own).actor is None
    own.write_text(HEAD + "HEARTH_GUARD,Hearth Guard,,,PRM,\n", encoding="utf-8")
    os.utime(own, ns=(1, 1))
    actor = said("Hearth Guard", own).actor
    assert actor
    assert actor.type is None


def test_the_encoder_says_the_type_that_a_table_leaves_open(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("id,name\nHEARTH_GUARD,Hearth Guard\n", encoding="utf-8")
    document = Document.of("Hearth Guard")
    with using(path):
        (actor,), _ = resolve(document, [[document.span(0, 12)]], ["party"])
    assert (actor.id, actor.type) == ("HEARTH_GUARD", "party")


def test_the_environment_names_tables(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert version() == ""
    monkeypatch.setenv(VARIABLE, str(own))
    first = version()
    assert first
    assert read("the Orlo Front").actor
    own.write_text(HEAD + "X,Orlo Front,,,PTY,\n", encoding="utf-8")
    assert version() != first
    monkeypatch.setenv(VARIABLE, f"{own}{os.pathsep}{own}.not")
    with pytest.raises(SaysoError, match=r"own.csv.not: no such file"):
        version()


def test_reading_with_a_table(own: Path) -> None:
    text = "The Orlo Front attacked an army convoy near Kidal on Monday, and two soldiers were killed in the attack, officials said."
    ledger = sayso.read(text, actors=own, published=dt.date(2024, 5, 1))
    assert {(a.id, a.sector) for a in ledger.actors if a.name == "Orlo Front"} == {("ORLO_FRONT", "REB")}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("X,,party,,PTY,", "line 2: no name"),
        ("X,A name,club,,,", "line 2: 'club' is no type"),
        ("X,A name,party,UK,,", "line 2: 'UK' is no country's code"),
        ("X,A name,party,,XYZ,", "line 2: 'XYZ' is no sector"),
        ("X,A name,party,,PTY 1.1.2020-,", "line 2: '1.1.2020-' is no time"),
        ("X,A name,party,,PTY 2020,", "line 2: '2020' is no time"),
        ("GBR,A name,party,,PTY,", "line 2: a state, and nothing else"),
        ("X,A name,state,GBR,,", "line 2: a state, and nothing else"),
        ("X,A name,,,,\nX,Another,,,,", "line 3: 'X' stands there twice"),
        (",a word,,GBR,GOV,", "line 2: a row without an id"),
        ("X,A name,,,,,more", "line 2: more cells than columns"),
    ],
)
def test_what_does_not_hold_is_refused(row: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(SaysoError, match=reason) as refused:
        load(path)
    assert str(path) in str(refused.value)


def test_columns_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("name,code\nA name,XYZ\n", encoding="utf-8")
    with pytest.raises(SaysoError, match="no column id"):
        load(path)
    path.write_text("id,name,code\nX,A name,XYZ\n", encoding="utf-8")
    with pytest.raises(SaysoError, match="column 'code' is none of"):
        load(path)


def test_terms() -> None:
    assert terms("GOV 2017-2020;GOV 20250120-;ELI") == (("GOV", 20170101, 20201231), ("GOV", 20250120, None), ("ELI", None, None))


def test_petrarch_actors() -> None:
    rows, left = convert([CASES / "actors.txt"])
    by_id = {row["id"]: row for row in rows}
    assert by_id["MLI"] == {"id": "MLI", "name": "Mali", "type": "state", "country": "MLI", "sector": "", "aliases": "Kidal Province"}
    assert by_id["ORLO_NATIONAL_ARMY"]["aliases"] == "ONA"
    assert by_id["AMINATA_SOW"]["sector"] == "ELI 19620101-20100630;GOV 20100701-20150630;GOV 20200102-;ELI"
    assert by_id["UNITED_FRONT_OF_ORLO"] == {
        "id": "UNITED_FRONT_OF_ORLO",
        "name": "United Front of Orlo",
        "type": "",
        "country": "",
        "sector": "REB",
        "aliases": "UFO;Orlo Front",
    }
    assert (by_id["HAMAS"]["type"], by_id["HAMAS"]["country"]) == ("armed_group", "PSE")
    assert (by_id["ORLO_HERALD"]["sector"], by_id["ORLO_CLINIC"]["sector"]) == ("JRN", "MED")
    assert (by_id["HELENA_VARGA"]["country"], by_id["HELENA_VARGA"]["sector"]) == ("", "IGO -20061231")
    assert len(rows) == 8
    for told in (
        "line 19: United Front of Orlo [IMGMUSALQ]: ALQ has no place in a row",
        "line 24: Helena Varga [---]: no actor at that time",
        "line 24: Helena Varga [ROMGOV 2008017-20101231]: a time that is no day",
        "line 25: Two in One [MLI/NER]: several actors in one",
        "line 26: No Code: no code, left out",
        "line 27: Alpine Region: neither country nor sector, left out",
    ):
        assert f"{CASES / 'actors.txt'}, {told}" in left


def test_petrarch_agents(tmp_path: Path) -> None:
    rows, left = convert([CASES / "agents.txt"])
    assert {row["name"]: (row["sector"], row["aliases"]) for row in rows} == {
        "cattleman": ("AGR", "cattlemen;cattlewoman"),
        "chamber of trade": ("BUS", "chambers of trade"),
        "buddhist student": ("EDU", ""),
        "soothsayer": ("REL", ""),
        "police": ("MIL", ""),
    }
    assert f"{CASES / 'agents.txt'}, line 8: Oddity: an agent without a sector, left out" in left
    path = tmp_path / "own.csv"
    path.write_text(table(rows), encoding="utf-8")
    assert said("cattlemen", path).sector == "AGR"
    police = said("the Malian police", path).actor
    assert police
    assert (police.id, police.sector(None)) == ("MLI_POLICE", "MIL")


def test_what_is_no_dictionary(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Nothing of the kind.\n", encoding="utf-8")
    with pytest.raises(SaysoError, match="no actors or agents in PETRARCH's format"):
        convert([path])
    with pytest.raises(SaysoError, match="no such file"):
        convert([tmp_path / "b.txt"])


def test_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    path = tmp_path / "own.csv"
    run = CliRunner().invoke
    done = run(app, ["actor-table", "import", str(CASES / "actors.txt"), str(CASES / "agents.txt"), "--to", str(path)])
    assert done.exit_code == 0
    assert "8 actors, 5 words for agents" in done.output.splitlines()[-1]
    done = run(app, ["actor-table", "check", str(path)])
    assert done.exit_code == 0
    assert f"{path} holds: 8 actors" in done.output
    article = tmp_path / "a.txt"
    article.write_text("The Orlo National Army attacked a village near Kidal on Monday, the mayor said.\n", encoding="utf-8")
    done = run(app, ["read", str(article), "--actors", str(path), "--format", "jsonl"])
    assert '"id": "ORLO_NATIONAL_ARMY"' in done.output
