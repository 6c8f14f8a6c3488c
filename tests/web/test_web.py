"""The reader over a small store: every route answers, safely."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from secondsource import store
from secondsource.model import Fault, Page
from secondsource.web import app
from secondsource.web.guard import headers
from tests.outputs.told import told
from tests.store.shown import show


@pytest.fixture
def path(tmp_path: Path) -> Path:
    story, articles = told(hostile="<script>alert(1)</script>")
    with store.open(tmp_path / "s.db") as kept:
        kept.add(
            [(Page(a.page, a.origin, a.ref, "text/plain", a.text.encode()), a) for a in articles],
            [Fault("cut short", "heap/broken<b>.warc", 17, "fetch it again")],
        )
        show(kept, [story], articles)
    return tmp_path / "s.db"


@pytest.fixture
def client(path: Path) -> TestClient:
    return TestClient(app(path), base_url="http://127.0.0.1:8080")


def routes() -> list[str]:
    story, (a, _) = told(hostile="<script>alert(1)</script>")
    suffixes = ("html", "json", "atom", "ics", "csv", "jsonld", "jsonl", "marks", "txt")
    return [
        "/", "/?on=2025-04-01", "/stories.json", "/stories.atom", f"/stories/{story.id}",
        *(f"/stories/{story.id}.{suffix}" for suffix in suffixes),
        f"/articles/{a.id}", f"/articles/{a.id}?start=3&end=9", f"/articles/{a.id}.json",
        f"/articles/{a.id}.marks", f"/articles/{a.id}.txt", "/calendar",
        "/calendar?from=2025-05-01&to=2025-05-31", "/calendar.ics", "/calendar.json",
        "/search?q=talks", "/search?q=%22unclosed", "/search", "/names", "/outlets", "/faults",
        f"/stories/{story.id}?on=2025-04-02", "/search.json?q=talks", "/names.json",
        "/outlets.json", "/faults.json", "/static/reader.css", "/static/icon.svg",
    ]  # fmt: skip


@pytest.mark.parametrize("route", routes())
def test_route_answers_with_safety_headers(client: TestClient, route: str) -> None:
    answer = client.get(route)
    assert answer.status_code == 200
    assert all(answer.headers[name] == value for name, value in headers().items())
    if answer.headers["content-type"].startswith("text/html"):
        assert "<script" not in answer.text


@pytest.mark.parametrize(
    ("route", "status"),
    [
        ("/stories/0000", 404),
        ("/stories/0000.json", 404),
        (f"/stories/{'5' * 16}.exe", 404),
        ("/articles/0000", 404),
        ("/calendar?from=yesterday", 400),
        ("/calendar.exe", 404),
        (f"/stories/{'5' * 16}?on=2024-01-01", 404),
        ("/nowhere", 404),
        ("/static/../app.py", 404),
    ],
)
def test_wrong_address_is_told_what_is_wrong(client: TestClient, route: str, status: int) -> None:
    answer = client.get(route, headers={"accept": "text/html"})
    assert answer.status_code == status
    assert "Back to the stories" in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_cited_passage_is_lit(client: TestClient) -> None:
    _, (a, _) = told(hostile="<script>alert(1)</script>")
    page = client.get(f"/articles/{a.id}?start=0&end=5").text
    assert '<mark id="cite">' in page


def test_a_ruling_by_hand_is_said(client: TestClient, path: Path) -> None:
    story, _ = told(hostile="")
    said = "secondsource story undo 1"
    assert said not in client.get(f"/stories/{story.id}").text
    with store.open(path) as kept:
        kept.rule("split", story.articles[:1], story.articles[1:])
    assert said in client.get(f"/stories/{story.id}").text


def test_foreign_host_name_is_refused(path: Path) -> None:
    answer = TestClient(app(path), base_url="http://evil.example").get("/")
    assert answer.status_code == 421


def test_nothing_can_be_posted(client: TestClient) -> None:
    assert client.post("/").status_code == 405


def test_token_opens_the_reader_beyond_loopback(path: Path) -> None:
    door = TestClient(app(path, token="secret"), base_url="http://news.example")
    assert door.get("/").status_code == 401
    assert door.get("/?token=wrong").status_code == 401
    assert door.get("/", headers={"authorization": "Bearer secret"}).status_code == 200
    assert (
        door.get("/?token=secret").status_code == 200
    )  # follows to / with the cookie it was given
    assert door.get("/calendar").status_code == 200


def test_front_page_of_a_day_leads_to_its_stories(client: TestClient) -> None:
    page = client.get("/?on=2025-04-01").text
    (address,) = re.findall(r'href="(/stories/[^"]+)"', page)
    story = client.get(address)
    assert story.status_code == 200
    assert "as it stands now" in story.text
    assert "2 pages" not in story.text


def test_story_of_today_is_found_in_an_earlier_day(client: TestClient) -> None:
    answer = client.get(f"/stories/{'5' * 16}.json?on=2025-04-01").json()
    assert [one["outlet"][:11] for one in answer["articles"]] == ["The Courier"]


def test_lists_are_there_for_programs(client: TestClient) -> None:
    (hit, *_) = client.get("/search.json?q=talks").json()
    assert hit["story"]["id"] == "5" * 16
    assert hit["passage"]["words"].lower() == "talks"
    (fault,) = client.get("/faults.json").json()
    assert fault["at"] == 17
    rows = {row["name"]: row for row in client.get("/outlets.json").json()}
    assert (rows["Post"]["copies"], rows["Post"]["late"]) == (1, [1])
