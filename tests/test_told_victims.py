"""Victims told with no number, over a story: who is whom, and whether all are told."""

from __future__ import annotations

import pytest

from secondsource.model import Origin
from secondsource.origins.sameness import related
from tests.test_reconcile import page, told


@pytest.mark.parametrize(
    ("first", "second", "what", "want"),
    [
        ("A 15-year-old boy was shot dead.", "Ada saw a boy killed: a boy, 15, was killed.",
         "killed", {"1"}),
        ("A boy was shot dead.", "A woman was shot dead.", "killed", {"1 (boy)", "1 (woman)"}),
        ("A boy was shot dead in Lorne.", "Three people were shot dead in Lorne.", "killed",
         {"1 (boy)", "3"}),
        ("A boy was wounded in a shooting.", "A boy was killed in a shooting.", "injured", set()),
        ("A man was wounded in a shooting.", "A girl was killed in a shooting.", "injured", {"1"}),
        ("Five people were shot.", "Gunmen shot five people.", "injured", {"5"}),
        ("Five people were shot.", "One man was shot dead.", "injured", set()),
        ("None of the children was hurt in a shooting.", "Five people were shot.", "injured",
         {"0 (children)", "5"}),
        ("Two others were wounded in a shooting.", "Four people were wounded in a shooting.",
         "injured", {"2 (others)", "4"}),
    ],
)  # fmt: skip
def test_victims(first: str, second: str, what: str, want: set[str]) -> None:
    story = told(
        page(f"Shooting in Lorne\n{first}", "2031-05-13", outlet="Post"),
        page(f"Shots in Lorne\n{second}", "2031-05-13", outlet="Courier"),
    )
    got = {
        version.value
        for finding in story.findings
        if finding.attribute == "count" and finding.about == what
        for version in finding.versions
    }
    assert got == want


def test_an_office_with_no_words_is_nobodys() -> None:
    office = Origin("person:?larn/", "person", "")
    holder = Origin("person:ada kern", "person", "Ada Kern", maybe=("role:fire chief",))
    assert related([office, holder])[office] == office
