"""Whether who speaks has it from another, and whether a day only tells which event is meant."""

from __future__ import annotations

import re

import pytest

from secondsource.text.patterns import rules
from secondsource.text.retold import is_assumed, retells
from tests.timing import is_linear

RULES = rules("en/witness.toml")["retold"]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r["name"])
def test_examples_of_rules(rule: dict[str, str]) -> None:
    pattern = re.compile(rule["pattern"])
    assert [t for t in rule["yes"] if not pattern.search(t)] == []
    assert [t for t in rule["no"] if pattern.search(t)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r["name"])
@pytest.mark.parametrize("unit", ["heard it ", "he has ", "as the ", "repeated the ", "a "])
def test_patterns_are_linear(rule: dict[str, str], unit: str) -> None:
    pattern = re.compile(rule["pattern"])
    assert is_linear(lambda size: list(pattern.finditer(unit * size)), 2000)


@pytest.mark.parametrize(
    ("line", "spoken", "want"),
    [
        ("Nine died, the minister said, citing the coast guard.", (), True),
        ('"She says nine died," Ada Kern said.', ('"She says nine died,"',), True),
        ("She says nine died, said Ada Kern.", (), False),
        ('"He ran off citing the law," Ada Kern said.', ('"He ran off citing the law,"',), False),
        ("Nine died, Ada Kern told the council.", (), False),
    ],
    ids=["citing", "in her mouth", "her own", "citing in her mouth", "to whom"],
)
def test_who_has_it_from_another(line: str, spoken: tuple[str, ...], want: bool) -> None:
    assert retells(line, spoken) is want


@pytest.mark.parametrize(
    ("before", "event", "want"),
    [
        ("He will skip the summit scheduled for ", "summit", True),
        ("The line, due to open on ", "open", True),
        ("the polls, originally planned for ", "polls", True),
        ("a strike called for next ", "strike", True),
        ("to shelve the walkout due to start on ", "walkout", True),
        ("the vote is set for ", "vote", False),
        ("the vote has been tentatively scheduled for ", "vote", False),
        ("the union had called a strike for ", "strike", False),
        ("The council met on ", "met", False),
        ("", "", False),
    ],
)
def test_a_day_that_tells_which_event_is_meant(before: str, event: str, want: bool) -> None:
    assert is_assumed(before, event) is want
