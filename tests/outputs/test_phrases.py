"""Days, figures and marks in words."""

import pytest

from secondsource.model import Count, Event, Mention, Name, Published, Quote, Span, Speaker, Time
from secondsource.outputs.phrases import meaning, readable


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2025-03-04", "4 March 2025"),
        ("2025-03-10/2025-03-16", "10–16 March 2025"),
        ("2025-03-30/2025-04-02", "30 March to 2 April 2025"),
        ("2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025"),
        ("2025-03", "March 2025"),
        ("2025-03-04T10:05", "4 March 2025, 10:05"),
        ("12..", "12 or more"),
        ("12..15", "12 to 15"),
        ("..15", "at most 15"),
        ("18400", "18,400"),
        ("2400000000..", "2.4 billion or more"),
        ("1234567", "1,234,567"),
        ("It fits 13500..16500.", "It fits 13,500 to 16,500."),
        ("Ada Kern and Odo Marl give 58000000.", "Ada Kern and Odo Marl give 58 million."),
        ("The figure was 12.. as of 2025-04-08.", "The figure was 12 or more as of 8 April 2025."),
    ],
)
def test_days_and_figures_are_written_out(value: str, said: str) -> None:
    assert readable(value) == said


@pytest.mark.parametrize(
    "value",
    ["2025-W11", "2025-03-04T1", "“2025-03-04”", "2025-02-30", "XXXX-03-04", "1.5", "wait...",
     "page-2025-03-04.html", "2025-03-04-talks", "a/2025-03-04", "",
     "2025", "“18400”", "v18400", "18400-3", "18400.5"],
)  # fmt: skip
def test_all_else_stays(value: str) -> None:
    assert readable(value) == value


HERE = Span(0, 4)
DAY = Time(span=HERE, by="t", type="DATE", expr="XXXX-03-14>")
EVENT = Event(
    span=HERE, by="e", type="CONSULT", trigger=HERE, place=Mention("Velmar"),
    parties=(Mention("Kestria"), Mention("Norvania")), time=HERE, status="did_not_happen",
)  # fmt: skip
TOLL = Event(
    span=HERE, by="e", type="DISASTER", trigger=HERE,
    counts=(Count("killed", 3, None, HERE), Count("injured", 5, 5, HERE)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (DAY, "14 March 2025 (the words say XXXX-03-14>)"),
        (EVENT, "consult, did not happen, Kestria and Norvania, in Velmar, 14 March 2025"),
        (TOLL, "disaster, happened, killed: 3 or more, injured: 5"),
        (Name(span=HERE, by="n", type="person", key="person:ana roth", role="Envoy",
              body="organisation:kestria/foreign ministry"),
         "person: ana roth, Envoy, speaks for kestria/foreign ministry"),
        (Published(span=HERE, by="clock", expr="2025-06-10", bound="reject",
                   why="the page's clock"),
         "not its day: 10 June 2025 (the page's clock)"),
        (Quote(span=HERE, by="q", form="direct", content=(HERE,), speaker=Speaker("Ana Roth", HERE),
               repaired=True), "direct: Ana Roth, its quotation marks repaired"),
    ],
    ids=["time", "event", "toll", "name", "published", "quote"],
)  # fmt: skip
def test_mark_is_explained(mark: Time | Event | Name | Published | Quote, said: str) -> None:
    assert meaning(mark, {HERE: "2025-03-14"}) == said
