"""Plain sentences that must tell an event of their kind, and days that belong to one."""

from __future__ import annotations

import pytest

from secondsource.model import Event, marks
from tests.test_second_source import counted, read, tell

REST = (
    "\n\nThe council of the town will discuss the whole matter again in the old hall, and those "
    "who want to be there are welcome to come."
)

TOLD = [
    ("COERCE", "A court in Larn sent the former treasurer to jail for four years on Monday."),
    ("COERCE", "Forty captives were released on Monday."),
    ("COERCE", "The kidnappers released the two engineers on Monday."),
    ("COERCE", "The two sailors were let go on Monday."),
    ("COERCE", "The suspect turned himself in on Monday."),
    ("COERCE", "The banker got five years in prison on Monday."),
    ("COERCE", "Police broke up a ring of car thieves on Monday."),
    ("RESIGN", "The chairman bowed out on Monday."),
    ("RESIGN", "The director of the mint will retire in June."),
    ("APPOINT", "Ada Kern will head the central bank from May."),
    ("APPOINT", "Ada Kern will be in charge from the second of July."),
    ("LAUNCH", "The new note will be in tills from 3 December."),
    ("LAUNCH", "The coin is to enter circulation on 3 December."),
    ("LAUNCH", "The satellite was sent into space on Monday."),
    ("STRIKE", "Pilots will not fly on Monday, the union said."),
    ("TRANSFER", "The two sides exchanged 12 prisoners each on Monday."),
    ("TRANSFER", "Estrel is to take a 40 per cent stake in the airline."),
    ("GATHERING", "The Reed Party will hold its congress on December 9."),
    ("AID", "The first trucks with flour rolled into the camp on Monday."),
    ("ASSAULT", "Armed men burst into the school on Monday."),
    ("DISASTER", "Fourteen miners are trapped underground at Halm, the company said."),
    ("DISASTER", "The lights went out across Larn on Monday."),
    ("TRANSPORT", "A cargo plane missed the runway on Monday."),
]
UNTOLD = [
    ("APPOINT", "The official, who declined to be named, spoke on Monday."),
    ("APPOINT", "She did not want to be named before the chairman has spoken on Monday."),
    ("PUBLISH", "He spoke on Monday as the date has not been made public."),
    ("COERCE", "The band released its first album on Monday."),
    ("APPOINT", "No ferries will run on Monday."),
]


def types(sentence: str) -> set[str]:
    article = read("The Larn Post", "The news of the day\n\n" + sentence + REST)
    return {event.type for event in marks(article, Event)}


@pytest.mark.parametrize(("kind", "sentence"), TOLD)
def test_a_sentence_tells_an_event_of_its_kind(kind: str, sentence: str) -> None:
    assert kind in types(sentence)


@pytest.mark.parametrize(("kind", "sentence"), UNTOLD)
def test_a_sentence_tells_no_event_of_a_kind(kind: str, sentence: str) -> None:
    assert kind not in types(sentence)


def test_a_day_somebody_tells_is_that_of_the_event_others_have_on_it() -> None:
    first = read(
        "The Larn Post",
        "Treaty to be signed\n\nThe water treaty will be signed in Larn on 9 June, a spokesman of "
        "the foreign ministry of Velonia said." + REST,
    )
    second = read(
        "Orm Weekly",
        "From the chamber\n\nThe pens must be filled for the ninth of June, Orman finance minister "
        "Dalia Renn said." + REST,
    )
    other = read(
        "Orm Weekly",
        "From the chamber\n\nThe pens must be filled for the tenth of May, Orman finance minister "
        "Dalia Renn said." + REST,
    )
    assert counted(tell(first, second), "AGREE", "time", "2035-06-09") == (2, 2)
    assert counted(tell(first, other), "AGREE", "time", "2035-06-09") == (1, 1)
