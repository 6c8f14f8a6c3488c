"""The reader in a real browser: no text of a page runs, nothing overflows, all can be read."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
import uvicorn

from secondsource import store
from secondsource.model import Article, Fault, Page, Story
from secondsource.outputs import html
from secondsource.web import app
from tests.outputs.told import told
from tests.store.shown import show
from tests.web.browser import CHROMIUM, Browser

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")

HEAP = Path(html.__file__).parent.parent / "demo" / "heap"
PAYLOADS = (
    "<script>document.title='ran'</script>",
    '"><img src=x onerror="document.title=\'ran\';alert(1)">',
    "' onmouseover='alert(1)' autofocus onfocus='alert(1)",
    "</title></style></textarea></q></a><svg onload=alert(1)><script>alert(1)</script>",
    "<iframe srcdoc='<script>parent.document.title=1</script>'></iframe><base href=//evil.example>",
    "javascript:alert(1)",
    "<meta http-equiv=refresh content='0;url=//evil.example'><form action=//evil.example><button>",
    "{{ 7 * 7 }}{% raw %}<a href=jav&#x09;ascript:alert(1)>x</a>",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    started = Browser()
    yield started
    started.close()


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of the reader over a store, answered from a thread."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app(path), log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


def kept(path: Path, story: Story, articles: tuple[Article, ...], fault: Fault) -> Path:
    with store.open(path) as opened:
        opened.add(
            [(Page(a.page, a.origin, a.ref, "text/plain", a.text.encode()), a) for a in articles],
            [fault],
        )
        show(opened, [story], articles)
    return path


@pytest.fixture(scope="module")
def heap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The reader over the bundled heap."""
    from secondsource.cli import group

    path = tmp_path_factory.mktemp("heap") / "s.db"
    group.main(["read", str(HEAP), "--store", str(path)], standalone_mode=False)
    with served(path) as address:
        yield address


