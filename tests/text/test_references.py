"""Character references and white space."""

from __future__ import annotations

import pytest

from secondsource.text.references import tidy, unescape


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("caf&eacute; &#146;quoted&#8217; &amp;amp", "café ’quoted’ &amp"),
        ("&unknown; &copy2021 &#0; &#xD800;", "&unknown; ©2021 \ufffd \ufffd"),
        ("&", "&"),
    ],
)
def test_unescape(words, told):
    assert unescape(words) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("  one\n\ttwo&nbsp;three ", "one two three"),
        ("so\u00adft\u200b wi\0dth", "soft width"),
        ("one \u200b two", "one two"),
        ("one \u200d two", "one \u200d two"),
        ("\u200b", ""),
        ("one  two", "one two"),
    ],
)
def test_tidy(words, told):
    assert tidy(words) == told
