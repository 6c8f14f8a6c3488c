"""Whose an outlet's own words may be, and whose they are not."""

from __future__ import annotations

import pytest

from secondsource.model import Story
from tests.test_second_source import counted, read, tell

TUESDAY = "2035-05-15"
MARATHON = """Stark wins at Larn

Emil Stark won the Larn marathon on Sunday.

"It was hot," Stark told the Larn Post after the race.

Race director Ida Kovar said 900 runners had taken part, more than ever before.
"""


def test_a_number_is_the_word_of_who_says_it_though_the_event_is_named_before() -> None:
    story = tell(read("Larn Post", MARATHON))
    said = [a for f in story.findings if f.attribute == "count" for v in f.versions
            for a in v.accounts]  # fmt: skip
    assert {a.origin.key for a in said} == {"person:ida kovar"}


@pytest.mark.parametrize(
    ("quoted", "want"),
    [
        ('"Two lost children and a stolen bicycle," police chief Odo Kern said.', (1, 2)),
        ('"We counted 900 runners," police chief Odo Kern said.', (2, 2)),
        ('"I saw them fall in the heat," police chief Odo Kern said.', (1, 2)),
    ],
    ids=["nothing of it", "the number", "what he saw, and no number"],
)
def test_an_opening_number_may_be_whoevers_counts(quoted: str, want: tuple[int, int]) -> None:
    text = (
        f"Run through the heat\n\nSome 900 runners took part in the marathon on Sunday.\n\n{quoted}"
    )
    story = tell(read("Larn Post", MARATHON), read("Velm Echo", text, TUESDAY))
    assert counted(story, "FIXTURE", "count", "900", "participants") == want


OPENED = """New line for Larn

The trams to Orsen began running on 8 May.

{quoted}
"""


@pytest.mark.parametrize(
    ("quoted", "want"),
    [
        ('"Larn is proud today," mayor Ada Kern said.', (1, 2)),
        ('"The first trams were full," mayor Ada Kern said.', (2, 2)),
        ('"I saw the flags from my window," mayor Ada Kern said.', (2, 2)),
        ("It opened on 8 May, mayor Ada Kern said.", (2, 2)),
    ],
    ids=["nothing of it", "a word of it", "what she saw", "the day"],
)
def test_a_day_that_opens_a_text_is_surely_his_only_who_has_a_word_of_it(
    quoted: str, want: tuple[int, int]
) -> None:
    told = "Trams to Orsen\n\nThe line opened on 8 May, chief engineer Olm Rade told the Echo.\n"
    story = tell(read("Larn Post", OPENED.format(quoted=quoted)), read("Velm Echo", told, TUESDAY))
    assert counted(story, "LAUNCH", "time", "2035-05-08") == want


def low(story: Story, type_: str, attribute: str, *rest: str) -> int | None:
    found = counted(story, type_, attribute, *rest)
    return found[0] if found else None


DEAL = """Corvin names Ada Kern chief executive

Corvin Bank has appointed Ada Kern as chief executive, the lender said in a notice on Tuesday.
"""


def test_who_only_looks_on_by_his_calling_is_no_source() -> None:
    column = (
        "An outsider for Corvin\n\nCorvin Bank has appointed Ada Kern as its chief executive.\n\n"
        '"She has closed more branches than others have visited," said analyst Tom Harl of Dorne '
        "Capital."
    )
    story = tell(read("Larn Post", DEAL), read("Velm Echo", column, TUESDAY))
    assert low(story, "APPOINT", "existence") == 1
    assert "person:tom harl" not in {o.key for group in story.origins for o in group}


def test_somebodys_people_say_what_he_says() -> None:
    march = "March in Larn\n\n{} put the turnout at 10,000 at the march in Larn on Monday.\n"
    story = tell(
        read("Larn Post", march.format("Convener Prossy Aken")),
        read("Velm Echo", "March\n\nAken's people said 10,000 marched in Larn on Monday.", TUESDAY),
    )
    assert low(story, "PROTEST", "count", "10000", "participants") == 1


def test_a_surname_that_looks_like_a_place_is_the_persons() -> None:
    story = tell(
        read("Larn Post", "Fever\n\nCholera has killed nine people in Larn, Dr Kofi Lumor said."),
        read("Velm Echo", "Fever\n\nDoctor Lumor said cholera had killed nine in Larn.", TUESDAY),
    )
    assert low(story, "DISASTER", "count", "9", "killed") == 1


def test_an_outlets_own_number_of_things_may_be_whose_the_event_is() -> None:
    story = tell(
        read(
            "Larn Post",
            "Line 9 to open\n\nThe tram line will open on 12 June 2035, the operator Vessatram "
            "announced. Line 9 will have 14 stops.",
        ),
        read(
            "Velm Echo",
            "Free rides\n\nThe new tram line opens on 12 June 2035 with 14 stops.",
            TUESDAY,
        ),
    )
    assert low(story, "LAUNCH", "count", "14", "stops") == 1


CRASH = """Crash near Larn

Nine people died when a bus crashed near Larn on Monday, police chief Odo Kern said.
"""


