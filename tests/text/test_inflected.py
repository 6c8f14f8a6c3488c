"""Forms of verbs by rule."""

from __future__ import annotations

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
    ],
)
def test_a_verb_is_inflected_by_rule(lemma: str, expected: str) -> None:
    assert " ".join(inflected(lemma)) == expected


def test_what_belongs_to_a_verb_stays_behind_it() -> None:
    assert inflected("hand out")[1:3] == ("hands out", "handed out")
    assert "were held over" in forms("be held over")
