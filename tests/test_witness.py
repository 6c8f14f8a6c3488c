"""Whose knowledge an article's own words are."""

from __future__ import annotations

import re

import pytest

from secondsource.reconcile.witness import may_repeat, saw
from secondsource.text import testimony
from secondsource.text.patterns import rules
from tests.build import article
from tests.test_second_source import counted, read, tell
from tests.timing import is_linear

SAW = rules("en/witness.toml")["saw"] + rules("en/eyewitness.toml")["testimony"]


@pytest.mark.parametrize("rule", SAW, ids=lambda r: r["name"])
def test_examples_of_rules(rule: dict[str, str]) -> None:
    pattern = re.compile(rule["pattern"])
    assert [t for t in rule["yes"] if not pattern.search(t)] == []
    assert [t for t in rule["no"] if pattern.search(t)] == []


@pytest.mark.parametrize("rule", SAW, ids=lambda r: r["name"])
@pytest.mark.parametrize(
    "unit",
    ["i ", "reporter a ", "by a b ", "from our correspondent in ", "there was a ", "he ", "the a "],
)
def test_patterns_are_linear(rule: dict[str, str], unit: str) -> None:
    pattern = re.compile(rule["pattern"])
    assert is_linear(lambda size: list(pattern.finditer(unit * size)), 2000)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The mill burned down on Monday. Cranes came at dusk.", False),
        ("The mill burned down on Monday, according to the mayor.", True),
        ("The mill burned down on Monday. If AFP has it right, it was arson.", True),
        ('"All of it," Ana Roth sobbed.', True),
    ],
    ids=["plain", "according", "agency", "speech"],
)
def test_an_article_that_was_told(text: str, want: bool) -> None:
    assert may_repeat(article(text), "outlet:bay courier") is want


def test_an_agency_names_itself() -> None:
    assert not may_repeat(article("AFP has an office in Karst."), "organisation:afp")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("I counted twelve of them into the vans.", True),
        ('"I counted twelve of them," Ana Roth sobbed.', False),
        ("She told reporters that she saw it.", False),
        ("The crowd that moves past me on the square is angry.", True),
        ("Our reporter Pavel Dorn is at the cathedral: the bells fall silent.", True),
        ("Four trucks roll past our position on the hill.", True),
        ("Our reporter Pavel Dorn was told to leave.", False),
        ("The hard part lies ahead of us.", False),
    ],
)
def test_a_writer_who_was_there(text: str, want: bool) -> None:
    assert saw(article(text)) is want


@pytest.mark.parametrize(
    ("text", "himself", "want"),
    [
        ("I saw it skid. It went over like a toy.", True, True),
        ("I saw it skid.", False, False),
        ("she jumped from a window on the first floor", False, True),
        ("We saw no reason to close the road.", True, False),
        ("The magnitude was 5.6.", False, True),
        ("We mourn seven of our neighbours.", True, True),
        ("We lost six seats.", True, False),
        ("He just pulled out a knife and went for the two lads.", True, True),
        ("Then I was swimming and there was no ship behind me.", True, True),
    ],
)
def test_who_tells_what_he_saw(text: str, himself: bool, want: bool) -> None:
    assert testimony.testifies(text, himself=himself) is want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("When this correspondent left the quay at dusk, two boats were still out.", True),
        ("Our reporter found the last of them asleep under the stage.", True),
        ("He was led down the stairs, past our reporter in the second row.", True),
        ("I can't see the end of the march from here.", True),
        ("We were down at the lock this morning, and the gates are open.", True),
        ("I wept at the first stall and ate at the second.", True),
        ("Your correspondent was offered a cup of soup.", True),
        ("By our racing correspondent\n\nBlue Lamp won by a neck.", True),
        ("Our reporter asked the mayor twice.", False),
        ("This reporter was told to wait outside.", False),
        ("Our correspondent spoke to both of them.", False),
        ("Our reporters obtained the letter.", False),
        ("I can see the point of a levy.", False),
        ("We are at the end of a long road.", False),
        ("By our political correspondent\n\nThe cabinet met.", False),
    ],
)
def test_a_writer_was_there_by_what_he_did(text: str, *, want: bool) -> None:
    assert saw(article(text)) is want


def test_what_is_still_to_come_tells_nothing_of_what_has_been() -> None:
    text = (
        "Crews to strike\n\nFerry crews will go on strike on 22 May, the seamen's union said.\n\n"
        '"We have had no rise in four years," leader Ada Kern told a rally in Larn.\n'
    )
    story = tell(read("Larn Courier", text, "2035-05-12"))
    (rally,) = [event for event in story.events if event.type == "PROTEST"]
    assert rally.value == ""
    assert counted(story, "PROTEST", "existence", "affirmed") == (1, 1)
