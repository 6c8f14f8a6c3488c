"""The outlet a bare text names at its top."""

import pytest

from secondsource.model import Article, Block, Page, Published, marks
from secondsource.pipeline import annotate
from secondsource.text.mastheads import masthead, titled

BODY = (
    "A ferry sank off Larn on Monday and 14 people drowned, the coast guard said after a night in "
    "which boats from three harbours had looked for those on board."
)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["The Larn Courier, 3 May 2021", "Ferry sinks", BODY], "The Larn Courier"),
        (["Orsen Post", "3 May 2021", "Ferry sinks", BODY], "Orsen Post"),
        (["Ferry sinks off Larn", "Orsen Daily News | May 3, 2021", BODY], "Orsen Daily News"),
        (["Radio Velm", "Ferry sinks off Larn", BODY], "Radio Velm"),
        (["Ferry sinks off Larn", "Velm News Agency - 2021-05-03", BODY], "Velm News Agency"),
        (["Breaking News", "Ferry sinks off Larn", BODY], ""),
        (["Latest World News", "3 May 2021", BODY], ""),
        (["Driver Hits Post", BODY], ""),
        (["Ferry sinks off Larn", BODY, "Orsen Post, 3 May 2021"], "Orsen Post"),
        (["Ferry sinks off Larn", "Pier, town and harbour closed, says Orsen Post", BODY], ""),
        ([], ""),
        (["", "-"], ""),
    ],
)
def test_outlet_named_at_the_top(lines: list[str], name: str) -> None:
    assert masthead(lines) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ferry sinks off Larn - Lowland Courier", "Lowland Courier"),
        ("Ferry sinks off Larn | News | Orsen Post", "Orsen Post"),
        ("Ferry sinks off Larn – The Kestrel Gazette", "The Kestrel Gazette"),
        ("Ferry sinks - fourteen dead", ""),
        ("Ferry sinks - Latest News", ""),
        ("Lowland Courier", ""),
        ("", ""),
    ],
)
def test_outlet_named_behind_the_title(title: str, name: str) -> None:
    assert titled(title) == name


def test_a_typed_page_has_its_outlet_day_and_headline() -> None:
    text = f"Orsen Post\n3 May 2021\n\nFerry goes down\n\nBy Ada Kern\n\n{BODY}\n"
    article = annotate(Page("p", "heap/a.txt", "a.txt", "text/plain", text.encode()))
    assert isinstance(article, Article)
    roles = {
        block.role: article.text[block.span.start : block.span.end]
        for block in marks(article, Block)
    }
    assert article.outlet == "Orsen Post"
    assert [m.expr for m in marks(article, Published) if m.by == "date-line"] == ["2021-05-03"]
    assert roles["headline"] == "Ferry goes down"
    assert roles["dateline"] == "3 May 2021"


def test_a_typed_page_is_read_to_its_last_short_paragraph() -> None:
    last = "The pier will not close, the mayor said."
    text = f"Orsen Post\nWednesday 5 May 2021\n\nFerry toll is 14\n\n{BODY}\n\n{last}\n"
    article = annotate(Page("p", "heap/a.txt", "a.txt", "text/plain", text.encode()))
    assert isinstance(article, Article)
    roles = [block.role for block in marks(article, Block)]
    assert roles == ["nav", "widget", "headline", "body", "body"]
