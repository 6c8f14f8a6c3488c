"""Whose an outlet's own words may be, and whose they are not."""

from __future__ import annotations

import pytest

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
