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
    ("RESIGN", "The king relieved General Rob Tarn of his command on Monday."),
    ("RESIGN", "The board relieved the head of the mint, Ada Kern, of her duties on Monday."),
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
    ("CONSULT", "The journey of the king to Estmark has been put back."),
    ("CONSULT", "The premier flew in on Monday."),
    ("AGREE", "They are about to put pen to paper."),
    ("AGREE", "The company and the union settled on Monday."),
    ("STRIKE", "Ferry crews refused to sail on Monday."),
    ("STRIKE", "There is a picket at the gate of the works on Monday."),
    ("APPOINT", "The orchestra has chosen Ada Kern to succeed Tom Moll."),
    ("TRANSFER", "The brewery is to pass into the hands of Pallant."),
    ("TRANSPORT", "The steamer went down by the stern on Monday."),
    ("LAUNCH", "The rocket took off from Cape Halm on Monday."),
    ("COERCE", "The court gave him nine years."),
    ("COERCE", "Police took five dockers away on Monday."),
    ("ASSAULT", "Two masked men held up a bank on Monday."),
    ("ASSAULT", "A man with a knife went for passengers on Monday."),
    ("DISASTER", "Fever has broken out in the delta."),
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
    ("ASSAULT", "A convoy arrived in besieged Tarn on Monday."),
    ("ASSAULT", "She held up her rent book on Monday."),
    ("ASSAULT", "Investigators picked up nine shell casings on Monday."),
    ("AGREE", "He has inked it on the board himself: 12 March."),
    ("FIXTURE", "She came for the final night of the festival on Monday."),
    ("RESIGN", "The treasurer must go to court on Monday."),
    ("APPOINT", "The king relieved General Rob Tarn of his appointment on Monday."),
    ("DISASTER", "The director of the Northern Flood Authority, Ada Kern, spoke on Monday."),
    ("STRIKE", "A clerk of the Joint Strike Committee came to the gate on Monday."),
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


SAYS = [
    (
        "Two shot outside bar",
        "Two people died in a shooting, police sergeant Ada Moll said. It happened on Saturday.",
        ("ASSAULT", "time", "2035-05-12", ""),
    ),
    (  # what goes on until a day to come is not over on the one before
        "Bakers walk out",
        "The strike of the bakers would go on until Friday at least, union leader Ada Moll said.",
        ("STRIKE", "time", "2035-05-14/2035-05-18", ""),
    ),
    (
        "Report out",
        '"The report was published this morning," minister Ada Moll told the chamber on Saturday.',
        ("PUBLISH", "time", "2035-05-12", ""),
    ),
    (
        "March in Larn",
        "Tenants marched through Larn on Sunday. Police arrested 27 people, Chief Vera Stahl said.",
        ("PROTEST", "count", "27", "arrested"),
    ),
    (
        "March in Larn",
        "No more than 210 people marched through Larn on Sunday, police chief Vera Stahl said.",
        ("PROTEST", "count", "..210", "participants"),
    ),
]


@pytest.mark.parametrize(
    "sentence",
    [
        "The strike is off until after Easter, minister Ada Moll said.",
        "The strike is on hold, minister Ada Moll said.",
        "Minister Ada Moll has praised the postponement of the strike.",
        "The strike has been put back, minister Ada Moll said.",
    ],
)
def test_what_is_off_until_later_is_postponed(sentence: str) -> None:
    article = read("The Larn Post", "News of the day\n\n" + sentence + REST)
    assert [e.status for e in marks(article, Event) if e.type == "STRIKE"] == ["postponed"]


def test_a_year_to_compare_with_is_no_day() -> None:
    text = "The festival will draw more people than last year, mayor Ada Moll said."
    found = marks(read("The Larn Post", "Festival\n\n" + text + REST), Event)
    assert [e.time for e in found if e.type == "GATHERING"] == [None, None]


@pytest.mark.parametrize(("title", "text", "want"), SAYS)
def test_what_a_text_says_of_an_event(title: str, text: str, want: tuple[str, ...]) -> None:
    story = tell(read("The Larn Post", f"{title}\n\n{text}{REST}"))
    assert counted(story, *want) is not None


def test_more_than_and_at_least_are_one_figure() -> None:
    first = "Flood\n\nMore than 3,000 people were evacuated from Larn, mayor Ada Moll said." + REST
    second = "Flood\n\nAt least 3,000 people were evacuated from Larn, fire chief Bo Kern said."
    story = tell(read("The Larn Post", first), read("Orm Weekly", second))
    assert counted(story, "DISASTER", "count", "3000..", "evacuated") == (2, 2)


def test_two_summits_put_off_are_one() -> None:
    first = (
        "Summit off\n\nThe summit of Estmark and Velonia, planned for Sunday, has been put off, "
        "foreign minister Ada Moll said." + REST
    )
    second = (
        "Skates are ready\n\nThe summit had been postponed, Velonian adviser Bo Kern confirmed at "
        "her briefing, and she was cross about it."
    )
    story = tell(read("The Larn Post", first), read("Orm Weekly", second))
    assert counted(story, "CONSULT", "status", "postponed") == (2, 2)


def test_a_strike_of_about_as_many_is_the_same() -> None:
    first = (
        "Cold ovens\n\nAbout 1,200 workers stayed away from the ovens, union head Ada Moll said."
    )
    second = (
        "Bread\n\nBread will not be short, says manager Bo Kern. Of the staff 1,200 have downed "
        "tools, he said."
    )
    story = tell(read("The Larn Post", first), read("Orm Weekly", second))
    assert counted(story, "STRIKE", "existence") == (2, 2)


def test_two_sizes_of_one_crowd_are_two_accounts() -> None:
    text = (
        "March in Larn\n\nTenants marched through Larn on Sunday. Police chief Vera Stahl put the "
        "number of marchers at 4,000, while Bo Kern of the tenants' union spoke of 20,000."
    )
    story = tell(read("The Larn Post", text + REST))
    whose = {
        (version.value, account.origin.key)
        for finding in story.findings
        if finding.about == "participants"
        for version in finding.versions
        for account in version.accounts
    }
    assert whose == {("4000", "person:vera stahl"), ("20000", "person:bo kern")}


def test_two_accounts_of_one_score_are_one_match() -> None:
    first = read(
        "Larn Herald",
        "Herons 27, Miners 24: Kern breaks hearts\n\nThe coach wept on the touchline. Ada Kern "
        "kicked the penalty that won the semi-final on Saturday, with the stadium half empty.",
    )
    second = read(
        "Serla Post",
        "Miners undone\n\nThe season of the Miners ended in a 27-24 defeat at the old stadium, "
        "and the captain led his team away. The coach said nobody took the match from them.",
    )
    matches = [event for event in tell(first, second).events if event.type == "FIXTURE"]
    assert any(len({cite.article for cite in event.mentions}) == 2 for event in matches)


def test_an_inquest_on_another_day_does_not_make_a_second_death() -> None:
    first = read(
        "Larn Herald",
        "Ada Kern dies\n\nThe painter Ada Kern died at home on Sunday, her son said.",
    )
    second = read(
        "Serla Post",
        "Coroner rules on painter\n\nThe death of the painter Ada Kern on Tuesday of last month "
        "was by natural causes, a coroner has ruled.",
    )
    deaths = [event for event in tell(first, second).events if event.type == "DEATH"]
    assert len(deaths) == 1
