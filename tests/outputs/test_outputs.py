"""Every output, read back by another library; hostile text stays text."""

import csv
import json as stdjson
from collections.abc import Iterator
from datetime import date
from io import StringIO
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from msgspec import structs

from secondsource.model import Cite, Origin
from secondsource.outputs import html, ical, json, outputs, sources, text
from secondsource.outputs.atom import NAMESPACE
from tests.outputs.told import told

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</style><svg onload=alert(1)>",
    "\x00\x0b\x1b[2J\r\nBEGIN:VEVENT",
    "{{ 7 * 7 }}",
]


def render(suffix: str, hostile: str = "") -> str:
    story, articles = told(hostile=hostile)
    return "".join(outputs()[suffix].render([story], articles))


def test_outputs_are_found_by_scanning() -> None:
    assert set(outputs()) >= {
        "atom",
        "csv",
        "html",
        "ics",
        "json",
        "jsonl",
        "jsonld",
        "marks",
        "txt",
    }


def test_summary_has_the_fields_of_the_contract() -> None:
    story, articles = told()
    shown = json.summary(story, {one.id: one for one in articles})
    assert set(shown) >= {"id", "headline", "articles", "sources", "first", "last", "findings"}
    assert shown["sources"] == {"low": 1, "high": 2, "institutions": 1}
    assert (shown["first"], shown["last"]) == ("2025-04-01", "2025-04-02")
    assert shown["findings"] == {"superseded": 1}
    copies = {member["ref"]: len(member["copy_of"]) for member in shown["articles"]}
    assert copies == {"a.txt": 0, "b.txt": 1}


def test_accounts_lead_to_their_words() -> None:
    story, articles = told()
    by_id = {one.id: one for one in articles}
    shown = json.story(story, by_id)
    accounts = [a for f in shown["findings"] for v in f["versions"] for a in v["accounts"]]
    assert len(accounts) == 2
    for account in accounts:
        source = by_id[account["article"]].text
        assert source[account["start"] : account["end"]] == account["words"]


def test_ics_is_read_back_with_exclusive_end() -> None:
    calendar = Calendar.from_ical(render("ics"))
    (entry,) = calendar.walk("VEVENT")
    assert entry.decoded("dtstart") == date(2025, 5, 3)
    assert entry.decoded("dtend") == date(2025, 5, 4)
    assert str(entry["location"]) == "Velmar"


def test_calendar_bounds_are_inclusive() -> None:
    story, _ = told()
    day = date(2025, 5, 3)
    assert len(ical.entries([story], since=day, until=day)) == 1
    assert not ical.entries([story], since=date(2025, 5, 4))
    assert not ical.entries([story], until=date(2025, 5, 2))


def test_csv_has_a_row_an_account_and_no_formula() -> None:
    rows = list(csv.DictReader(StringIO(render("csv"))))
    assert [row["value"] for row in rows] == ["tentative", "scheduled"]
    assert rows[0]["event"] == "'=talks"
    assert rows[0]["chain"] == "Meridian ← Ana Roth"


def test_jsonld_gives_selectors_and_chain() -> None:
    graph = stdjson.loads(render("jsonld"))["@graph"]
    (quotation,) = [node for node in graph if node["@type"] == "Quotation"]
    selector = quotation["oa:hasTarget"][0]["oa:hasSelector"]
    assert (selector["oa:start"], selector["oa:end"]) == (34, 57)
    assert quotation["prov:wasAttributedTo"][0]["name"] == "Meridian"


def test_atom_entries_are_as_old_as_their_last_page() -> None:
    feed = ElementTree.fromstring(render("atom"))
    assert feed.findtext(f"{{{NAMESPACE}}}entry/{{{NAMESPACE}}}updated") == "2025-04-02T00:00:00Z"


def test_text_tells_sources_versions_and_refusals() -> None:
    shown = render("txt")
    assert "1–2 sources, 1 institution, 2 pages (1 copy)" in shown
    assert "status: changed since" in shown
    assert "refused: time “May 33”: there is no such day" in shown
    assert "[The Courier ← Meridian ← Ana Roth], 2025-04-01" in shown


def test_who_the_sources_are_is_told_with_whom_they_may_be() -> None:
    assert "- Ana Roth (through The Courier, Meridian, Post); perhaps the same: an envoy" in (
        " ".join(render("txt").split())
    )
    (together,) = stdjson.loads(render("json"))[0]["origins"]
    assert [one["name"] for one in together] == ["Ana Roth", "an envoy"]
    story, articles = told()
    ((roth, envoy),) = html.story_view(story, {one.id: one for one in articles})["who"]
    assert roth["told"]["words"] == "Talks may open on May 3"
    assert envoy == {
        "name": "an envoy",
        "unnamed": True,
        "own": False,
        "through": [],
        "told": None,
    }
    assert "Who they are" in render("html")


def test_own_words_that_are_no_source_are_listed_as_such_and_explained() -> None:
    story, articles = told()
    ((roth, envoy),) = story.origins
    post = Origin("outlet:post", "outlet", "Post", maybe=(roth.key,))
    known = {one.id: one for one in articles}
    assert sources.left_out(story) == ""
    told_too = structs.replace(story, origins=((roth, envoy, post),))
    (group,) = sources.who(told_too, known)
    assert sources.together(group).endswith("perhaps the same: an envoy, Post in its own words")
    note = sources.left_out(told_too)
    assert "not counted" in note
    assert note in " ".join("".join(text.story(told_too, known)).split())


def elements(page: str) -> Iterator[str]:
    """The tags of a page, by the standard library's own parser."""
    from html.parser import HTMLParser

    found: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(tag)
            found.extend(f"@{name}" for name, _ in attrs)
            found.extend(
                "@javascript" for _, value in attrs if (value or "").startswith("javascript")
            )

    Tags().feed(page)
    return iter(found)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_html_never_carries_markup_of_a_page(payload: str) -> None:
    found = set(elements(render("html", payload)))
    assert not found & {"script", "img", "@onerror", "@onload", "@javascript"}
    assert set(elements(render("html"))) == found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_output_is_read_back_with_hostile_text(payload: str) -> None:
    assert len(Calendar.from_ical(render("ics", payload)).walk("VEVENT")) == 1
    ElementTree.fromstring(render("atom", payload))
    stdjson.loads(render("json", payload))
    stdjson.loads(render("jsonld", payload))
    assert len(list(csv.DictReader(StringIO(render("csv", payload))))) == 2
    assert "\x1b" not in render("txt", payload)


def test_html_shows_an_undated_article() -> None:
    story, (a, _) = told()
    view = html.article_view(a)
    assert [block["role"] for block in view["blocks"]] == ["headline", "body"]
    pieces = "".join(piece["text"] for block in view["blocks"] for piece in block["pieces"])
    assert pieces == a.text.replace("\n", "")
    assert text.count_line(story, {one.id: one for one in told()[1]}).startswith("1–2 sources")


def test_same_words_of_one_origin_are_shown_once() -> None:
    story, articles = told()
    finding = story.findings[0]
    (account,) = finding.versions[0].accounts
    copy = structs.replace(articles[1], text=articles[0].text)
    again = structs.replace(account, cite=Cite(copy.id, account.cite.span))
    version = structs.replace(finding.versions[0], accounts=(again, account))
    story = structs.replace(story, findings=(structs.replace(finding, versions=(version,)),))
    shown = html.story_view(story, {articles[0].id: articles[0], copy.id: copy})
    (one,) = shown["findings"][0]["versions"][0]["first"]
    assert one["article"] == articles[0].id
    assert [other["article"] for other in one["also"]] == [copy.id]
