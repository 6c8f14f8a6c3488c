"""Victims without a number, lists of them, and numbers that count nobody."""

from __future__ import annotations

import re

import pytest

from secondsource.model import Span
from secondsource.text.eventwords import harms
from secondsource.text.groups import grouped
from secondsource.text.persons import apart
from secondsource.text.shots import is_of_several
from secondsource.text.tolls import tolls
from secondsource.text.verbs import Token, tokens
from secondsource.text.victims import is_of_others, victims, with_killer

NAMES = re.compile(r"\b(?:(?:Ada|Ivo) )?(?:Kern|Marsk)\b")


def read(text: str) -> tuple[list[Token], list[tuple[int, int]]]:
    """The tokens of a sentence, and where its people stand among them."""
    line = tokens(text, Span(0, len(text)))
    starts = {t.start: n for n, t in enumerate(line)}
    ends = {t.end: n + 1 for n, t in enumerate(line)}
    return line, [(starts[m.start()], ends[m.end()]) for m in NAMES.finditer(text)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("A 15-year-old boy was shot and killed in Larn.", [("killed", "15-year-old boy")]),
        ("Ada Kern, 13, was killed on Sunday.", [("killed", "Ada Kern, 13")]),
        ("A woman died at the scene.", [("killed", "woman")]),
        ("A woman died in her sleep.", []),
        ("A girl, identified as Ada Kern of Larn, was found dead.", [("killed", "girl")]),
        ("The shooting death of a 3-year-old girl shook Larn.", [("killed", "3-year-old girl")]),
        ("The shooting left a six-year-old dead.", [("killed", "six-year-old")]),
        ("Kern's murder shook the town.", [("killed", "Kern")]),
        ("He claimed the life of a 20-year-old man.", [("killed", "20-year-old man")]),
        ("A boy was taken to Larn Hospital, where he was pronounced dead.", [("killed", "boy")]),
        ("A man was taken to a hospital with minor injuries.", [("injured", "man")]),
        ("A man was taken to a hospital.", []),
        ("The driver of the car was killed.", [("killed", "driver")]),
        ("The girl who was shot in a flat in Larn has died.", [("killed", "girl")]),
        ("An officer has killed his two children.", []),
        ("A boy who accidentally killed them was seven.", []),
        ("The boy was not killed.", []),
        ("He could have killed a boy.", []),
        ("A dog was killed.", []),
        ("The injured person was seen by a doctor.", []),
        ("Two men were killed.", []),
        ("He shot his uncle in the foot.", [("shot", "uncle")]),
        ("A boy accidentally shot himself in the foot.", [("shot", "boy")]),
        ("A fourth man was wounded.", [("injured", "fourth man")]),
    ],
)
def test_one_victim(text: str, want: list[tuple[str, str]]) -> None:
    line, names = read(text)
    got = victims(line, names, tolls(line))
    assert [(t.what, t.scope) for t in got] == want
    assert all(t.low == t.high == 1 for t in got)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Boy, 14, fatally shot in Larn", [("killed", "boy, 14")]),
        ("Boy shot and killed in Larn", [("killed", "boy")]),
        ("Boy shot and killed a man", [("killed", "man")]),
        ("Man and boy shot dead in Larn", []),
    ],
)
def test_one_victim_of_a_headline(text: str, want: list[tuple[str, str]]) -> None:
    line, names = read(text)
    got = victims(line, names, tolls(line), headline=True)
    assert [(t.what, t.scope) for t in got] == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("A man and a woman were killed in Larn.", [("killed", 2)]),
        ("Two women and a man were found dead.", [("killed", 3)]),
        ("He killed his wife and four daughters.", [("killed", 5)]),
        ("Ada Kern, 13, and Ivo Marsk, 14, were pronounced dead.", [("killed", 2)]),
        ("A boy, a girl and two men were injured.", [("injured", 4)]),
        ("Four people, including a girl and a boy, were injured.", []),
        ("The suspect, and four people were injured.", []),
        ("The woman and the man were in critical condition.", []),
        ("A man and a woman were seen near the place.", []),
        ("He killed one and injured two.", []),
    ],
)
def test_a_list_of_victims(text: str, want: list[tuple[str, int]]) -> None:
    assert [(t.what, t.low) for t in grouped(*read(text))] == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Ivo Marsk killed his wife and then himself.", 2),
        ("He killed a boy before turning the gun on himself.", 2),
        ("He killed three people and himself.", 4),
        ("He killed a boy and hurt himself.", 1),
    ],
)
def test_who_kills_himself_is_dead_too(text: str, want: int) -> None:
    line, names = read(text)
    found = [*tolls(line), *victims(line, names, tolls(line))]
    assert [with_killer(line, t).low for t in found if t.what == "killed"] == [want]


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [
        ("boy", "woman", True),
        ("boy", "man", True),
        ("17-year-old boy", "man", False),
        ("boy", "teenager", False),
        ("boy, 13", "Ada Kern, 13", False),
        ("boy, 13", "Ada Kern, 31", True),
        ("Ada Kern", "Kern", False),
        ("Ada Kern", "Ivo Marsk", True),
        ("gunman", "victim", True),
        ("six-year-old", "boy, 6", False),
        ("third man", "man", True),
    ],
)
def test_who_cannot_be_whom(one: str, other: str, want: bool) -> None:
    assert apart(one, other) == apart(other, one) == want


@pytest.mark.parametrize(
    "text",
    [
        "Image 3 of 16 A man died in Larn.",
        "16 Caption Photo 3 of / 11 dead trees.",
        "They made a 911 call of gunshot wounds.",
        "Boys ages 11 to 15 were shot.",
        "Police say a man, 18, shot at them.",
        "0:27 Father of a man killed in Larn.",
        "The 400 block of Mill Road, killed by noise.",
        "One lives in Larn.",
        "A three year old who was injured is home.",
        "We saw three customers who weren't injured.",
        "He shot 72 at the open.",
    ],
)
def test_numbers_that_count_nobody(text: str) -> None:
    assert tolls(read(text)[0]) == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Five people were shot.", [("shot", 5, "")]),
        ("Five people were shot to death.", [("killed", 5, "")]),
        ("Gunmen shot five people.", [("shot", 5, "")]),
        ("Two men shot at the police.", []),
        ("Four people were shot, three fatally.", [("shot", 4, ""), ("killed", 3, "")]),
        ("Two are in critical condition.", [("injured", 2, "part")]),
        ("Three suffered minor injuries.", [("injured", 3, "part")]),
    ],
)
def test_who_was_shot_and_how_they_are(text: str, want: list[tuple[str, int, str]]) -> None:
    assert [(t.what, t.low, t.scope) for t in tolls(read(text)[0])] == want


def test_others_are_besides_those_told_before() -> None:
    line, _ = read("Two others were wounded.")
    assert is_of_others(line, tolls(line)[0])
    line, _ = read("A boy was killed and two others were wounded.")
    assert not is_of_others(line, tolls(line)[0])


def test_a_count_of_several_events() -> None:
    assert is_of_several(read("A girl was killed in separate shootings.")[0], harms())
    assert is_of_several(read("Four were killed in shootings across Larn.")[0], harms())
    assert is_of_several(read("So far this year 90 people were killed.")[0], harms())
    assert not is_of_several(read("Two were killed in a shooting.")[0], harms())
