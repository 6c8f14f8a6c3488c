"""Evidence for the publication day in the visible text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.marks import published, times
from secondsource.model import Article, Line, Published, Role, Span, marks, with_marks, words
from tests.build import article as build


def marked(text: str, *, roles: dict[int, Role] | None = None, **fields: object) -> Article:
    made = build(text, roles=roles, **fields)  # type: ignore[arg-type]
    for marker in (times.mark, published.mark):
        made = with_marks(made, marker(made))
    return made


def kinds(made: Article) -> set[tuple[str, str]]:
    return {(mark.by, words(made, mark.span)) for mark in marks(made, Published)}


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ("He said Tuesday that it sank.", ("weekday-said", "Tuesday")),
        ("It sank on Sunday night.", ("weekday-night", "Sunday night")),
        ("It will sail on Monday.", ("weekday-to-come", "Monday")),
        ("He wrote (@someone) December 27, 2017", ("day-post", "December 27, 2017")),
        ("FILE - In May 2017 and on May 18, 2017, file photo", ("day-file", "May 18, 2017")),
        (
            "It sank on Sunday, Dec. 31, 2017, in fog.",
            ("day-with-weekday", "Sunday, Dec. 31, 2017"),
        ),
        ("It sank on December 30, 2017.", ("day-plain", "December 30, 2017")),
        ("A post by (@someone) on Oct 1, 2017 at 10:56pm", ("day-post", "Oct 1, 2017 at 10:56pm")),
        ("This Dec. 28, 2017 photo shows the ferry.", ("day-plain", "This Dec. 28, 2017")),
        ("The quay on May 1, 2017. Photo by the harbour", ("day-shown", "May 1, 2017")),
        ("(Harbour Daily 03/12/2019 page 4)", ("day-labelled", "03/12/2019")),
        (
            "Late again first appeared on harbour.example on May 1, 2017.",
            ("day-labelled", "May 1, 2017"),
        ),
        ("The toll rose in May 2017.", ("month", "May 2017")),
        ("It will sail on January 10.", ("month-day-to-come", "January 10")),
        ("GENEVA, Dec 28 (Agency) - It sank.", ("month-day-labelled", "Dec 28")),
    ],
)
def test_what_a_body_says_of_days(body: str, want: tuple[str, str]) -> None:
    assert want in kinds(marked(f"A headline\n{body}", roles={0: "headline"}))


def test_next_month_and_one_day_to_come_tell_the_month() -> None:
    made = marked("They will meet next month. The talks will be held on January 10.")
    found = [mark for mark in marks(made, Published) if mark.by == "next-month"]
    assert [mark.expr for mark in found] == ["XXXX-12"]


def test_no_month_is_told_by_two() -> None:
    made = marked("They will meet next month. Talks will be held on January 10 and on March 3.")
    assert "next-month" not in {mark.by for mark in marks(made, Published)}


@pytest.mark.parametrize(
    ("line", "bound"),
    [
        ("Published: December 28, 2021", "day"),
        ("By Ann Example | December 28, 2021 3:45 PM", "day"),
        ("Veröffentlicht am 28.12.2021 um 14:46 Uhr", "day"),
        ("Today is Tuesday, December 28, 2021", "reject"),
    ],
)
def test_date_lines_of_bare_text(line: str, bound: str) -> None:
    made = marked(
        f"Ferry late again\n{line}\nThe ferry was late.", roles={0: "headline", 1: "byline"}
    )
    found = [mark for mark in marks(made, Published) if mark.by in ("date-line", "clock")]
    assert [mark.bound for mark in found] == [bound]


def test_a_labelled_day_outweighs_a_comment_s() -> None:
    text = "Ferry late\nPosted: 28.12.2021\nThe ferry was late.\nComment: 30.12.2021"
    starts = [0, 11, 30, 50]
    tags = ["h1", "div", "p", "li"]
    cues = ["", "entry-date", "", "comment-list"]
    lines = tuple(
        Line(span=Span(start, start + len(part)), tag=tag, path=f"body>{tag}", cues=cue)
        for start, part, tag, cue in zip(starts, text.split("\n"), tags, cues, strict=True)
    )
    made = marked(text, roles={0: "headline", 1: "byline", 3: "teaser"}, lines=lines)
    scores = {m.expr: m.score for m in marks(made, Published) if m.by == "date-line"}
    assert scores["2021-12-28"] > 0.9
    assert scores["2021-12-30"] < 0.1


@given(st.text(alphabet="Dec 28,2014.©/:-\nMay(@)FILEh", max_size=200))
@settings(max_examples=80, deadline=None)
def test_spans_lie_in_the_text_and_twice_is_once(text: str) -> None:
    made = marked(text)
    for mark in marks(made, Published):
        assert 0 <= mark.span.start < mark.span.end <= len(text)
        assert 0 <= mark.score <= 1
    assert with_marks(made, published.mark(made)) == made
