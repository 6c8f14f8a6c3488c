"""Words of a sentence as the readers of speech see them."""

from __future__ import annotations

import pytest

from secondsource.model import Span
from secondsource.text.clauses import tokens


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Police put the number at 4,000", ["police", "put", "the", "number", "at", "4,000"]),
        ("1,200,000 came", ["1,200,000", "came"]),
        ("In 2036, 500 came", ["in", "2036", ",", "500", "came"]),
        ("On May 4,2036", ["on", "may", "4", ",", "2036"]),
    ],
)
def test_a_comma_inside_a_number_parts_nothing(text: str, want: list[str]) -> None:
    assert tokens(text, Span(0, len(text)), []).lows == want
