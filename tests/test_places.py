"""Every grain of a place is an account of where an event was."""

from __future__ import annotations

import pytest

from tests.test_second_source import read, tell


def _places(said: str) -> set[str]:
    story = tell(read("Larn Post", f"News of the day\n\n{said}", "2035-05-15"))
    found = [f for f in story.findings if f.attribute == "place"]
    return {v.value for f in found for v in f.versions}


@pytest.mark.parametrize(
    ("said", "want"),
    [
        ("A bus overturned near Tokyo, Japan on Monday, police said.", {"Tokyo", "Japan"}),
        ("An earthquake struck near Lima in Peru on Monday.", {"Lima", "Peru"}),
        ("A bomb exploded in Kano in northern Nigeria on Monday.", {"Kano"}),
        ("The army flew a field hospital to Halmkot in Nepal on Monday.", {"Halmkot", "Nepal"}),
        ("A fire broke out at the Lima stadium on Monday.", {"Lima", "Lima stadium"}),
        ("Rebels fell on a convoy in the Tegar gorge on Monday.", {"Tegar gorge"}),
    ],
)
def test_every_grain_is_told(said: str, want: set[str]) -> None:
    assert want <= _places(said)


@pytest.mark.parametrize(
    "said",
    [
        "The summit planned for Lima has been moved to Kano, minister Ilse Roth said.",
        "The summit was moved from Lima to Kano because of the flood, minister Ilse Roth said.",
        "The government shifted the summit to Kano, minister Ilse Roth said.",
        "The summit was moved from Lima to Brellin on Monday, minister Ilse Roth said.",
    ],
)
def test_what_is_moved_is_where_it_is_moved_to(said: str) -> None:
    assert _places(said) in ({"Kano"}, {"Brellin"})


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("A bomb exploded in Lima, Ada Kern said in Japan on Monday.", "Japan"),
        ("A fire broke out in Lima on Monday, and in Peru a dam held.", "Peru"),
    ],
)
def test_a_place_of_something_else_is_none(said: str, other: str) -> None:
    assert other not in _places(said)


@pytest.mark.parametrize(
    ("told", "low"),
    [
        ('"This morning we counted the lamps at Gorm Deep," said Odo Kern of the union.', 2),
        ('"This morning we counted the lamps," said Odo Kern of the union.', 1),
        ('"We counted the lamps," said Odo Kern of the union. He lives near Gorm Deep.', 1),
    ],
    ids=["names it", "names none", "not his word"],
)
def test_a_witness_tells_the_place_he_names(told: str, low: int) -> None:
    fall = "Fourteen miners are trapped at Gorm Deep after a fall of rock on Monday, "
    story = tell(
        read("Larn Post", f"14 trapped at Gorm Deep\n\n{fall}manager Ida Kovar said.\n"),
        read("Orsen Mail", f"Rock traps 14\n\nRock trapped 14 miners, police said.\n\n{told}\n"),
    )
    found = [f for f in story.findings if f.attribute == "place"]
    at = [v.sources.low for f in found for v in f.versions if v.value == "Gorm Deep"]
    assert at == [low]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("A bomb exploded in Kano, Nigeria on Monday.", "Nigeria is coarser than Kano"),
        ("The summit was moved from Lima to Kano, Ilse Roth said.", ""),
    ],
)
def test_which_place_is_the_wider_one_is_told_only_where_it_shows(said: str, reason: str) -> None:
    other = "Summit news\n\nThe summit in Lima will be big, Odo Kern said.\n"
    story = tell(
        read("Larn Post", f"News of the day\n\n{said}\n", "2035-05-15"),
        read("Velm Echo", other, "2035-05-14"),
    )
    told = " ".join(f.reason for f in story.findings if f.attribute == "place")
    assert reason in told
    assert ("coarser" in told) == bool(reason)
