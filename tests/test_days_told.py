"""Days told without a word for the event: whose they count for, and which count for nothing."""

from __future__ import annotations

import pytest

from tests.test_second_source import counted, read, tell

MONDAY, TUESDAY = "2035-05-14", "2035-05-15"
CRASH = """Train crash near Karst kills two

Two people died when a train crashed near Karst on Monday, fire chief Rob Tarn said.

The line between Karst and Velm will stay shut until the wagons have been lifted.
"""
OTHER = """Karst mourns after train crash

Flags hung at half mast after the train crash near Karst.

{said}

The council will pay for the funerals, the mayor's office wrote.
"""


@pytest.mark.parametrize(
    ("said", "want"),
    [
        ('"I was feeding the hens on Monday and then came the bang," said Ida Torv.', (2, 2)),
        ("The wagons came down the bank on Monday like toys, said Ida Torv, a farmer.", (2, 2)),
        ("The ground had trembled on Monday evening, farmer Ida Torv told the Mail.", (2, 2)),
        ("The wagons came down the bank at 5.14 p.m. on Monday, said Ida Torv.", (2, 2)),
        ('"It was Monday, about five," said Ida Torv, who lost her dog.', (2, 2)),
        ("Farmer Ida Torv told reporters on Monday that she had heard the bang.", (1, 1)),
        ("The hens had laid on Sunday, said Ida Torv, a farmer.", (1, 1)),
    ],
)
def test_a_day_in_another_sentence(said: str, want: tuple[int, int]) -> None:
    story = tell(
        read("Larn Post", CRASH, TUESDAY), read("Velm Mail", OTHER.format(said=said), TUESDAY)
    )
    assert counted(story, "TRANSPORT", "time", MONDAY) == want


def test_who_gives_another_day_than_his_paper() -> None:
    said = '"We were told on Monday night, in the bar," said pilot Ida Torv.'
    paper = f"""Ada Kern is harbour chief

Ada Kern took over as harbour chief on Wednesday. This reporter saw her sign the book.

{said}
"""
    named = """Larn has a new harbour chief

The council appointed Ada Kern harbour chief on Monday, the mayor, Ole Dahn, said.
"""
    story = tell(read("Larn Post", named, TUESDAY), read("Velm Mail", paper, "2035-05-17"))
    assert counted(story, "APPOINT", "time", MONDAY) == (2, 2)


SAYS = """Train crash near Karst

{said}

The line will stay shut until the wagons have been lifted.
"""


@pytest.mark.parametrize(
    ("said", "written", "want"),
    [
        ("Rail chief Ida Torv said on Monday that a train had crashed near Karst.", MONDAY, (2, 2)),
        ("Rail chief Ida Torv said on Tuesday a train had crashed near Karst.", TUESDAY, (1, 1)),
        # on a page of a later day he may have spoken of a day before
        ("Rail chief Ida Torv said on Monday that a train had crashed.", TUESDAY, (1, 1)),
        (
            "Rail chief Ida Torv thanked the crews on Monday for freeing the driver.",
            TUESDAY,
            (1, 1),
        ),
    ],
)
def test_who_tells_of_it_on_its_day(said: str, written: str, want: tuple[int, int]) -> None:
    told = SAYS.format(said=said)
    story = tell(read("Larn Post", CRASH, TUESDAY), read("Velm Mail", told, written))
    assert counted(story, "TRANSPORT", "time", MONDAY) == want


def test_the_hour_of_speaking_is_not_that_of_the_event() -> None:
    crash = CRASH.replace("on Monday", "at 5 a.m. on Monday")
    said = "Rail chief Ida Torv said on Monday evening that a train had crashed near Karst."
    told = SAYS.format(said=said)
    story = tell(read("Larn Post", crash, TUESDAY), read("Velm Mail", told, MONDAY))
    days = next(f for f in story.findings if f.attribute == "time")
    assert "differ" not in days.verdicts
    assert counted(story, "TRANSPORT", "time", MONDAY) == (2, 2)


