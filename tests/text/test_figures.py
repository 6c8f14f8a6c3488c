"""Amounts with a unit, in whatever spelling."""

from __future__ import annotations

import pytest
from bench.wanted import means, term

from secondsource.text.figures import figures
from secondsource.text.verbs import folded_tokens


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("a US$58m deal", [("dollars", 58_000_000)]),
        ("58 million dollars", [("dollars", 58_000_000)]),
        ("a 58-million-dollar deal", [("dollars", 58_000_000)]),
        ("US$58,000,000", [("dollars", 58_000_000)]),
        ("$22,000-a-month", [("dollars", 22_000)]),
        ("12 million Australian dollars", [("dollars", 12_000_000)]),
        ("half a million pounds", [("pounds", 500_000)]),
        ("a 2.2 million-mark fine", [("marks", 2_200_000)]),
        ("Rs 88 crore", [("rupees", 880_000_000)]),
        ("Sh700m was lost", [("shillings", 700_000_000)]),
        ("a turnout of 31.4pc", [("percent", 31.4)]),
        ("2.5 per cent", [("percent", 2.5)]),
        ("a 25-year lease", [("years", 25)]),
        ("a twenty-five-year lease", [("years", 25)]),
        ("two and a half years", [("years", 2.5)]),
        ("in 90 days' time", [("days", 90)]),
        ("two weeks ago", []),
        ("the last three days", []),
        ("12bn cubic metres", [("cubic metres", 12_000_000_000)]),
        ("a 30m wall", [("metres", 30)]),
        ("40 miles of road", [("miles", 40)]),
        ("a 6.1-magnitude quake", [("magnitude", 6.1)]),
        ("it was 6.1 on the Richter scale", [("magnitude", 6.1)]),
        ("a quake of 5.8", [("magnitude", 5.8)]),
        ("he died aged 87", [("age", 87)]),
        ("he died at 87.", [("age", 87)]),
        ("an 87-year-old", [("age", 87)]),
        ("at the age of 87", [("age", 87)]),
        ("on a 5-2 vote", [("votes", 5)]),
        ("nine for, six against", [("votes", 9)]),
        ("beat Sund 2-1 on Saturday", []),
        ("six won medals", []),
    ],
)
def test_figures_have_one_unit_in_every_spelling(
    text: str, want: list[tuple[str, int | float]]
) -> None:
    assert [(f.what, f.low) for f in figures(folded_tokens(text.lower(), 0))] == want


@pytest.mark.parametrize(
    ("asked", "want"),
    [
        ("tons of rice", "tonnes"),
        ("dollars a month", "dollars"),
        ("years of contract", "years"),
        ("years of age", "age"),
        ("tankers a month", "tankers"),
        ("turnout percent", "percent"),
        ("ghost pupils", "pupils"),
        ("mourners", "participants"),
        ("attendance", "participants"),
        ("cases in the camp", "infected"),
        ("votes for Marsk", "votes"),
        ("killed", "killed"),
    ],
)
def test_what_is_asked_for_is_what_findings_call_it(asked: str, want: str) -> None:
    assert term(asked) == want


def test_a_price_is_any_money_and_no_other_thing() -> None:
    assert means("price", "dollars")
    assert means("attendance", "spectators")
    assert not means("price", "trucks")
    assert not means("killed", "injured")
    assert not means("pupils", "teachers")
