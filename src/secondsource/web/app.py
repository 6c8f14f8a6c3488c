"""Routes of the reader; every view is drawn by an output, and none changes anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from secondsource import store as stores
from secondsource.model import Article, Block, Name, Span, Story, marks
from secondsource.outputs import html, ical, json, outputs, text
from secondsource.outputs import marks as mark_lines
from secondsource.pipeline import tell
from secondsource.text.when import last_day
from secondsource.web import guard

ARTICLE_SUFFIXES = ("json", "marks", "txt")
MOST_LISTED = 200  # stories on one page, names in one list
MOST_RETOLD = 3_000  # articles that "as it stood on" gathers anew while someone waits

View = Callable[[Request, stores.Store], Response]


def app(path: str | Path, *, token: str = "", hosts: Iterable[str] = guard.LOOPBACK) -> Starlette:
    """The reader over the store at a path, as an ASGI application.

    token: asked of every request where it is not "". hosts: names it answers to, without ports.
    """

    def view(draw: View) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            with stores.open(path, must_exist=True) as store:
                return draw(request, store)

        return endpoint

    routes = [
        Route("/", view(front)),
        Route("/stories.{suffix}", view(all_stories)),
        Route("/stories/{id}.{suffix}", view(story_as)),
        Route("/stories/{id}", view(story)),
        Route("/articles/{id}.{suffix}", view(article_as)),
        Route("/articles/{id}", view(article)),
        Route("/calendar.{suffix}", view(calendar_as)),
        Route("/calendar", view(calendar)),
        Route("/search.json", view(search_as)),
        Route("/search", view(search)),
        Route("/names.json", view(names_as)),
        Route("/names", view(names)),
        Route("/outlets.json", view(outlets_as)),
        Route("/outlets", view(outlets)),
        Route("/faults.json", view(faults_as)),
        Route("/faults", view(faults)),
        Route("/static/reader.css", style),
        Route("/static/icon.svg", icon),
    ]
    return Starlette(
        routes=routes,
        middleware=guard.middleware(token=token, hosts=hosts),
        exception_handlers={HTTPException: refused, Exception: broken},
    )


def page(template: str, status: int = 200, **context: Any) -> Response:
    return Response(html.page(template, **context), status, media_type="text/html")


# ------------------------------------------------------------------ stories


def front(request: Request, store: stores.Store) -> Response:
    """Every story, the latest first; `on` shows only what had been published by a day."""
    on = _day(request, "on")
    if on is None:
        stories = store.stories()
        articles = _by_id(store.articles(_members(stories[:MOST_LISTED])))
    else:
        stories, articles = _told(store, on)
    return page(
        "front.html",
        stories=[html.front_view(story, articles) for story in stories[:MOST_LISTED]],
        told=len(stories),
        pages=sum(len(story.articles) for story in stories),
        on=on,
    )


def all_stories(request: Request, store: stores.Store) -> Response:
    """The front page for programs: summaries as JSON, else any output of stories."""
    stories, articles = _told(store, _day(request, "on"))
    suffix = request.path_params["suffix"]
    if suffix == "json":
        return Response(
            json.dumps([json.summary(story, articles) for story in stories]), media_type=json.MEDIA
        )
    return _output(suffix, stories, articles.values())


def story(request: Request, store: stores.Store) -> Response:
    """One story; a former id leads to the story it became. `on` tells it as of a day."""
    found, articles = _one_story(request, store)
    on = _day(request, "on")
    if on is None and found.id != request.path_params["id"]:
        return RedirectResponse(f"/stories/{found.id}", 301)
    related = [other for i in found.related if (other := store.story(i)) and other.id != found.id]
    return page(
        "story.html",
        story=html.story_view(found, articles),
        rulings=store.rulings_on(found.articles),
        related=related,
        on=on,
        now=store.story_of(found.articles[0]) if on else None,
        suffixes=list(outputs()),
    )


def story_as(request: Request, store: stores.Store) -> Response:
    """One story in any output."""
    found, articles = _one_story(request, store)
    if request.path_params["suffix"] == "json":
        return Response(json.dumps(json.story(found, articles)), media_type=json.MEDIA)
    return _output(request.path_params["suffix"], [found], articles.values())


def _one_story(request: Request, store: stores.Store) -> tuple[Story, dict[str, Article]]:
    asked, on = request.path_params["id"], _day(request, "on")
    found = store.story(asked)
    if on is not None:
        return _as_of(store, asked, found, on)
    if found is None:
        raise HTTPException(404, "There is no story with this id.")
    return found, _by_id(store.articles(found.articles))


def _as_of(
    store: stores.Store, asked: str, today: Story | None, on: date
) -> tuple[Story, dict[str, Article]]:
    """The story as it stood: the one of this id, else the one that shares most pages with it."""
    stories, articles = _told(store, on)
    pages = set(today.articles) if today else set()
    shared = {one.id: len(pages & set(one.articles)) for one in stories}
    found = next((one for one in stories if one.id == asked), None) or max(
        (one for one in stories if shared[one.id]), key=lambda one: shared[one.id], default=None
    )
    if found is None:
        raise HTTPException(404, f"Nothing of this story had been published by {on}.")
    return found, {i: articles[i] for i in found.articles}


def _members(stories: Iterable[Story]) -> list[str]:
    return [i for story in stories for i in story.articles]


def _told(store: stores.Store, on: date | None) -> tuple[list[Story], dict[str, Article]]:
    """The stories of the store, or as they stood at the end of a day."""
    if on is None:
        return store.stories(), _by_id(store.articles())
    known = [
        article
        for article in store.articles()
        if article.published and (day := last_day(article.published.when)) and day <= on
    ]
    if len(known) > MOST_RETOLD:
        raise HTTPException(
            400, f"More than {MOST_RETOLD} pages were published by then; choose an earlier day."
        )
    stories, articles = tell(known, store.rulings())
    return list(stories), _by_id(articles)


def _by_id(articles: Iterable[Article]) -> dict[str, Article]:
    return {article.id: article for article in articles}


def _output(suffix: str, stories: Iterable[Story], articles: Iterable[Article]) -> Response:
    output = outputs().get(suffix)
    if output is None:
        raise HTTPException(404, f"There is no output .{suffix}; try {', '.join(outputs())}.")
    return Response("".join(output.render(stories, articles)), media_type=output.MEDIA)


# ------------------------------------------------------------------ articles


def article(request: Request, store: stores.Store) -> Response:
    """One article whole, its marks explained; `start` and `end` light up a passage."""
    found = _one_article(request, store)
    cite = _cite(request, found)
    story_id = store.story_of(found.id)
    return page(
        "article.html",
        article=html.article_view(found, cite=cite),
        story=store.story(story_id) if story_id else None,
        suffixes=ARTICLE_SUFFIXES,
    )


def article_as(request: Request, store: stores.Store) -> Response:
    """One article as an annotation, as marks, as text."""
    found = _one_article(request, store)
    match request.path_params["suffix"]:
        case "json":
            return Response(json.dumps(json.annotation(found)), media_type=json.MEDIA)
        case "marks":
            return Response("".join(mark_lines.article(found)), media_type=mark_lines.MEDIA)
        case "txt":
            return Response("".join(text.article(found)), media_type=text.MEDIA)
    raise HTTPException(404, f"An article is shown as {', '.join(ARTICLE_SUFFIXES)}.")


def _one_article(request: Request, store: stores.Store) -> Article:
    found = next(store.articles([request.path_params["id"]]), None)
    if found is None:
        raise HTTPException(404, "There is no article with this id.")
    return found


def _cite(request: Request, article: Article) -> Span | None:
    try:
        start = int(request.query_params.get("start", ""))
        end = int(request.query_params.get("end", ""))
    except ValueError:
        return None
    return Span(start, end) if 0 <= start < end <= len(article.text) else None


# ------------------------------------------------------------------ calendar, search, lists


def calendar(request: Request, store: stores.Store) -> Response:
    """Dated events by month."""
    since, until = _day(request, "from"), _day(request, "to")
    rows = json.calendar(store.stories(), since=since, until=until)
    months = [
        (date.fromisoformat(f"{month}-01").strftime("%B %Y"), list(group))
        for month, group in groupby(rows, key=lambda row: row["first"][:7])
    ]
    return page("calendar.html", months=months, since=since, until=until)


def calendar_as(request: Request, store: stores.Store) -> Response:
    """The calendar as ics or JSON."""
    since, until = _day(request, "from"), _day(request, "to")
    stories = store.stories()
    match request.path_params["suffix"]:
        case "ics":
            articles = store.articles(_members(stories))
            body = "".join(ical.render(stories, articles, since=since, until=until))
            return Response(body, media_type=ical.MEDIA)
        case "json":
            rows = json.calendar(stories, since=since, until=until)
            return Response(json.dumps(rows), media_type=json.MEDIA)
    raise HTTPException(404, "The calendar is shown as ics or json.")


def search(request: Request, store: stores.Store) -> Response:
    """Articles that hold all the words."""
    query = request.query_params.get("q", "").strip()
    return page("search.html", query=query, hits=_hits(store, query))


def search_as(request: Request, store: stores.Store) -> Response:
    """The same for programs."""
    return _rows(_hits(store, request.query_params.get("q", "").strip()))


def _rows(rows: object) -> Response:
    return Response(json.dumps(rows), media_type=json.MEDIA)


def _hits(store: stores.Store, query: str) -> list[json.Json]:
    found = [hit.article for hit in store.search(query)] if query else []
    return [
        {
            "id": one.id,
            "title": json.title(one),
            "outlet": json.carrier(one),
            "day": one.published.value if one.published else "",
            "passage": _passage(one, query),
            "story": _headed(store, store.story_of(one.id)),
        }
        for one in store.articles(found)
    ]


def _headed(store: stores.Store, story: str | None) -> json.Json | None:
    found = store.story(story) if story else None
    return {"id": found.id, "headline": found.headline} if found else None


def _passage(article: Article, query: str) -> json.Json | None:
    """The first hit and what stands around it, body before chrome; None where there is none."""
    first = re.escape(query.split()[0].strip('"*'))
    pattern = re.compile(first, re.IGNORECASE)
    spans = [block.span for block in marks(article, Block) if block.role == "body"]
    for span in [*spans, Span(0, len(article.text))]:
        if first and (found := pattern.search(article.text, span.start, span.end)):
            hit = Span(*found.span())
            return (
                {"start": hit.start, "end": hit.end}
                | html.context(article, hit)
                | {"words": article.text[hit.start : hit.end]}
            )
    return None


def names(request: Request, store: stores.Store) -> Response:
    """People, organisations and places with the stories they stand in."""
    return page("names.html", groups=_names(store))


def names_as(request: Request, store: stores.Store) -> Response:
    """The same for programs."""
    return _rows({called.lower(): rows for called, rows in _names(store)})


def _names(store: stores.Store) -> list[tuple[str, list[json.Json]]]:
    stories, articles = _told(store, None)
    called = {"person": "People", "organisation": "Organisations", "place": "Places"}
    groups = []
    for kind, heading in called.items():
        shown: dict[str, str] = {}

        def keys(one: Article, kind: str = kind, shown: dict[str, str] = shown) -> set[str]:
            found = {mark.key: mark for mark in marks(one, Name) if mark.type == kind}
            for key, mark in found.items():
                name = one.text[mark.span.start : mark.span.end]
                shown[key] = max(shown.get(key, ""), name, key=lambda n: (len(n), n))
            return set(found)

        rows = html.gathered(stories, articles, keys)[:MOST_LISTED]
        groups.append((heading, [{**row, "name": shown[row["name"]]} for row in rows]))
    return groups


def outlets(request: Request, store: stores.Store) -> Response:
    """Who published what: originals and copies."""
    stories, articles = _told(store, None)
    return page("outlets.html", outlets=html.outlets_view(stories, articles))


def outlets_as(request: Request, store: stores.Store) -> Response:
    """The same for programs."""
    return _rows(html.outlets_view(*_told(store, None)))


def faults(request: Request, store: stores.Store) -> Response:
    """What could not be read, and what to do about it."""
    return page("faults.html", faults=store.faults())


def faults_as(request: Request, store: stores.Store) -> Response:
    """The same for programs."""
    return _rows(store.faults())


# ------------------------------------------------------------------ the rest


def style(request: Request) -> Response:
    return Response(html.style(), media_type="text/css")


def icon(request: Request) -> Response:
    return Response(html.icon(), media_type="image/svg+xml")


def refused(request: Request, error: Exception) -> Response:
    """An error page that says what to do; plain text for programs."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    what = error.detail if isinstance(error, HTTPException) else "Something broke in the reader."
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(f"{what}\n", status)
    return page("error.html", status, heading="Not found" if status == 404 else "Sorry", what=what)


def broken(request: Request, error: Exception) -> Response:
    return refused(request, error)


def _day(request: Request, name: str) -> date | None:
    value = request.query_params.get(name, "")
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise HTTPException(400, f"{name}={value} is not a day; write it as 2025-03-14.") from error
