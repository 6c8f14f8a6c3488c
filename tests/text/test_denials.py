"""Denials: the ways in which a sentence says that something was not."""

from __future__ import annotations

from typing import Any

import pytest

from secondsource.marks import events
from secondsource.text.denials import denying_words, sentences_denying
from secondsource.text.patterns import rules
from tests.build import article
from tests.timing import is_linear

SENTENCES = rules("en/denials.toml")["sentences"]


def polarities(text: str) -> list[tuple[str, str]]:
    return [(e.type, e.polarity) for e in events.mark(article(text))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("There was no air raid.", "ASSAULT"),
        ("There had been no bombing of Derva.", "ASSAULT"),
        ("Nobody attacked Derva.", "ASSAULT"),
        ("No aircraft of ours bombed Derva.", "ASSAULT"),
        ("The army denied any attack on Derva.", "ASSAULT"),
        ("The army disputed that Derva had been bombed.", "ASSAULT"),
        ("It is not true that aircraft bombed Derva.", "ASSAULT"),
        ("The report of an attack on Derva is a lie.", "ASSAULT"),
        ("The claim that Derva was bombed is pure invention.", "ASSAULT"),
        ("The army had nothing to do with the attack on Derva.", "ASSAULT"),
        ("This attack never happened.", "ASSAULT"),
        ("No talks were held.", "CONSULT"),
        ("No such meeting took place.", "CONSULT"),
        ("The ministers did not meet.", "CONSULT"),
        ("Reports of secret talks were untrue.", "CONSULT"),
        ("I am not resigning.", "RESIGN"),
        ("I will not resign.", "RESIGN"),
        ("There is no resignation.", "RESIGN"),
        ("We are not buying Larn Breweries.", "TRANSFER"),
        ("There is no takeover.", "TRANSFER"),
        ("No truce has been signed.", "AGREE"),
        ("There were no arrests.", "COERCE"),
        ("No one had been arrested.", "COERCE"),
        ("There is no strike.", "STRIKE"),
        ("No fire had broken out at the plant.", "DISASTER"),
    ],
)
def test_what_is_said_not_to_have_happened_is_denied(text: str, kind: str) -> None:
    assert (kind, "denied") in polarities(text)
    assert (kind, "affirmed") not in polarities(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was hurt in the fire in Larn on Tuesday.",
        "No one was killed in the blast in Larn on Tuesday.",
        "No motive for the shooting in Larn has been given.",
        "There is no doubt that Derva was bombed on Tuesday.",
        "The two sides have not met since May.",
        "The treaty has not yet been signed.",
        "No successor will be named before Friday.",
        "No ferries will run on May 20 because of a strike.",
        "The government rejected the ceasefire on Tuesday.",
        "He denied wrongdoing in the attack on Derva.",
    ],
)
def test_what_denies_something_else_denies_no_event(text: str) -> None:
    assert "denied" not in [polarity for _, polarity in polarities(text)]


@pytest.mark.parametrize("rule", SENTENCES, ids=[rule["name"] for rule in SENTENCES])
def test_sentences_that_deny_what_was_told_before(rule: dict[str, Any]) -> None:
    pattern = next(p for p in sentences_denying() if p.pattern == rule["pattern"])
    assert all(pattern.search(text) for text in rule["yes"])
    assert not any(pattern.search(text) for text in rule["no"])
    assert all(any(word in text for word in rule["hints"]) for text in rule["yes"])
    assert set(rule["hints"]) <= denying_words()


@pytest.mark.parametrize("rule", SENTENCES, ids=[rule["name"] for rule in SENTENCES])
def test_their_patterns_are_linear(rule: dict[str, str]) -> None:
    pattern = next(p for p in sentences_denying() if p.pattern == rule["pattern"])
    assert is_linear(lambda size: pattern.search("none of this is simply quite " * size), 2000)
