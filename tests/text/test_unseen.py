"""What is cut out of a page before its walk."""

from __future__ import annotations

import pytest

from secondsource.text.unseen import without


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("a<!-- <p> -->b", "a b"),
        ("a<SCRIPT src='>'>x</p></script >b", "ab"),
        ("a<svg/>b<svg><path/></svg>c", "a<svg/>bc"),
        ("a<script>never ends <p>b", "a"),
        ("a<textarea>never ends <p>b", "a<textarea>never ends <p>b"),
        ("a<styled>b</styled><span>c</span>", "a<styled>b</styled><span>c</span>"),
    ],
)
def test_without(html, kept):
    assert without(html).html == kept


def test_the_first_title_and_the_json_are_handed_on():
    seen = without(
        "<title> A &amp;\n B </title><title>C</title>"
        "<script type='application/LD+JSON'>{}</script><script>no</script>"
    )
    assert (seen.title, seen.scripts) == ("A & B", ("{}",))
