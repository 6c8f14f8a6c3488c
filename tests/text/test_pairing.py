from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Span
from secondsource.text.pairing import pair
from tests.timing import is_linear


def stretches(text: str) -> list[tuple[str, bool]]:
    return [(text[q.span.start : q.span.end], q.repaired) for q in pair(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param("He said “yes” and left.", [("“yes”", False)], id="curly"),
        pytest.param('He said "yes" and "no".', [('"yes"', False), ('"no"', False)], id="straight"),
        pytest.param("``Yes,'' he said.", [("``Yes,''", False)], id="typewriter"),
        pytest.param("„Ja“ and «oui»", [("„Ja“", True), ("«oui»", False)], id="foreign"),
        pytest.param(
            "“He said “no” to me,” she said.", [("“He said “no” to me,”", False)], id="nested"
        ),
        pytest.param(
            "“The vote is on Monday “” she said.",
            [("“The vote is on Monday “”", True)],
            id="closed twice, once by an opening mark",
        ),
        pytest.param(
            "“There is no other plan “The envoy went on to say",
            [("“There is no other plan “", True)],
            id="closed by an opening mark that touches the next word",
        ),
        pytest.param(
            "“It left at noon. “It came back,” she said.",
            [("“It left at noon.", True), ("“It came back,”", False)],
            id="close missing before the next quotation",
        ),
        pytest.param(
            "“First part of a long answer.",
            [("“First part of a long answer.", True)],
            id="open at the end",
        ),
        pytest.param("He closed” what nobody opened", [], id="stray close"),
        pytest.param("an empty “” pair", [], id="empty"),
        pytest.param("the ‘big’ plan", [("‘big’", False)], id="single marks"),
        pytest.param("the workers’ plan isn’t ready", [], id="apostrophes"),
    ],
)
def test_pairs_marks_of_one_paragraph(text: str, want: list[tuple[str, bool]]):
    assert stretches(text) == want


def test_marks_stay_inside_the_stretch_asked_for():
    text = "“one” “two” “three”"
    assert [q.span for q in pair(text, Span(6, 11))] == [Span(6, 11)]


@given(st.text(alphabet="ab ,.“”\"'‘’«»„`\n", max_size=80))
def test_stretches_are_disjoint_in_order_and_inside(text: str):
    found = pair(text, Span(0, len(text)))
    at = 0
    for stretch in found:
        assert at <= stretch.span.start < stretch.span.end <= len(text)
        assert stretch.span.start <= stretch.inner.start <= stretch.inner.end <= stretch.span.end
        at = stretch.span.end


@pytest.mark.parametrize("unit", ["“", "“a ”", '"', '" a ', "‘a ", " 's ", "“ “” "])
def test_cost_is_linear_on_hostile_text(unit: str):
    def work(size: int) -> object:
        return pair(unit * (size // len(unit)), Span(0, size // len(unit) * len(unit)))

    assert is_linear(work, 10_000)
