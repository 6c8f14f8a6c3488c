"""Denials of a story: which event they are of, and who denies it does not tell it."""

from __future__ import annotations

import pytest

from tests.test_second_source import counted, read, tell

RAID = """Aircraft bomb village of Derva

Government aircraft bombed the village of Derva on Monday, its doctor, Ana Rusk, said.
"""
TALKS = """Secret meeting in Larn

The foreign ministers of Valdoria and Estmark met secretly in Larn on Monday, a diplomat said.
"""


@pytest.mark.parametrize(
    ("told", "kind", "denial"),
    [
        (RAID, "ASSAULT", '"There was no strike on Derva," said army spokeswoman Ines Carrow.'),
        (RAID, "ASSAULT", "Army spokeswoman Ines Carrow denied any attack on Derva."),
        (RAID, "ASSAULT", '"Nobody attacked Derva," said army spokeswoman Ines Carrow.'),
        (RAID, "ASSAULT", '"This attack never took place," said army spokeswoman Ines Carrow.'),
        (TALKS, "CONSULT", '"There was no meeting," said Estmark spokesman Rolf Enne.'),
        (TALKS, "CONSULT", "Estmark spokesman Rolf Enne denied that any talks had been held."),
        (TALKS, "CONSULT", "No such meeting took place, Estmark spokesman Rolf Enne said."),
    ],
)
def test_a_denial_is_of_the_event_others_tell(told: str, kind: str, denial: str) -> None:
    other = read("Orsen Post", f"Reaction\n\n{denial}\n", "2035-05-15")
    story = tell(read("Larn Courier", told), other)
    assert counted(story, kind, "existence", "affirmed") == (1, 1)
    assert counted(story, kind, "existence", "denied") == (1, 1)


@pytest.mark.parametrize(
    "said",
    [
        '"That is a lie," said army spokeswoman Ines Carrow.',
        '"Nothing of the kind happened," said army spokeswoman Ines Carrow.',
        "Army spokeswoman Ines Carrow rejected the accusation.",
        "Army spokeswoman Ines Carrow denied it.",
    ],
)
def test_a_denial_without_an_event_is_of_the_one_before(said: str) -> None:
    text = f"Reaction\n\nAircraft bombed Derva on Monday, its doctor Ana Rusk said. {said}\n"
    story = tell(read("Larn Courier", RAID), read("Orsen Post", text, "2035-05-15"))
    assert counted(story, "ASSAULT", "existence", "denied") == (1, 1)


def test_of_arrests_a_denial_of_charges_is_none() -> None:
    told = "Editor held\n\nPolice arrested editor Olm Rade in Larn on Monday, police said.\n"
    other = "Lawyer speaks\n\nNo charges had been brought, lawyer Ivo Brandt said.\n"
    story = tell(read("Larn Courier", told), read("Orsen Post", other, "2035-05-15"))
    types = {event.id: event for event in story.events}
    held = [f for f in story.findings if f.attribute == "existence" and types[f.event].when]
    assert [v.value for f in held for v in f.versions] == ["affirmed"]


def test_who_denies_an_event_is_no_source_for_it_unless_later() -> None:
    told = "Minister out\n\nTransport minister Ada Kern has resigned, her party said on Monday.\n"
    denial = '"I have not resigned," said transport minister Ada Kern.'
    first = read("Larn Courier", told)
    second = read("Orsen Post", f"Kern speaks\n\n{denial}\n", "2035-05-15")
    later = '"I have resigned," said transport minister Ada Kern on Thursday.'
    third = read("Orsen Post", f"Kern goes\n\n{later}\n", "2035-05-17")
    assert counted(tell(first, second), "RESIGN", "existence", "affirmed") == (1, 1)
    found = counted(tell(first, second, third), "RESIGN", "existence", "affirmed")
    assert found is not None
    assert found[1] == 2
