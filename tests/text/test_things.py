"""Things that are counted, and numbers that count nothing."""

from __future__ import annotations

import pytest

from secondsource.text.crowds import counted_things
from secondsource.text.things import families_of, lifeless, listed
from secondsource.text.tolls import tolls
from secondsource.text.verbs import folded_tokens


def counted(text: str) -> list[tuple[str, int | float, str]]:
    line = folded_tokens(text.lower(), 0)
    return [(t.what, t.low, t.scope) for t in counted_things(line, tolls(line))]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Eighteen lorries got through", [("trucks", 18, "")]),
        ("An 18-truck convoy has arrived", [("trucks", 18, "")]),
        ("It brought 320 tons of flour", [("tonnes", 320, "")]),
        ("Forty houses were flooded", [("houses", 40, "")]),
        ("Around 120 tractors blocked the road", [("tractors", 108, "")]),
        ("The airline cancelled 80 flights", [("flights", 80, "")]),
        ("Eighteen of the trucks were searched", [("trucks", 18, "part")]),
        ("Another 20 houses burned", [("houses", 20, "others")]),
        ("He was sentenced to nine years", [("years", 9, "")]),
        ("She got 18 months in prison", [("months", 18, "")]),
        ("The nine-year sentence was upheld", [("years", 9, "")]),
        ("The 90-page report came out", [("pages", 90, "")]),
    ],
)
def test_things_are_counted_by_their_noun(text: str, want: list[tuple[str, int, str]]) -> None:
    assert counted(text) == want


@pytest.mark.parametrize(
    "text",
    [
        "The talks lasted nine hours",
        "He faces up to nine years in prison",
        "The prosecutor asked for nine years",
        "It happened nine years ago",
        "The road is 14 km long",
        "The ship cost 40 euros",
        "Two officers said so",
        "They scored three plays later",
        "A 425 kg satellite was shown",
        "A two-car tram stopped",
        "For three reasons",
        "She is 61 years old",
    ],
)
def test_measures_ages_and_spans_count_nothing(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Police spoke of 4,000", [("participants", 4000, "")]),
        ("There were 4,000 of us", [("participants", 4000, "")]),
        ("The crowd numbered 4,000", [("participants", 4000, "")]),
        ("Police say 4,000 people live there", [("people", 4000, "")]),
        ("There were 12 people", [("people", 12, "")]),
    ],
)
def test_a_crowd_of_nobody_in_particular(text: str, want: list[tuple[str, int, str]]) -> None:
    assert counted(text) == want


def test_every_thing_has_families_and_no_people_are_lifeless() -> None:
    assert all(thing.families for thing in listed().values())
    assert families_of()["trucks"] >= {"aid", "protest"}
    assert {"trucks", "cows", "houses"} <= lifeless()
    assert not {"soldiers", "passengers", "crew"} & lifeless()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Carrying 320 tonnes of flour", []),
        ("Twelve cows were killed", []),
        ("Twelve bodies were handed over", []),
        ("The union claimed 4,000 had turned out", ["participants"]),
        ("The flood claimed 12 lives", ["killed"]),
        ("They let 12 of the men go", ["released"]),
        ("Police took 27 people away", ["arrested"]),
        ("The two armies exchanged prisoners", []),
        ("Nine hundred of the 1,200 nurses stayed away", ["participants"]),
        ("Nine, all of them pensioners, died", ["killed"]),
        ("Two deputies were acquitted", ["acquitted"]),
        ("The ministry has recorded 640 cases", ["infected"]),
        ("Divers are looking for three men", ["sought"]),
        ("The number of dead rose from four to six", ["killed"]),
    ],
)
def test_people_are_counted_by_verbs_on_either_side(text: str, want: list[str]) -> None:
    assert [t.what for t in tolls(folded_tokens(text.lower(), 0))] == want
