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
        ('"I saw them fall in the heat," police chief Odo Kern said.', (2, 2)),
    ],
    ids=["nothing of it", "the number", "what he saw"],
)
def test_an_opening_number_may_be_whoevers_counts(quoted: str, want: tuple[int, int]) -> None:
    text = (
        f"Run through the heat\n\nSome 900 runners took part in the marathon on Sunday.\n\n{quoted}"
    )
    story = tell(read("Larn Post", MARATHON), read("Velm Echo", text, TUESDAY))
    assert counted(story, "FIXTURE", "count", "900", "participants") == want


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
