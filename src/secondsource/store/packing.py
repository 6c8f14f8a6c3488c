"""Model types to and from the bytes the store keeps."""

from __future__ import annotations

import sqlite3
import zlib
from typing import TypeVar

import msgspec

from secondsource.model import Article, Dating, Fact, Link, Page, Story, When

T = TypeVar("T")
_LEVEL = 1  # zlib: half the time of level 6 for a tenth more bytes on marks
_encoder = msgspec.json.Encoder(order="deterministic")
_articles = msgspec.json.Decoder(Article)
_stories = msgspec.json.Decoder(Story)
_links = msgspec.json.Decoder(Link)
_datings = msgspec.json.Decoder(Dating)


def pack(value: object) -> bytes:
    """The value as packed JSON; equal values give equal bytes."""
    return zlib.compress(_encoder.encode(value), _LEVEL)


def article(content: bytes, dating: bytes | None) -> Article:
    """The article with the publication day its story settled."""
    plain = _articles.decode(zlib.decompress(content))
    return msgspec.structs.replace(plain, published=read_dating(dating))


def annotated(content: bytes) -> Article:
    """The article as annotated alone, before its story dated it."""
    return _articles.decode(zlib.decompress(content))


def story(content: bytes) -> Story:
    """The story whole."""
    return _stories.decode(zlib.decompress(content))


def link(content: bytes) -> Link:
    """The link with its passages."""
    return _links.decode(zlib.decompress(content))


def read_dating(content: bytes | None) -> Dating | None:
    """The publication day from JSON."""
    return None if content is None else _datings.decode(content)


def dating(value: Dating | None) -> bytes | None:
    """The publication day as JSON."""
    return None if value is None else _encoder.encode(value)


def page_row(page: Page) -> tuple[object, ...]:
    """The values of one row of `pages`, in the order of its columns."""
    found = None if page.found is None else _encoder.encode(page.found).decode()
    facts = _encoder.encode(page.facts).decode()
    body = zlib.compress(page.body, _LEVEL)
    return page.id, page.origin, page.ref, page.media, page.charset, page.url, found, facts, body


def page(row: sqlite3.Row) -> Page:
    """The page of one row of `pages`."""
    return Page(
        id=row["id"],
        origin=row["origin"],
        ref=row["ref"],
        media=row["media"],
        body=zlib.decompress(row["body"]),
        url=row["url"],
        charset=row["charset"],
        found=row["found"] and msgspec.json.decode(row["found"], type=When),
        facts=msgspec.json.decode(row["facts"], type=tuple[Fact, ...]),
    )
