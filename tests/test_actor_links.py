"""What exact code adds to the learned link: mentions that are surely two, and those that take up another."""

import numpy as np

from sayso.actors.links import SHORT, TAKEN_UP, Mentions
from sayso.model import Document

Marked = tuple[str, str]  # words and the encoder's guess


def mentions(*marked: Marked, text: str | None = None) -> Mentions:
    text = text or " . ".join(words for words, _ in marked)
    document, spans, at = Document.of(text), [], 0
    for words, _ in marked:
        start = text.index(words, at)
        spans.append(document.span(start, start + len(words)))
        at = start + 1
    person = np.array([float(guess == "person") for _, guess in marked], np.float32)
    return Mentions(document, spans, [guess for _, guess in marked], person)


def unlike(*marked: Marked) -> bool:
    return bool(mentions(*marked).unlike()[1, 0])


def test_surely_two() -> None:
    assert unlike(("the Sudanese government", "government"), ("the South Sudanese government", "government"))
    assert unlike(("ISIS", "armed_group"), ("Hezbollah", "armed_group"))
    assert unlike(("Odran Velishka", "person"), ("Temsa Korrin", "person"))
    assert unlike(("Odran T. Velishka", "person"), ("the former first lady, Laura Velishka", "person"))
    assert unlike(("Odran Velishka", "person"), ("the Hearth Union", "party"))
    assert unlike(("the militia", "armed_group"), ("the army", "government"))


def test_named_bodies_that_share_what_they_are() -> None:
    assert unlike(("the Hearth Union", "party"), ("the Teachers Union", "organization"))
    assert unlike(("the European Union", "organization"), ("The Teachers Union", "organization"))
    assert unlike(("the United States", "state"), ("the Gulf States", "state"))
    assert unlike(("the United States", "state"), ("the regional states", "state"))
    assert unlike(("the United States", "state"), ("all of regional states", "state"))
    assert not unlike(("the Hearth Union", "party"), ("the Union", "party"))
    assert not unlike(("the Northern Hearth Union", "party"), ("the Hearth Union", "party"))
    assert not unlike(("the Council of Elders", "organization"), ("the Elders Council", "organization"))


def test_a_named_army_of_a_group_is_no_states() -> None:
    assert unlike(("the army", "government"), ("the Red Lantern Army", "armed_group"))
    assert unlike(("the army", "government"), ("the army [Free Army]", "armed_group"))
    assert not unlike(("the army", "government"), ("the Sovarran Army", "government"))
    assert not unlike(("the rebels", "armed_group"), ("the Red Lantern Army", "armed_group"))


def test_a_man_and_a_woman() -> None:
    assert unlike(("Donald Velishka", "person"), ("she", "person"))
    assert unlike(("Mr. Velishka", "person"), ("her", "person"))
    assert unlike(("Mrs. Velishka", "person"), ("Mr. Velishka", "person"))
    assert unlike(("the king", "person"), ("she", "person"))
    assert unlike(("his wife", "person"), ("him", "person"))
    assert unlike(("the king's daughter", "person"), ("he", "person"))
    assert not unlike(("the king's daughter", "person"), ("she", "person"))
    assert not unlike(("Temsa Velishka", "person"), ("she", "person"))
    assert not unlike(("Coretta King", "person"), ("she", "person"))
    assert not unlike(("Melissa Mark-Viverito", "person"), ("Mark-Viverito", "person"))


def test_a_person_and_what_is_beside() -> None:
    assert unlike(("Odran Velishka", "person"), ("Odran Velishka's campaign chairman", "person"))
    assert unlike(("Mr. Velishka", "person"), ("some of Mr. Velishka", "person"))
    assert unlike(("Odran Velishka", "person"), ("those Velishka", "person"))
    assert unlike(("Odran Velishka", "person"), ("the Gulf States", "state"))
    assert not unlike(("Odran Velishka", "person"), ("the opposition's leader Odran Velishka", "person"))


def test_a_given_name_and_a_surname_are_one_where_the_whole_name_stands() -> None:
    told = mentions(("Odran Velishka", "person"), ("Odran", "person"), ("Velishka", "person"))
    assert not told.unlike()[2, 1]
    assert unlike(("Odran", "person"), ("Velishka", "person"))


def test_perhaps_one() -> None:
    assert not unlike(("Washington", "state"), ("the group", "armed_group"))
    assert not unlike(("Odran Velishka", "person"), ("President Velishka", "person"))
    assert not unlike(("Odran Velishka", "person"), ("Ulvane Gov. Odran T. Velishka", "person"))
    assert not unlike(("Michael Velishka", "person"), ("Mike Velishka", "person"))
    assert not unlike(("William Velishka", "person"), ("Bill Velishka", "person"))
    assert not unlike(("the Hearth Union", "party"), ("the party", "party"))
    assert not unlike(("ISIS", "armed_group"), ("it", "armed_group"))


def test_a_short_name_is_the_only_long_one_that_ends_so() -> None:
    told = mentions(("the Yemmi Front", "armed_group"), ("the army", "government"), ("The Front", "armed_group"))
    assert told.take_up([[0], [1, 2]], set()) == ([[0, 2], [1]], {2: SHORT.format("the Yemmi Front")})
    told = mentions(("the Yemmi Front", "armed_group"), ("the Lowland Front", "armed_group"), ("The Front", "armed_group"))
    assert told.take_up([[0], [1], [2]], set()) == ([[0], [1], [2]], {})


def test_a_bare_noun_takes_up_whoever_acted() -> None:
    text = "the Sovarran army attacked. A song of the army of Dulmar was heard. The army left."
    told = mentions(
        ("the Sovarran army", "other"),
        ("A song of the army of Dulmar", "other"),
        ("the army of Dulmar", "other"),
        ("The army", "other"),
        text=text,
    )
    acting = {(0, 17)}
    assert told.take_up([[0], [1], [2], [3]], acting) == ([[0, 3], [1], [2]], {3: TAKEN_UP})
    assert told.take_up([[0], [1], [2], [3]], set())[0] == [[0], [1, 3], [2]]
    assert told.take_up([[0], [1], [2, 3]], acting) == ([[0], [1], [2, 3]], {}), "where the link found one, it stays"
