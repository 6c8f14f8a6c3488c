"""The rule engine: what patterns match, which rule wins, and what it refuses."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.errors import RuleError
from secondsource.model import Span
from secondsource.text.patterns import Grammar, bracketed, build, find, rules
from tests.timing import is_linear

KEYS = frozenset({"expr"})
WORDS = {
    "month": {"january": "01", "May": "05", "Jan.": "01"},
    "unit": {"day": "D", "days": "D"},
    "few": {"a few": "X", "two": "2"},
}
SHAPES = {"day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?", "dash": r"[ ]?[-–][ ]?"}


def grammar(*patterns: str | dict[str, Any]) -> Grammar:
    entries = [
        {"name": f"r{number}", **(raw if isinstance(raw, dict) else {"pattern": raw})}
        for number, raw in enumerate(patterns)
    ]
    content = {"words": WORDS, "shapes": SHAPES, "phrases": {"length": "{few} {unit}"}}
    return build({"test.toml": {**content, "rule": entries}}, keys=KEYS)


def found(rules: Grammar, text: str) -> list[tuple[str, str]]:
    return [(match.rule.name, text[match.start : match.end]) for match in find(rules, text)]


@pytest.mark.parametrize(
    ("pattern", "text", "want"),
    [
        ("{month} {day}", "on January 3rd.", ["January 3rd"]),
        ("{month} {day}", "on January\n3, he", ["January\n3"]),
        ("{month} {day}", "January\n\n3", []),
        ("{month} {day}", "it may 3 times, but May 3", ["May 3"]),
        ("{month} {day}", "MAY 3", ["MAY 3"]),
        ("{month} {day}", "Jan. 3", ["Jan. 3"]),
        ("{month} {day}", "January 32nd", []),
        ("(the )?{length}", "for a few days or the two days", ["a few days", "the two days"]),
        ("{day}{dash}{day} {month}", "10–12 May", ["10–12 May"]),
        ("mid-{month}", "in mid-January", ["mid-January"]),
        ("{unit}", "days, daydream", ["days"]),
    ],
)
def test_a_pattern_matches(pattern: str, text: str, want: list[str]):
    assert [words for _, words in found(grammar(pattern), text)] == want


def test_the_longest_match_wins_and_the_first_rule_on_a_tie():
    both = grammar("{month}", "{month} {day}", {"pattern": "{month} {few=day}"})
    assert found(both, "January, January 3") == [("r0", "January"), ("r1", "January 3")]


def test_labels_give_class_and_words():
    (match,) = find(grammar("{from=day}{dash}{to=day} {month}"), "10-12 January")
    assert match.words == {
        "from": ("day", "10"),
        "dash": ("dash", "-"),
        "to": ("day", "12"),
        "month": ("month", "January"),
    }


@pytest.mark.parametrize(
    ("context", "text", "want"),
    [
        ({"prev": "in "}, "in January", 1),
        ({"prev": "in "}, "on January", 0),
        ({"not_prev": "[$] ?$"}, "$ January", 0),
        ({"next": ",? he"}, "January, he", 1),
        ({"not_next": " sales"}, "January sales", 0),
        ({"prev": "(?i)IN "}, "in January", 1),
    ],
)
def test_the_words_beside_it_decide(context: dict[str, str], text: str, want: int):
    assert len(found(grammar({"pattern": "{month}", **context}), text)) == want


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ({"pattern": "{month}", "colour": "red"}, "unknown key 'colour'"),
        ({"pattern": ""}, "needs a name and a pattern"),
        ({"pattern": "{moon}"}, "no class 'moon'"),
        ({"pattern": "(the"}, "a bracket is not closed"),
        ({"pattern": "{month})"}, "cannot read ')'"),
        ({"pattern": "(the)?"}, "may match nothing"),
        ({"pattern": "{month}", "prev": "("}, "r0"),
        ({"pattern": "{month}", "name": "r1"}, "two rules are named 'r1'"),
    ],
)
def test_a_wrong_rule_is_refused(entry: dict[str, str], what: str):
    with pytest.raises(RuleError, match=re.escape(what)):
        grammar(entry, "{unit}")


def test_a_missing_file_is_named():
    with pytest.raises(RuleError, match=r"en/nothing\.toml: no such rule file"):
        rules("en/nothing.toml")


def test_brackets_are_taken_out():
    assert bracketed("on [Monday], he") == ("on Monday, he", Span(3, 9))


@given(st.text(alphabet="Jan uarymMy 0123thdsfew.\n-–", max_size=60))
def test_matches_are_in_order_and_disjoint(text: str):
    spans = [(m.start, m.end) for m in find(grammar("{month} {day}", "{length}", "{unit}"), text)]
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_reading_is_linear():
    one = grammar("{month} {day}", "(the )?{length}", "{day}{dash}{day} {month}")

    text = "the the 10-10-10 January a few "
    assert is_linear(lambda times: list(find(one, text * times)), 1500)


def test_numbers_without_end_are_passed_over_until_a_word_comes():
    one = grammar("{day}{dash}{day} {month}")
    text = "12/" * 100 + " 3-4 May, then 3-4 May " + "12/" * 50 + " 5-6 May"
    assert [words for _, words in found(one, text)] == ["3-4 May", "5-6 May"]
