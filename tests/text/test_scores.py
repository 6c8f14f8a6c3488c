"""Matches told by their score alone."""

from __future__ import annotations

import pytest

from secondsource.model import Span
from secondsource.text.scores import scored, scores
from secondsource.text.verbs import tokens

SPORT = frozenset({"sport"})


def words(text: str, about: frozenset[str] = SPORT) -> str:
    span = Span(0, len(text))
    line = tokens(text, span)
    head = scored(text, span, line, about, ())
    return text[line[head.start].start : line[head.end - 1].end] if head else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orvane 27 Serla Town 24: Kern breaks hearts", "Orvane 27 Serla Town 24"),
        ("At last: Herons 27, Miners 24", "At last: Herons 27, Miners 24"),
        ("Orvane 3 (Kern 12, 40, Lund 88) Serla 1", "Orvane 3 (Kern 12, 40, Lund 88) Serla 1"),
        ("So they are through after the 2-1 over Serla", "2-1"),
        ("Kern made it 2-1 from the spot", "2-1"),
        ("The 5-4 vote went his way", ""),
        ("Doors open at 12 in Serla", ""),
    ],
)
def test_a_score_tells_a_match_on_a_page_about_sport(text: str, expected: str) -> None:
    assert words(text) == expected
    assert not words(text, frozenset())


@pytest.mark.parametrize(
    "text", ["a 27-24 defeat", "24-27 was the end", "Orvane 27, Serla 24", "ORVANE 24 SERLA 27"]
)
def test_one_score_is_one_however_it_is_written(text: str) -> None:
    assert scores(text) == {(27, 24)}
