"""Numbers in words and figures, and what loosens them."""

from __future__ import annotations

import pytest

from secondsource.text.amounts import amounts
from secondsource.text.verbs import folded_tokens


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("a hundred people", [(100, 100)]),
        ("all 2 300 workers", [(2_300, 2_300)]),
        ("it cost 1 400 000 and 12 lives", [(1_400_000, 1_400_000), (12, 12)]),
        ("4 000 to 6 000 came", [(4_000, 6_000)]),
        ("on may 3 200 people came", [(3, 3), (200, 200)]),
        ("in 2035 300 people came", [(2035, 2035), (300, 300)]),
        ("about a hundred and fifty houses", [(135, 165)]),
        ("half a million", [(500_000, 500_000)]),
        ("half a dozen boats", [(6, 6)]),
        ("several hundred people", [(200, None)]),
        ("several people", [(3, None)]),
        ("tens of thousands marched", [(20_000, None)]),
        ("hundreds of thousands", [(200_000, None)]),
        ("a hundred thousand people", [(100_000, 100_000)]),
        ("two hundred", [(200, 200)]),
        ("climbed from four to six", [(4, 4), (6, 6)]),
        ("10 to 15 people", [(10, 15)]),
        ("over 40 men", [(40, None)]),
        ("each side handed over 40 men", [(40, 40)]),
        ("the last hundred metres", []),
        ("few people", []),
        ("two to three million", [(2_000_000, 3_000_000)]),
        ("4 lakh pupils", [(400_000, 400_000)]),
    ],
)
def test_amounts_are_read_with_what_loosens_them(
    text: str, want: list[tuple[int, int | None]]
) -> None:
    assert [(a.low, a.high) for a in amounts(folded_tokens(text, 0))] == want
