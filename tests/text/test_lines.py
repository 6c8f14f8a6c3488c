"""The numbers of lines."""

from __future__ import annotations

import json

import pytest
from bench import trees

from secondsource.model import Line, Span
from secondsource.text.lines import MAX_LINE, chances, cue_words, tokens, weights


def test_words_keep_the_signs_they_touch():
    line = "The harbour — Velmora’s — opened in 2019."
    assert tokens(line) == ["the", "harbour", "—", "velmora’s", "opened", "in", "2019."]


def test_only_the_head_of_a_line_is_looked_at():
    assert tokens("x " * (MAX_LINE // 2) + "y") == ["x"]


def test_class_names_are_told_by_their_words():
    words = ["t:div", "in:div", "entry", "content", "wide"]
    assert cue_words("html>body>div", "entry-content_Wide2") == words


def test_a_paragraph_is_likelier_than_a_menu():
    body = "The mayor said on Monday that the harbour would be open for all of the ships."
    parts = [("nav", "Home"), ("nav", "World"), ("p", body), ("p", body), ("footer", "Contact")]
    text, lines = "", []
    for tag, words in parts:
        span = Span(len(text), len(text) + len(words))
        linked = 0 if tag == "p" else len(words)
        lines.append(Line(span, tag, f"html>body>{tag}", "", linked))
        text += words + "\n"
    found = chances(text, lines)
    assert [chance > 0.5 for chance in found] == [False, False, True, True, False]
    assert found[0] == found[1] == found[4] == 0.0


@pytest.mark.parametrize("kind", ["html", "bare"])
def test_trees_as_python_are_those_of_the_weights(kind):
    text = "Home\nThe mayor said on Monday that the harbour would be open for all of the ships."
    places = [("li", "body>ul>li", 4), ("p", "body>article>p", 0)]
    spans = [Span(0, 4), Span(5, len(text))]
    lines = [
        Line(span, tag, path, "", linked) if kind == "html" else Line(span)
        for span, (tag, path, linked) in zip(spans, places, strict=True)
    ]
    assert chances(text, lines) == chances(text, lines, learnt=weights(kind))


def test_the_module_of_trees_is_written_from_the_weights():
    assert trees.MODULE.read_text("utf-8") == trees.module(json.loads(trees.WEIGHTS.read_bytes()))
