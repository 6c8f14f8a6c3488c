"""Stories as an Atom feed (RFC 4287): one entry a story, told in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from secondsource.model import Article, Story
from secondsource.outputs import json, text
from secondsource.outputs.characters import allowed

SUFFIX = "atom"
MEDIA = "application/atom+xml"

NAMESPACE = "http://www.w3.org/2005/Atom"
NEVER = "1970-01-01"  # Atom demands a date; a story none of whose pages is dated gets this one


def render(stories: Iterable[Story], articles: Iterable[Article]) -> Iterator[str]:
    """One feed; an entry is as old as the last page of its story."""
    by_id = {article.id: article for article in articles}
    feed = ElementTree.Element("feed", xmlns=NAMESPACE)
    _add(feed, "id", "urn:secondsource:stories")
    _add(feed, "title", "secondsource")
    updated = NEVER
    for story in stories:
        last = json.published_range(by_id[i] for i in story.articles)[1] or NEVER
        updated = max(updated, last)
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", f"urn:secondsource:story:{story.id}")
        _add(entry, "title", story.headline)
        _add(entry, "updated", f"{last}T00:00:00Z")
        author = ElementTree.SubElement(entry, "author")
        outlets = sorted({by_id[i].outlet for i in story.articles} - {""})
        _add(author, "name", ", ".join(outlets) or "unknown outlet")
        for url in sorted({by_id[i].url for i in story.articles} - {""}):
            if url.startswith(("http://", "https://")):
                ElementTree.SubElement(entry, "link", rel="related", href=allowed(url))
        _add(entry, "content", "".join(text.story(story, by_id)))
    _add(feed, "updated", f"{updated}T00:00:00Z")
    yield ElementTree.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _add(parent: ElementTree.Element, tag: str, content: str) -> None:
    ElementTree.SubElement(parent, tag).text = allowed(content)