@pytest.mark.parametrize(
    ("told", "want"),
    [
        (
            "Mayor Lena Marsk told the council that nine had died in the bus crash, citing police.",
            1,
        ),
        ('"I was informed that nine people died in the bus crash," mayor Lena Marsk said.', 1),
        ("Mayor Lena Marsk said she had learnt from her staff that nine died in the bus crash.", 1),
        ("Nine people died in the bus crash, mayor Lena Marsk said police had told her.", 1),
        ("Nine people died in the bus crash, hospital director Ivo Sarn told the council.", 2),
        ('"We have nine dead from the bus crash," hospital director Ivo Sarn told reporters.', 2),
    ],
)
def test_who_was_told_is_no_second_source(told: str, want: int) -> None:
    story = tell(read("Larn Post", CRASH), read("Velm Echo", f"The crash\n\n{told}", TUESDAY))
    assert low(story, "TRANSPORT", "count", "9", "killed") == want


@pytest.mark.parametrize(
    ("told", "want"),
    [
        ("The strike set for 26 May would hurt pupils, education minister Tom Harl said.", 1),
        ("The teachers will strike on 26 May, education minister Tom Harl said.", 2),
    ],
    ids=["which strike", "when"],
)
def test_a_day_that_only_tells_which_event_is_meant(told: str, want: int) -> None:
    strike = "Teachers to strike\n\nTeachers in Larn will strike on 26 May, their union said.\n"
    story = tell(read("Larn Post", strike), read("Velm Echo", f"The strike\n\n{told}", TUESDAY))
    assert low(story, "STRIKE", "time", "2035-05-26") == want


def test_a_sentence_without_its_source_repeats_it() -> None:
    whole = "Renowned singer Ada Kern died early on Monday of heart failure, the hospital said.\n"
    cut = (
        "Renowned singer Ada Kern died early on Monday of heart failure.\n\nFans queued from dawn."
    )
    story = tell(read("Larn Post", f"Kern dies\n\n{whole}"), read("Velm Echo", cut))
    assert low(story, "DEATH", "existence") == 1


def test_what_a_sole_speaker_tells_nothing_of_is_not_surely_his() -> None:
    shield = "Larn to open cup\n\nLarn will play Velm on 8 June, the cricket council said.\n"
    town = (
        "Town to get opener\n\nVelm and Larn will play on 8 June, weather permitting.\n\n"
        'Hotelier Piet Aster said he had got 40 calls by lunch. "I was glad," he said.\n'
    )
    story = tell(read("Larn Post", shield), read("Velm Echo", town, TUESDAY))
    assert low(story, "FIXTURE", "time", "2035-06-08") in (1, None)


def test_an_age_told_aside_is_the_writers() -> None:
    council = "Chief dies\n\nChief Odo Kern has died at the age of 88, the city council said.\n"
    ward = (
        "Chief dies at 88\n\nOdo Kern, 88, died here on Monday, hospital director Ivo Sarn told "
        "the Echo.\n"
    )
    story = tell(read("Larn Post", council), read("Velm Echo", ward, TUESDAY))
    assert low(story, "DEATH", "count", "88", "years of age") in (1, None)


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [
        (
            "Larn Town beat Orsen 2-1 at the Oval on Sunday.",
            "Two late goals gave the home side a 2-1 win over Orsen in pouring rain on Sunday.",
            2,
        ),
        (
            "Larn Town will play Orsen at the Oval on Sunday.",
            "Orsen's match against the home side will be played in pouring rain on Sunday.",
            1,
        ),
    ],
    ids=["played", "to come"],
)
def test_who_reports_on_a_match_looked_on(one: str, other: str, want: int) -> None:
    # Of a match that was played both papers; the coach only says how it was.
    story = tell(
        read("Larn Post", f'Oval day\n\n{one}\n\n"It is hard work," coach Ada Kern said.\n'),
        read("Velm Echo", f'Rain, rain\n\n{other}\n\n"We love mud," coach Ada Kern said.\n'),
    )
    assert low(story, "FIXTURE", "existence") == want


def test_that_something_burnt_is_told_by_who_speaks_of_anything_there() -> None:
    told = "Fire in Larn\n\nA fire broke out at the mill in Larn on Monday.\n\n{quoted}\n"
    story = tell(
        read("Larn Post", told.format(quoted='"Nobody was inside," owner Olm Rade said.')),
        read("Velm Echo", told.format(quoted='"We came late," fire chief Ada Kern said.') + "End."),
    )
    assert low(story, "DISASTER", "existence") == 2


@pytest.mark.parametrize(
    ("teller", "key"),
    [("our reporter Nils Arn", "outlet:larn post"), ("trader Nils Arn", "person:nils arn")],
)
def test_our_reporter_is_the_outlet(teller: str, key: str) -> None:
    text = f"Fire at the mill\n\nA fire broke out at the mill in Larn on Monday, {teller} said.\n"
    story = tell(read("Larn Post", text))
    told = {a.origin.key for f in story.findings for v in f.versions for a in v.accounts}
    assert told == {key}


@pytest.mark.parametrize(
    ("said", "want"),
    [
        (
            "Police arrested 11 men at the march, in which 900 walked according to Ada Kern.",
            0,
        ),
        ("Police arrested 11 men at the march in Larn, according to Ada Kern.", 1),
    ],
)
def test_who_is_quoted_for_a_relative_clause_has_said_that_clause(said: str, want: int) -> None:
    text = f"March in Larn\n\nPeople marched. {said} It was cold, spokesman Odo Marl said.\n"
    story = tell(read("Larn Post", text))
    arrested = [f for f in story.findings if f.about == "arrested"]
    told = {a.origin.key for f in arrested for v in f.versions for a in v.accounts}
    assert ("person:ada kern" in told) == bool(want)
