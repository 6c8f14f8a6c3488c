"""The attributes of one tag."""

from __future__ import annotations

import pytest

from secondsource.text.attributes import attributes, cues, hides


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (" class='post wide' id=a1 role=\"main\"", "post wide a1 main"),
        (" CLASS=post itemprop = 'articleBody'", "post articleBody"),
        (" class='post'id=a1", "post a1"),
        (' class=" post\n  wide "', "post wide"),
        (' class="id=no" id="a1"', "id=no a1"),
        (" data-class='no' dataclass=no", ""),
        (" class='", ""),
    ],
)
def test_cues(source, words):
    assert cues(source) == words


def test_of_equal_names_the_first_counts():
    assert attributes(" a=1 A=2 b='x &amp; y' c") == {"a": "1", "b": "x & y", "c": ""}


@pytest.mark.parametrize(
    ("source", "hidden"),
    [
        (" hidden", True),
        (" style='DISPLAY : NONE'", True),
        (" aria-hidden=true class=none", False),
        (" hidden=until-found", False),
        (" hidden class=collapsible", False),
    ],
)
def test_hides(source, hidden):
    assert hides(source) is hidden
