"""Runs, containment and shared passages of two texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Span
from secondsource.text import alike

WORDS = st.lists(
    st.sampled_from(["ash", "birch", "cedar", "elm", "fir", "larch", "oak", "pine", "yew"]),
    max_size=60,
)


def numbers(text: str) -> list[int]:
    return list(alike.runs(alike.words(text).numbers))


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("Organisation", "organization"),
        ("defence", "DEFENSE"),
        ("travelled", "traveled"),
        ("colour", "color"),
        ("theatre", "theater"),
        ("programmes", "programs"),
        ("draught", "draft"),
        ("towards", "toward"),
    ],
)
def test_two_spellings_are_one_word(word: str, other: str):
    assert alike.spelling(word) == alike.spelling(other)


@pytest.mark.parametrize(("word", "other"), [("talks", "talk"), ("our", "or"), ("storm", "store")])
def test_two_words_stay_two(word: str, other: str):
    assert alike.spelling(word) != alike.spelling(other)


def test_runs_are_of_five_words_without_regard_to_case_and_points():
    assert numbers("One two, three: four five six") == numbers("one TWO three four. Five six!")
    assert len(numbers("one two three four five six")) == 2
    assert numbers("one two three four") == []


def test_containment_is_of_the_smaller_set():
    assert alike.containment({1, 2}, {1, 2, 3, 4}) == 1.0
    assert alike.containment({1, 2, 3, 4}, {1, 9}) == 0.5
    assert alike.containment(set(), {1}) == 0.0


def test_passages_are_aligned_word_for_word():
    first = "New here. The old bridge of Lundorf was closed after the storm on Monday, and so on."
    second = "He said: the old bridge of Lundorf was closed after the storm on Monday. The end."
    ((ours, theirs),) = alike.passages(alike.words(first), alike.words(second))
    assert first[ours.start : ours.end] == (
        "The old bridge of Lundorf was closed after the storm on Monday"
    )
    assert second[theirs.start : theirs.end].lower() == first[ours.start : ours.end].lower()


def test_words_outside_the_given_stretches_are_not_read():
    text = "menu one two menu three"
    read = alike.words(text, [Span(5, 12), Span(18, 23)])
    assert [text[a:b] for a, b in zip(read.starts, read.ends, strict=True)] == [
        "one",
        "two",
        "three",
    ]


@given(WORDS, WORDS, WORDS, WORDS)
def test_nineteen_shared_words_in_a_row_share_a_fingerprint(
    before: list[str], after: list[str], left: list[str], right: list[str]
):
    shared = [f"w{n}" for n in range(19)]
    a = alike.fingerprints(alike.words(" ".join(before + shared + after)).numbers)
    b = alike.fingerprints(alike.words(" ".join(left + shared + right)).numbers)
    assert a & b


@given(WORDS, WORDS)
def test_passages_hold_the_same_words_and_are_disjoint(left: list[str], right: list[str]):
    a, b = alike.words(" ".join(left)), alike.words(" ".join(right))
    found = alike.passages(a, b, least=5)
    for ours, theirs in found:
        assert " ".join(left)[ours.start : ours.end] == " ".join(right)[theirs.start : theirs.end]
    assert all(p[0].end < q[0].start for p, q in pairwise(found))


def test_a_text_that_repeats_itself_is_no_trap():
    a = alike.words("ha " * 20_000)
    assert alike.passages(a, a)[0][0] == Span(0, 59_999)