def test_a_dateline_tells_no_day() -> None:
    text = OTHER.format(said="Nobody knew on Tuesday why the brakes had failed.")
    text = text.replace("Flags hung", "KARST, May 14 (Ostra) - Flags hung")
    story = tell(read("Larn Post", CRASH, TUESDAY), read("Velm Mail", text, TUESDAY))
    assert counted(story, "TRANSPORT", "time", MONDAY) == (1, 1)


def test_the_hour_is_of_the_day() -> None:
    """Two who give the day and the hour agree on the day."""
    said = "A train crashed near Karst at 5.14 p.m. on Monday, Ida Torv said."
    text = f"Train crash near Karst\n\n{said}"
    story = tell(read("Larn Post", CRASH, TUESDAY), read("Velm Mail", text, TUESDAY))
    assert counted(story, "TRANSPORT", "time", MONDAY) == (2, 2)
    assert counted(story, "TRANSPORT", "time", MONDAY + "T17:14") == (1, 1)


QUITS = """Harbour chief Jon Kesk resigns

Harbour chief Jon Kesk has resigned after eleven years, his deputy Ada Moll said.

{said}
"""


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("He would leave on 30 August, Moll said.", "2035-08-30"),
        ("He stays in the house until 30 August, Moll said.", "2035-08-30"),
        ("Moll said the keys were due back on August 30.", "2035-08-30"),
        ("The letter gives 30 August as his last day, according to Moll.", "2035-08-30"),
        ("Moll said a new chief would be sought from 1 June.", "2035-06-01"),
    ],
)
def test_a_coming_day_is_an_event_of_the_story(said: str, day: str) -> None:
    story = tell(read("Larn Post", QUITS.format(said=said), MONDAY))
    assert counted(story, "RESIGN", "time", day) == (1, 1)
    assert counted(story, "RESIGN", "existence") == (1, 1)


def test_no_attack_is_announced_by_a_coming_day() -> None:
    text = CRASH + "\nSchools stay closed until 30 May, fire chief Rob Tarn said.\n"
    assert (
        counted(tell(read("Larn Post", text, TUESDAY)), "TRANSPORT", "time", "2035-05-30") is None
    )


@pytest.mark.parametrize(
    ("said", "want"),
    [
        ("Kesk gave up his keys on Monday, Moll said.", (1, 1)),  # told for nothing else
        ("Kesk told his staff at a meeting on Monday, Moll said.", None),  # the meeting's
        ("Moll told the Post on Monday that he was tired.", (1, 1)),  # the day it was made known
    ],
)
def test_an_event_nobody_dates(said: str, want: tuple[int, int] | None) -> None:
    story = tell(read("Larn Post", QUITS.format(said=said), TUESDAY))
    assert counted(story, "RESIGN", "time", MONDAY) == want


def test_what_is_told_besides_on_the_day_tells_it() -> None:
    dated = (
        "Harbour chief Jon Kesk resigns\n\nJon Kesk resigned on Monday, the mayor, Ole Dahn, said."
    )
    said = "Kesk told his staff at a meeting on Monday, Moll said."
    story = tell(
        read("Velm Mail", dated, TUESDAY), read("Larn Post", QUITS.format(said=said), TUESDAY)
    )
    assert counted(story, "RESIGN", "time", MONDAY) == (2, 2)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Shareholders vote on the offer on 4 June, chairman Odo Kern said.", "scheduled"),
        ("Shareholders voted on the offer on 4 May, chairman Odo Kern said.", "happened"),
    ],
)
def test_what_is_on_a_day_to_come_has_not_happened(said: str, status: str) -> None:
    story = tell(read("Larn Post", f"Offer for the mill\n\n{said}\n", MONDAY))
    assert {e.status for e in story.events if e.type == "ELECT"} == {status}


def test_shortly_after_an_hour_is_no_stretch_of_days() -> None:
    said = "A fire broke out at the Dorrin mill shortly after 10pm, fire chief Ada Kern said."
    story = tell(read("Larn Post", f"Mill burns\n\n{said}\n", MONDAY))
    days = {v.value for f in story.findings if f.attribute == "time" for v in f.versions}
    assert days == {f"{MONDAY}T22:00"}
