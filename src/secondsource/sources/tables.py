"""Tables of articles: JSON lines, a JSON list, CSV; one row is one page."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from secondsource.model import Fact, Fault, Page, digest
from secondsource.sources import dates
from secondsource.sources.limits import MAX_LINE_BYTES, MAX_PAGE_BYTES, UnreadableError, whole

SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv")
MAX_BLANK_LINES = 100_000  # in a row; then this is padding
MAX_ROWS_WITHOUT_TEXT = 20  # from the first row on: then this is no table of articles
_FACTS = {  # column → the fact it declares; the first column that is filled wins
    "title": "title",
    "url": "url",
    "published": "published",
    "date": "published",
    "modified": "modified",
    "outlet": "outlet",
    "source": "outlet",
    "author": "author",
    "language": "language",
}
_DAYS = ("published", "modified")
_DO = 'give each row a "text" or an "html"'


def sniff(head: bytes) -> bool:
    """Whether the first line is a JSON object that holds an article, or a list of such begins."""
    line = head.lstrip()
    if line.startswith(b"["):
        return line[1:].lstrip().startswith(b'{"')
    if not line.startswith(b"{"):
        return False
    if b'"text"' in line or b'"html"' in line:
        return True
    try:
        row = msgspec.json.decode(line.split(b"\n", 1)[0])
    except msgspec.DecodeError:
        return False
    return isinstance(row, dict)


def pages(
    stream: BinaryIO, origin: str, ref: str, *, ids_alone: bool = False
) -> Iterator[Page | Fault]:
    """One page a row, in order; `ids_alone` makes the row's own id its `ref`, else FILE#ID."""
    name = ref.lower().removesuffix(".gz")
    if name.endswith((".csv", ".tsv")):
        rows = _csv_rows(stream, "\t" if name.endswith(".tsv") else ",")
    else:
        rows = _json_rows(stream)
    seen: Counter[str] = Counter()
    read = empty = 0
    for number, at, row in rows:
        if isinstance(row, UnreadableError):
            yield Fault(row.what, f"{origin}#{number}", at=at, do=row.do)
            continue
        key = _id(row, number)
        seen[key] += 1
        # Two rows of one id are two pages: the second is told apart, never taken for a revision.
        unique = key if seen[key] == 1 else f"{key}~{seen[key]}"
        made = _page(row, f"{origin}#{unique}", key if ids_alone else f"{ref}#{unique}", at)
        if isinstance(made, Page):
            read += 1
        else:
            empty += 1
            if not read and empty == MAX_ROWS_WITHOUT_TEXT and not ids_alone:
                yield Fault(
                    f"not a table of articles: its first {empty} rows hold no text", origin, at, _DO
                )
                return
        yield made


def _page(row: dict[str, Any], origin: str, ref: str, at: int | None) -> Page | Fault:
    html, text = row.get("html"), row.get("text")
    content = html if isinstance(html, str) and html else text
    if not isinstance(content, str):
        columns = ", ".join(str(name) for name in list(row)[:8]) or "none"
        return Fault(f"a row without text (its fields: {columns})", origin, at=at, do=_DO)
    body = content.encode("utf-8", "surrogatepass")
    if len(body) > MAX_PAGE_BYTES:
        return Fault(
            f"a text longer than {MAX_PAGE_BYTES // 1_000_000} MB, the limit for one page",
            origin,
            at=at,
            do="split it",
        )
    facts = tuple(_facts(row))
    media = "text/html" if content is html else "text/plain"
    found = row.get("found")
    return Page(
        id=digest(
            origin, media, body, str(found), *(f"{f.name}\0{f.value}\0{f.by}" for f in facts)
        ),
        origin=origin,
        ref=ref,
        media=media,
        body=body,
        url=next((fact.value for fact in facts if fact.name == "url"), ""),
        charset="utf-8",
        found=dates.found(found) if isinstance(found, str | int | float) else None,
        facts=facts,
    )


