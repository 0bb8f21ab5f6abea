"""Copies: plain cases, the copies of the story, what must not depend on the run, and families."""

import random
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from sayso.copies import bands, families, is_copy, method, resemblance, signature

ROOT = Path(__file__).parents[1]
STORY = {p.stem: p.read_text(encoding="utf-8") for p in sorted((ROOT / "gold" / "story").glob("*.txt"))}
CASES = sorted((Path(__file__).parent / "cases" / "copies").glob("*.txt"))
COPIES = {"03-uws-orlo", "04-tidegate-orlo", "05-keth-orlo"}
WIRE = STORY["03-uws-orlo"]


def candidates(a: str, b: str) -> bool:
    return not set(bands(signature(a))).isdisjoint(bands(signature(b)))


def found(a: str, b: str) -> bool:
    """As a store finds copies: candidates first, then the exact measure."""
    return candidates(a, b) and is_copy(a, b)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_cases(path: Path) -> None:
    """Two texts a file, parted by a line of ``=====``; the file's name says what they are."""
    a, b = path.read_text(encoding="utf-8").split("\n=====\n")
    assert found(a, b) == found(b, a) == path.name.startswith("copy")


def test_the_story_holds_one_family_of_three() -> None:
    pairs = [(a, b) for a, b in combinations(STORY, 2) if found(STORY[a], STORY[b])]
    assert families(pairs) == dict.fromkeys(COPIES, "03-uws-orlo")


@pytest.mark.parametrize("other", [n for n in STORY if n not in COPIES])
def test_a_report_in_a_frame_twice_its_size_is_a_copy(other: str) -> None:
    frame = "\n\n".join(STORY[n] for n in ("08-median-osk", "12-median-innery"))
    assert found(STORY[other], f"{frame[:2000]}\n\n{STORY[other]}\n\n{frame[2000:]}")


def test_a_digest_that_holds_a_report_is_no_copy_of_it() -> None:
    digest = "\n\n".join(STORY[n] for n in STORY if n not in COPIES - {"03-uws-orlo"})
    measured = resemblance(WIRE, digest)
    assert candidates(WIRE, digest)
    assert measured.a.share == 1
    assert measured.b.share < 0.2
    assert not measured.copy


def test_reordered_and_cut_and_a_word_in_twelve_changed() -> None:
    chance = random.Random(3)
    paragraphs = WIRE.split("\n\n")[1:-1]
    chance.shuffle(paragraphs)
    words = " ".join(paragraphs).split()
    assert found(WIRE, " ".join("something" if chance.random() < 1 / 12 else w for w in words))


def test_sides_say_how_much_and_where() -> None:
    a = "Nobody knew. The bridge over the Lom was blown up on Friday, said the army."
    b = "“The bridge over the Lom was blown up on Friday!” Nobody knew."
    measured = resemblance(a, b)
    assert [a[slice(*s)] for s in measured.a.spans] == ["The bridge over the Lom was blown up on Friday"]
    assert [b[slice(*s)] for s in measured.b.spans] == ["The bridge over the Lom was blown up on Friday"]
    assert (measured.a.words, measured.a.copied, measured.b.words, measured.b.copied) == (15, 10, 12, 10)
    assert measured.jaccard == 6 / (11 + 8 - 6)
    assert measured.reason == "10 of the 15 words of the one (67%) stand in the other, 10 of its 12 (83%) in the one"


@pytest.mark.parametrize("text", ["", " \n", "—!?", "____"])
def test_texts_without_words_are_like_nothing(text: str) -> None:
    assert signature(text) == b""
    assert bands(b"") == []
    assert not is_copy(text, text)
    assert resemblance(text, WIRE).b.share == 0


def test_a_signature_is_the_same_in_every_process() -> None:
    code = "import sys; from sayso.copies import signature; print(signature(sys.stdin.read()).hex())"
    again = subprocess.run([sys.executable, "-c", code], input=WIRE, capture_output=True, encoding="utf-8", check=True)
    assert again.stdout.strip() == signature(WIRE).hex()


def test_what_stored_signatures_depend_on() -> None:
    """Should this fail, signatures have changed: ``method()`` must have changed too, so that ledgers make theirs anew."""
    assert method() == "C-MinHash 2, 8 words, 2 minima of 40 by 20, seed 1"
    assert bands(signature("one two three four five six seven eight nine")) == [1198430338615332086, 6239308151284312227]


def test_bands_fit_sqlite_and_the_length_of_the_text() -> None:
    numbers = bands(signature(WIRE))
    assert all(-(2**63) <= n < 2**63 for n in numbers)
    assert len(numbers) == len(set(numbers)) == len(signature(WIRE)) // 8 < 40


def test_families_do_not_depend_on_the_order_of_pairs() -> None:
    pairs = [(7, 3), (9, 8), (3, 5), (12, 7), (8, 9), (4, 4)]
    expected = {3: 3, 5: 3, 7: 3, 12: 3, 8: 8, 9: 8, 4: 4}
    for seed in range(20):
        random.Random(seed).shuffle(pairs)
        assert families(pairs) == expected
    assert families([("b", "c"), ("c", "a")]) == {"a": "a", "b": "a", "c": "a"}
    assert families(list[tuple[int, int]]()) == {}