@pytest.fixture(scope="module")
def views(heap: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A path of each kind of page over the bundled heap, the fullest story among them."""
    import httpx2

    stories = httpx2.get(f"{heap}/stories.json").json()
    story = max(stories, key=lambda one: len(one["articles"]))
    whole = httpx2.get(f"{heap}/stories/{story['id']}.json").json()
    account = whole["findings"][0]["versions"][0]["accounts"][0]
    cited = f"{account['article']}?start={account['start']}&end={account['end']}"
    return {
        "front": "/", "front, some day": "/?on=2025-04-09", "story": f"/stories/{story['id']}",
        "article": f"/articles/{account['article']}", "cited": f"/articles/{cited}",
        "calendar": "/calendar", "names": "/names", "outlets": "/outlets", "faults": "/faults",
        "search": "/search?q=talks", "nothing found": "/search?q=zebra",
        "error": "/stories/0000",
    }  # fmt: skip


VIEWS = ("front", "front, some day", "story", "article", "cited", "calendar", "names", "outlets",
         "faults", "search", "nothing found", "error")  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_page_fits_a_narrow_screen(
    browser: Browser, heap: str, views: dict[str, str], view: str
) -> None:
    browser.open(heap + views[view], width=320)
    assert browser.probe("wide") == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_word_can_be_read(
    browser: Browser, heap: str, views: dict[str, str], view: str, dark: bool
) -> None:
    browser.open(heap + views[view], dark=dark)
    assert browser.probe("pale") == []


@pytest.mark.parametrize("view", VIEWS)
def test_page_is_ordered_for_a_screen_reader(
    browser: Browser, heap: str, views: dict[str, str], view: str
) -> None:
    browser.open(heap + views[view])
    levels = browser.probe("levels")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert browser.probe("unnamed") == []
    assert browser.probe("astray") == []
    landmarks = ["header", "nav", "main", "footer", "form[role=search]", "html[lang]"]
    assert [one for one in landmarks if not browser.ask(f"!!document.querySelector('{one}')")] == []


def test_dark_is_dark(browser: Browser, heap: str) -> None:
    pictures, papers = [], []
    for dark in (False, True):
        browser.open(heap + "/", dark=dark)
        pictures.append(browser.picture())
        papers.append(browser.ask("getComputedStyle(document.body).backgroundColor"))
    assert pictures[0] != pictures[1]
    assert papers == ["rgb(251, 250, 247)", "rgb(20, 24, 27)"]


def test_story_in_one_file_is_styled_from_the_reader_too(
    browser: Browser, heap: str, views: dict[str, str]
) -> None:
    browser.open(f"{heap}{views['story']}.html")
    paper = browser.ask("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(251, 250, 247)"


def test_title_is_the_headline(browser: Browser, heap: str, views: dict[str, str]) -> None:
    for view in ("story", "article"):
        browser.open(heap + views[view])
        headline = browser.ask("document.querySelector('h1').textContent")
        assert browser.ask("document.title") == f"{headline} · secondsource"


def test_keyboard_comes_to_the_content_first(
    browser: Browser, heap: str, views: dict[str, str]
) -> None:
    browser.open(heap + views["story"])
    order = []
    for _ in range(9):
        browser.press("Tab")
        order.append(browser.probe("focused"))
    assert order[0] == "Skip to the content"
    assert order[1:] == ["secondsource", "Stories", "Calendar", "Names", "Outlets", "Faults", "q",
                         "Search"]  # fmt: skip
    browser.open(heap + views["story"])
    browser.press("Tab")
    seen = browser.ask("document.activeElement.getBoundingClientRect().left >= 0")
    browser.press("Enter")
    browser.press("Tab")
    inside = browser.ask("!!document.activeElement.closest('main')")
    assert (seen, inside) == (True, True)


def test_cited_words_are_lit_and_in_sight(
    browser: Browser, heap: str, views: dict[str, str]
) -> None:
    browser.open(f"{heap}{views['cited']}#cite")
    assert browser.probe("lit") == ["rgb(255, 226, 122)"]
    assert browser.comes("probes.in_sight('cite')")


def test_reader_asks_nothing_of_other_hosts(
    browser: Browser, heap: str, views: dict[str, str]
) -> None:
    browser.open(heap + views["story"])
    fetched = browser.ask("performance.getEntriesByType('resource').map(e => e.name)")
    assert {one.partition("/static/")[0] for one in fetched} == {heap}


# ------------------------------------------------------------------ hostile words


# Each breaks out of another place; both orders, so that none can hide behind one before it.
@pytest.mark.parametrize("payloads", [PAYLOADS, PAYLOADS[::-1]], ids=["forwards", "backwards"])
def test_words_of_a_page_never_run(
    browser: Browser, tmp_path: Path, payloads: tuple[str, ...]
) -> None:
    payload = "".join(payloads)
    story, articles = told(hostile=payload)
    path = kept(tmp_path / "s.db", story, articles, Fault(payload, f"heap/{payload}", 17, payload))
    browser.dialogs = 0
    with served(path) as address:
        routes = [
            "/", f"/stories/{story.id}", f"/stories/{story.id}.html",
            f"/articles/{articles[0].id}?start=0&end=5", "/calendar", "/names", "/outlets",
            "/faults", f"/search?q={quote(payload)}", f"/calendar?from={quote(payload)}",
        ]  # fmt: skip
        for route in routes:
            browser.open(address + route)
            assert browser.probe("foreign") == [], route
            assert browser.ask("document.title") != "ran"
            assert browser.ask("location.href").startswith(address)
    assert browser.dialogs == 0


def test_standalone_page_is_safe_without_any_policy(browser: Browser, tmp_path: Path) -> None:
    story, articles = told(hostile="".join(PAYLOADS))
    page = tmp_path / "story.html"
    page.write_text("".join(html.render([story], articles)), "utf-8")
    browser.dialogs = 0
    browser.open(page.as_uri(), width=320)
    assert browser.probe("foreign") == []
    assert browser.ask("document.title") == browser.ask("document.querySelector('h1').textContent")
    assert browser.ask("document.title").startswith(story.headline[:15])
    assert browser.ask("performance.getEntriesByType('resource').length") == 0
    assert browser.probe("wide") == []
    assert browser.probe("pale") == []
    assert browser.dialogs == 0


def test_browser_would_notice_a_script(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        "<title>a</title><img src=x onerror=\"document.title='ran';alert(1)\">", "utf-8"
    )
    browser.dialogs = 0
    browser.open(page.as_uri())
    assert browser.probe("foreign")
    assert browser.ask("document.title") == "ran"
    assert browser.dialogs == 1
