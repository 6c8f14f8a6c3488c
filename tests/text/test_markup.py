"""Markup → visible text and lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.text import markup


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>bold</b>word</p><p>Two</p>", "One boldword\nTwo"),
        ("<p>One\n   line\tof&nbsp;words</p>", "One line of words"),
        ("a<br><br>b", "a\nb"),
        ("<p>wrapped where the<br>column ended</p>", "wrapped where the column ended"),
        ("<p>A sentence ends.<br>Another begins.</p>", "A sentence ends.\nAnother begins."),
        ("<p>one<p>two<div>three", "one\ntwo\nthree"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("<script>var a = '<p>no</p>';</script><style>p{}</style>yes", "yes"),
        ("<SCRIPT>no</SCRIPT>yes<noscript>no</noscript><template>no</template>", "yes"),
        ("<!-- no <p>no</p> -->yes<!-- no", "yes"),
        ("<p hidden>no</p><p style='DISPLAY: none'>no</p><p>yes</p>", "yes"),
        ("<div hidden><div>no</div>no</div>yes", "yes"),
        ("<p class='hidden-phone' aria-hidden=true>yes</p>", "yes"),
        ("<div hidden id='S:1'><p>streamed in place</p></div>", "streamed in place"),
        ("<div hidden role='region'>unfolds</div>", "unfolds"),
        ("<p title='a > b' data-x=\"<p>\">yes</p>", "yes"),
        ("5 < 6 and a<b>c</b>", "5 < 6 and ac"),
        (
            "caf&eacute; &#146;quoted&#8217; &amp;amp &unknown; &copy2021",
            "café ’quoted’ &amp &unknown; ©2021",
        ),
        ("so\u00adft\u200b wi<wbr>dth\0", "soft width"),
        ("<a href=x>World</a><a href=y>Region</a>", "World Region"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a\nb\nc"),
        ("", ""),
        ("<![<<<;", ""),
    ],
)
def test_visible_text(html, text):
    assert markup.read(html).text == text


def test_lines_say_where_they_stood():
    html = (
        "<body class='post'><nav id=menu><a href=/>Home</a></nav><article itemprop=articleBody>"
        "<h2>Head</h2><p class=lead>Words <a href=x>linked</a>.</p></article></body>"
    )
    got = [(line.tag, line.path, line.cues, line.linked) for line in markup.read(html).lines]
    assert got == [
        ("nav", "body>nav", "post menu", 4),
        ("h2", "body>article>h2", "post articleBody", 0),
        ("p", "body>article>p", "post articleBody lead", 6),
    ]


def test_a_link_ends_with_the_block_it_began_in():
    lines = markup.read("<div><p><a href=x>linked</p></div><p>plain</p>").lines
    assert [line.linked for line in lines] == [6, 0]


def test_declarations_and_scripts_are_handed_on():
    seen = markup.read(
        "<html lang=de><title> A &amp; B </title><meta name=author content='N. N.'>"
        "<script type='application/ld+json'>{}</script><time datetime=2020-01-02>2 Jan</time>"
        "<span itemprop=author>By <b>Ilka</b> Torn</span> rest"
    )
    assert seen.title == "A & B"
    assert seen.scripts == ("{}",)
    assert [(one.kind, one.words) for one in seen.declared] == [
        ("html", ""),
        ("meta", ""),
        ("time", "2 Jan"),
        ("property", "By Ilka Torn"),
    ]


@given(st.text(alphabet="<>/!-=\"' abp&;#1dilv\n\0é", max_size=300))
def test_lines_lie_in_the_text_in_order(html):
    seen = markup.read(html)
    assert [seen.text[line.span.start : line.span.end] for line in seen.lines] == (
        seen.text.split("\n") if seen.text else []
    )
    assert all(0 <= line.linked <= line.span.end - line.span.start for line in seen.lines)
