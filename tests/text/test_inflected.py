"""Forms of verbs by rule."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from secondsource.text.inflected import inflected
from secondsource.text.verbs import forms


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("airlift", "airlift airlifts airlifted airlifted airlifting"),
        ("ship", "ship ships shipped shipped shipping"),
        ("release", "release releases released released releasing"),
        ("ferry", "ferry ferries ferried ferried ferrying"),
        ("deploy", "deploy deploys deployed deployed deploying"),
        ("dispatch", "dispatch dispatches dispatched dispatched dispatching"),
        ("open", "open opens opened opened opening"),
        ("join", "join joins joined joined joining"),
        ("take", "take takes took taken taking"),
        ("sit down", "sit down sits down sat down sat down sitting down"),
        ("agree", "agree agrees agreed agreed agreeing"),
        ("tie", "tie ties tied tied tying"),
        ("admit", "admit admits admitted admitted admitting"),
    ],
)
def test_a_verb_is_inflected_by_rule(lemma: str, expected: str) -> None:
    assert " ".join(inflected(lemma)) == expected


def test_what_belongs_to_a_verb_stays_behind_it() -> None:
    assert inflected("hand out")[1:3] == ("hands out", "handed out")
    assert "were held over" in forms("be held over")


def test_forms_that_are_written_in_two_ways() -> None:
    assert "burnt down" in forms("burn down")
    assert "were canceled" in forms("be cancelled")
    assert "travelled to" in forms("travel to|travels to|traveled to|traveled to|traveling to")


def test_no_rule_writes_forms_out_that_follow_from_the_base() -> None:
    """By hand they were wrong now and then ("upholded", "acquited")."""
    written = [
        verb.split("|")
        for path in files("secondsource").joinpath("rules/en/events").iterdir()
        for verb in re.findall(r'"([^"|\n]+(?:\|[^"|\n]+){4})"', path.read_text("utf-8"))
    ]
    assert [forms[0] for forms in written if tuple(forms) == inflected(forms[0])] == []