def _facts(row: dict[str, Any]) -> Iterator[Fact]:
    told: set[str] = set()
    for column, name in _FACTS.items():
        value = row.get(column)
        if name in told or value in (None, "", []):
            continue
        told.add(name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str | int | float):
                yield Fact(name, dates.iso(one) if name in _DAYS else str(one), f"row:{column}")


def _id(row: dict[str, Any], number: int) -> str:
    key = row.get("id")
    return str(key) if isinstance(key, str | int | float) and str(key) else str(number)


# A row's number (from 1), its byte offset in the unpacked table, and its fields or what was wrong.
_Row = tuple[int, int | None, dict[str, Any] | UnreadableError]


def _json_rows(stream: BinaryIO) -> Iterator[_Row]:
    number = offset = blank = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        at, offset = offset, offset + len(line)
        if len(line) > MAX_LINE_BYTES:
            yield (
                number,
                at,
                UnreadableError(f"line {number} is longer than a page may be", do="split it"),
            )
            offset += _skip_line(stream)
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        blank = 0 if line.strip() else blank + 1
        if blank > MAX_BLANK_LINES:
            raise UnreadableError(
                f"more than {MAX_BLANK_LINES:,} blank lines", at=at, do="drop them"
            )
        if blank:
            continue
        if number == 1 and (rest := _one_value(line, stream)) is not None:
            yield from rest
            return
        yield number, at, _decoded(line, number)


def _decoded(line: bytes, number: int) -> dict[str, Any] | UnreadableError:
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        cut = "" if line.endswith(b"\n") else ": the file may be cut short"
        return UnreadableError(
            f"line {number} is not JSON ({error}){cut}", do="mend or drop the line"
        )
    if isinstance(row, dict):
        return row
    return UnreadableError(f"line {number} is JSON, but no object", do=_DO)


def _one_value(first: bytes, stream: BinaryIO) -> Iterator[_Row] | None:
    """The rows of a file that is one JSON list or one object; None for JSON lines."""
    opening = first.strip()
    if opening not in (b"{", b"[") and not opening.startswith(b"["):
        return None
    body = first + whole(stream, limit=10 * MAX_PAGE_BYTES)
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return iter(
            [(1, 0, UnreadableError(f"not JSON ({error})", do="give JSON lines, one row a line"))]
        )
    rows = value if isinstance(value, list) else [value]
    return (
        (
            number,
            None,
            row if isinstance(row, dict) else UnreadableError(f"row {number} is no object", do=_DO),
        )
        for number, row in enumerate(rows, 1)
    )


def _skip_line(stream: BinaryIO) -> int:
    skipped = 0
    while piece := stream.readline(1 << 20):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def _csv_rows(stream: BinaryIO, delimiter: str) -> Iterator[_Row]:
    csv.field_size_limit(MAX_LINE_BYTES)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    reader = csv.reader(text, delimiter=delimiter)
    number = 0
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        if not {"text", "html"} & set(header):
            columns = ", ".join(header[:8]) or "none"
            raise UnreadableError(
                f'no column named "text" or "html" (columns: {columns})',
                at=0,
                do="rename the column",
            )
        for number, cells in enumerate(_filled(reader), 1):
            yield number, None, dict(zip(header, cells, strict=False))
    except csv.Error as error:
        wrong = UnreadableError(f"line {reader.line_num}: not CSV ({error})", do="mend the row")
        yield number + 1, None, wrong


def _filled(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    return (row for row in rows if row)


def declares(head: bytes, *, csv: bool = False) -> bool:
    """Whether the beginning of a table names a text and a field that only an article has."""
    # Looked for as keys, not parsed: the first row may be longer than the head.
    key = r"(?:^|[,;\t])\s*%s\s*(?=[,;\t\r\n])" if csv else r'"%s"\s*:'
    names = {
        name
        for name in ("html", "text", "found", *_FACTS)
        if re.search((key % name).encode(), head.split(b"\n", 1)[0] if csv else head)
    }
    return "html" in names or ("text" in names and len(names) > 1)
