"""Whose opening tells the story's event, though its words have another type."""

from __future__ import annotations

import pytest

from tests.test_second_source import counted, read, tell

TUESDAY, WEDNESDAY = "2035-05-15", "2035-05-16"
SWAP = """Estrel and Larnia exchange prisoners

Estrel and Larnia exchanged 40 prisoners at Halm bridge on Monday, the Red Sash mission said.

The line of buses had waited since dawn on both banks of the river.
"""
AGAIN = """Exchange of prisoners at Halm

Estrel and Larnia exchanged prisoners on Monday, colonel Rob Tarn said.

The weather was calm and the guards had taken off their helmets for it.
"""
HOME = """{title}

{lead}

{rest}
"""
REST = '"They came back thin and laughing, and nobody slept that night," mayor Ada Moll said.'


@pytest.mark.parametrize(
    ("title", "lead", "want"),
    [
        ("Captives freed", "Forty captives were freed on Monday.", 3),
        ("Sons of the valley welcomed", "The town marched through the streets on Monday.", 3),
        ("Captives freed", "Forty captives were freed on 2 March.", 2),
        ("Captives to be freed", "Forty captives will be freed on Friday.", 2),
    ],
)
def test_an_opening_of_another_type(title: str, lead: str, want: int) -> None:
    home = HOME.format(title=title, lead=lead, rest=REST)
    story = tell(
        read("Larn Post", SWAP, TUESDAY),
        read("Velm Mail", AGAIN, TUESDAY),
        read("Halm Echo", home, TUESDAY),
    )
    found = counted(story, "TRANSFER", "existence", "affirmed")
    assert found is not None
    assert found[1] == want


def test_what_nobody_dates_has_the_day_of_the_paper_that_made_it_known() -> None:
    text = """Governor sacks works chief

Governor Ida Kern has sacked her works chief Jon Kesk.

The statement was issued on Monday in Velm. No reason was given.
"""
    story = tell(read("Larn Post", text, WEDNESDAY))
    assert counted(story, "RESIGN", "time", "2035-05-14") == (1, 1)


def test_a_last_day_is_no_day_of_what_is_done() -> None:
    text = """Governor sacks works chief

Governor Ida Kern has sacked her works chief Jon Kesk.

He is to clear his desk and give back the keys not later than Friday.
"""
    assert counted(tell(read("Larn Post", text, WEDNESDAY)), "RESIGN", "time", "2035-05-11") is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("The strike of the ferry crews was called off on Monday.", "2035-05-14"),
        ("The strike of the ferry crews was called off late on Monday.", "2035-05-14"),
        ("The strike of the ferry crews was cancelled Monday.", "2035-05-14"),
        ("Monday's strike of the ferry crews was called off.", "2035-05-21"),
        ("The strike of the ferry crews on Monday was called off.", "2035-05-21"),
    ],
)
def test_the_day_on_which_something_was_called_off_has_passed(said: str, day: str) -> None:
    story = tell(read("Larn Post", f"Ferry news\n\n{said}", TUESDAY))
    assert [e.value for e in story.events if e.type == "STRIKE"] == [day]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Seven people died in the stadium on Monday, police said.", "DISASTER"),
        ("Deaths in the hall: four worshippers died on Monday, police said.", "DISASTER"),
        ("The singer Ada Kern died on Monday, her son said.", "DEATH"),
    ],
)
def test_the_death_of_several_is_a_disaster(said: str, kind: str) -> None:
    story = tell(read("Larn Post", f"Larn mourns\n\n{said}", TUESDAY))
    assert [e.type for e in story.events] == [kind]
