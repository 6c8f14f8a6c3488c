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
    ("COERCE", "The jury cleared the doctor on Monday."),
    ("COERCE", "The commission slapped a fine on the airline on Monday."),
    ("RESIGN", "The governor has accepted the resignation of the mayor."),
    ("RESIGN", "The archbishop renounced his office on Monday."),
    ("APPOINT", "The new coach of Rovers is Ada Kern, the club said."),
    ("LAUNCH", "The new law takes effect on Monday."),
    ("LAUNCH", "Trams will run through the tunnel from Monday."),
    ("STRIKE", "Drivers will stay at home on Monday, the union said."),
    ("PROTEST", "Taxi drivers brought the centre to a halt on Monday."),
    ("TRANSFER", "The dairy will belong to another group from June 30."),
    ("TRANSFER", "A prisoner swap took place on Monday."),
    ("ELECT", "Ada Kern won on Sunday with 54 per cent."),
    ("FIXTURE", "The game has been put off until March 12."),
    ("PUBLISH", "The report is due on April 22."),
    ("AID", "Estmark is sending doctors to Larn."),
    ("ASSAULT", "Rockets rained on the town on Monday."),
    ("DISASTER", "A footbridge fell into the river on Monday."),
    ("TRANSPORT", "Two trains hit each other near Halm on Monday."),
    ("DEATH", "The painter Ada Kern is dead, her daughter said on Monday."),
]
UNTOLD = [
    ("APPOINT", "The official, who declined to be named, spoke on Monday."),
    ("APPOINT", "She did not want to be named before the chairman has spoken on Monday."),
    ("PUBLISH", "He spoke on Monday as the date has not been made public."),
    ("COERCE", "The band released its first album on Monday."),
    ("APPOINT", "No ferries will run on Monday."),
    ("TRANSPORT", "No trains will run on Monday."),
    ("STRIKE", "The grass is black as far as the sea on Monday."),
    ("COERCE", "Rovers lift the cup after penalty drama on Monday."),
    ("AID", "Copies will be sent to the families of the victims on Monday."),
    ("ELECT", "The ballots go to the printer on Friday."),
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


def test_who_accepts_a_resignation_is_not_who_resigned() -> None:
    first = read(
        "The Larn Post",
        'Mayor resigns\n\nMayor Odo Ferrant of Korrin resigned on Friday. "I resigned on Friday '
        'and now I am going fishing," he told the Larn Post at his garden gate.' + REST,
    )
    second = read(
        "Orm Weekly",
        "Governor accepts letter\n\nThe governor of the North, Rosa Ackerby, has accepted the "
        'resignation of Korrin\'s mayor. "Mr Ferrant resigned on Friday and I regret it," Ackerby '
        "told the Weekly." + REST,
    )
    assert counted(tell(first, second), "RESIGN", "existence") == (2, 2)
