"""Sentences and folding."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.model import Span
from secondsource.text.words import WORD, fold, sentences
from tests.timing import is_linear


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "marked",
    [
        "It rained.| He left.",
        "Dr. Orrin spoke.| She left.",
        "J. R. Orrin spoke.| He left.",
        "U.S. President Orrin spoke.| He left.",
        "He went to the U.S. |The road was shut.",
        "It closed at 5 p.m. |They left.",
        "It closed at 5 p.m. Monday.| They left.",
        "Prices rose 3.5 percent.| Nobody cared.",
        "Lowland Corp. shares fell.| Nobody cared.",
        "He joined Lowland Corp. |He left it.",
        "“I saw it.”| She left.",
        "“Did you see it?” she asked.| He had.",
        "Well... maybe.| Yes.",
        "Wait… and see.| Good.",
        "He said: “No.”| Then he left.",
        "No. 10 is shut.| No.| He said no.",
        "See http://lowland.example/a.html now.| Then go.",
        "One line\n|another line",
        "St. Orrin Street is shut!| Why?| Nobody knows.",
        "Sen. Ana Orrin (R-Tex.) spoke.| He left.",
        "It is 1.| Two is next.",
        "on Jan. 10, in Harrow.| It was cold.",
    ],
)
def test_sentences_end_where_they_should(marked: str):
    text = marked.replace("|", "")
    assert split(text) == [piece.strip() for piece in marked.split("|")]


def test_nothing_of_nothing():
    assert sentences("", Span(0, 0)) == []


def test_only_the_stretch_asked_for():
    text = "One. Two. Three."
    assert [text[s.start : s.end] for s in sentences(text, Span(5, 9))] == ["Two."]


@given(st.text(alphabet='AbDr.!?…"“”’) \n1U', max_size=120))
@settings(max_examples=80, deadline=None)
def test_sentences_cover_all_that_is_not_white(text: str):
    spans = sentences(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = "".join(text[s.start : s.end] for s in spans)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text(max_size=80))
@settings(max_examples=80, deadline=None)
def test_folding_keeps_the_length(text: str):
    assert len(fold(text)) == len(text)


def test_fold():
    assert fold("“Orrin’s” – İ\u00a0X") == '"orrin\'s" - İ x'


def test_words_hold_apostrophes_and_hyphens():
    assert WORD.findall("Orrin’s well-known co-op, no. 5") == [
        "Orrin’s", "well-known", "co-op", "no", "5",
    ]  # fmt: skip


@pytest.mark.parametrize("unit", [".", "A.", "Dr. ", "…”", "a. b", "((", "\n."])
def test_linear(unit: str):
    assert is_linear(lambda times: sentences(unit * times, Span(0, len(unit) * times)), 10_000)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("VELMAR, March 4 (Meridian) - “We agree,” Ana Roth said.", "VELMAR, March 4 (Meridian) -"),
        ("Velmar (Meridian) — Shares fell.", "Velmar (Meridian) —"),
        ("PORT ANSELM — The talks end.", "PORT ANSELM —"),
    ],
)
def test_a_dateline_is_no_part_of_its_sentence(text: str, head: str) -> None:
    first, second = sentences(text, Span(0, len(text)))
    assert text[first.start : first.end] == head
    assert text[second.start : second.end] == text[len(head) + 1 :]


@pytest.mark.parametrize(
    "text", ["TOLNA expansion - a long story - ended.", "The council said on Monday - it is late."]
)
def test_a_dash_inside_a_sentence_is_no_dateline(text: str) -> None:
    assert sentences(text, Span(0, len(text))) == [Span(0, len(text))]
