"""Broken and hostile inputs through sources and annotation: how many, how long, how much memory.

python -m bench.reliability.broken [NUMBER] [--sources-only]
"""

from __future__ import annotations

import gzip
import io
import random
import resource
import sys
import time
import zlib
from collections.abc import Callable, Iterator

from tests.sources.heap import FIRE, TALKS, archive, packed, rows

from secondsource import sources
from secondsource.cli.intake import annotated
from secondsource.model import Fault, Page

SEED = 2
MAX_SECONDS = 2.0
MAX_MEGABYTES = 300


def bomb(filling: bytes, *, before: bytes = b"", size: int = 1_000_000_000) -> bytes:
    """A gzip stream that unpacks to that many bytes; never held unpacked."""
    packer = zlib.compressobj(1, wbits=31)
    chunk = filling * (1_000_000 // len(filling))
    pieces = [packer.compress(before), *(packer.compress(chunk) for _ in range(size // len(chunk)))]
    return b"".join([*pieces, packer.flush()])


FEED = (
    "<?xml version='1.0'?><rss><channel><title>Post</title>"
    + "".join(
        f"<item><title>T{n}</title><description>{FIRE}</description></item>" for n in range(5)
    )
    + "</channel></rss>"
).encode()
PAGE = f"<!DOCTYPE html><html><body><h1>Talks</h1><p>{TALKS}</p></body></html>".encode()
WHOLE = {
    "html": PAGE,
    "text": TALKS.encode(),
    "gzip": gzip.compress(PAGE, mtime=0),
    "warc": b"".join(archive(5)),
    "warc.gz": packed(archive(5)),
    "xml": FEED,
    "jsonl": rows(*({"id": n, "text": TALKS} for n in range(5))),
}
HOSTILE: dict[str, Callable[[], bytes]] = {
    "one 5 MB word": lambda: b"a" * 5_000_000,
    "100,000 nested divs": lambda: b"<html>" + b"<div>" * 100_000 + b"words",
    "100,000 attributes": lambda: b"<html><p " + b"a=1 " * 100_000 + b">words",
    "1,000,000 entities": lambda: b"<html><p>" + b"&amp;" * 1_000_000,
    "1,000,000 open brackets": lambda: b"<html>" + b"<" * 1_000_000,
    "1,000,000 newlines": lambda: b"\n" * 1_000_000,
    "1 MB of quotation marks": lambda: '“"'.encode() * 250_000,
    "1 MB of digits": lambda: b"12/12/" * 170_000,
    "marked section": lambda: b"<html><![<<<;<p>words",
    "empty": lambda: b"",
    "NULs": lambda: b"\0" * 1_000_000,
    "UTF-16": lambda: TALKS.encode("utf-16"),
    "mojibake": lambda: TALKS.encode("utf-8").decode("latin-1").encode("utf-8"),
    "gzip bomb": lambda: bomb(b"\0"),
    "gzip bomb of text": lambda: bomb(b"words "),
    "gzip in gzip bomb": lambda: gzip.compress(bomb(b"\0")),
    "warc bomb": lambda: (
        packed(archive(2)) + bomb(b"\0", before=archive(1)[0]) + packed(archive(2))
    ),
    "lying warc": lambda: b"".join(archive(5, lies={2: 10**12})),
    "laughs": lambda: (
        b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a;" * 10) for n in range(9))
        + b"]><rss><item><title>&a9;</title></item></rss>"
    ),
    "100,000 open items": lambda: b"<rss>" + b"<item>" * 100_000,
    "deep json": lambda: b'{"text":' + b"[" * 200_000,
    "5 MB json line": lambda: rows({"id": "a", "text": "words " * 800_000}),
}


def inputs(number: int) -> Iterator[tuple[str, bytes]]:
    """That many broken inputs, the same every time: cut, flipped, overwritten; then the hostile."""
    chance = random.Random(SEED)
    for n in range(number):
        kind = list(WHOLE)[n % len(WHOLE)]
        body = bytearray(WHOLE[kind])
        way = chance.choice(("cut", "flipped", "overwritten", "random"))
        if way == "cut":
            del body[chance.randrange(len(body)) :]
        elif way == "flipped":
            for _ in range(chance.randint(1, 20)):
                body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        elif way == "overwritten":
            at = chance.randrange(len(body))
            body[at : at + 40] = chance.randbytes(40)
        else:
            body = bytearray(chance.randbytes(chance.randrange(4000)))
        yield f"{kind} {way} {n}", bytes(body)
    yield from ((name, make()) for name, make in HOSTILE.items())


def main(arguments: list[str]) -> int:
    """Prints the figure; 1 where a limit was broken or something was raised."""
    whole = "--sources-only" not in arguments
    numbers = [int(one) for one in arguments if one.isdigit()]
    tried = handled = pages = faults = 0
    worst = (0.0, "")
    failed = []
    for name, body in inputs(numbers[0] if numbers else 1200):
        tried += 1
        start = time.process_time()
        try:
            for found in sources.open("-", standard_input=io.BytesIO(body)):
                result = annotated(found) if whole and isinstance(found, Page) else found
                faults += isinstance(result, Fault)
                pages += not isinstance(result, Fault)
                if isinstance(result, Fault) and "defect" in result.do:
                    failed.append(f"{name}: {result.what}")
            handled += 1
        except Exception as error:  # what this script is to find
            failed.append(f"{name}: {error!r}")
        seconds = time.process_time() - start
        worst = max(worst, (seconds, name))
        if seconds > MAX_SECONDS:
            failed.append(f"{name}: {seconds:.1f} s")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    part = "sources and annotation" if whole else "sources"
    print(
        f"{part}: {tried:,} inputs tried, {handled:,} handled ({pages:,} pages, "
        f"{faults:,} faults), worst {worst[0]:.1f} s of processor ({worst[1]}), "
        f"peak {megabytes:.0f} MB"
    )
    for line in failed:
        print(f"  {line}")
    if megabytes > MAX_MEGABYTES:
        print(f"  more than {MAX_MEGABYTES} MB at the peak")
    return 1 if failed or megabytes > MAX_MEGABYTES else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
