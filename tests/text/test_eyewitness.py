"""What only people say who were there."""

from __future__ import annotations

import re

import pytest

from secondsource.text.eyewitness import witnessed
from secondsource.text.patterns import rules
from tests.timing import is_linear

RULES = [(key, rule) for key in ("told", "opening") for rule in rules("en/eyewitness.toml")[key]]


@pytest.mark.parametrize(("key", "rule"), RULES, ids=lambda r: r if isinstance(r, str) else "")
def test_examples_of_rules(key: str, rule: dict[str, str]) -> None:
    pattern = re.compile(rule["pattern"])
    assert [t for t in rule["yes"] if not pattern.search(t)] == []
    assert [t for t in rule["no"] if pattern.search(t)] == []


@pytest.mark.parametrize(("key", "rule"), RULES, ids=lambda r: r if isinstance(r, str) else "")
@pytest.mark.parametrize("unit", ["i had ", "there was a loud ", "the a b c ", "i was a b "])
def test_patterns_are_linear(key: str, rule: dict[str, str], unit: str) -> None:
    pattern = re.compile(rule["pattern"])
    assert is_linear(lambda size: list(pattern.finditer(unit * size)), 2000)


def test_words_of_another_are_a_witness_only_at_their_head() -> None:
    said = "the mayor said he saw it coming"
    assert witnessed(said, 0, len(said), opening=True) is None
    assert witnessed(said, said.index("he saw"), len(said), opening=True) is not None
    assert witnessed(said, said.index("he saw"), len(said), opening=False) is None
