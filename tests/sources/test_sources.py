"""Which kind a path is read as, and what of it becomes pages or faults."""

import gzip
import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource import sources
from secondsource.model import Fact, Fault, Page
from secondsource.sources import warc
from secondsource.sources.limits import MAX_PAGE_BYTES
from tests.sources.heap import FIRE, TALKS, archive, opened, packed, rows, saved


def test_a_folder_is_read_in_sorted_order_below_its_own_name(tmp_path: Path):
    for name in ("b.txt", "a/z.html", "a/b.md", "c.htm"):
        saved(tmp_path, f"heap/{name}", TALKS)
    pages, faults = opened(tmp_path / "heap")
    assert [p.origin for p in pages] == ["heap/a/b.md", "heap/a/z.html", "heap/b.txt", "heap/c.htm"]
    assert pages[0].ref == str(tmp_path / "heap/a/b.md")
    assert faults == []


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("a.html", "just words", "text/html"),
        ("a.txt", "<!DOCTYPE html><p>words", "text/html"),
        ("a.txt", "<b>Bold</b> words open a text", "text/plain"),
        ("a.unheard-of", "words", "text/plain"),
        ("a.unheard-of", "<div>words</div>", "text/html"),
        ("a", "\ufeffwords".encode("utf-16-le"), "text/plain"),
        ("a", "words without a mark".encode("utf-16-le"), "text/plain"),
        ("a", "<html>mit Marke".encode("utf-16"), "text/html"),
        ("a.txt", "[Photo] a text may open so", "text/plain"),
        ("a.txt", "{curly} words", "text/plain"),
        ("a.txt", "one stray \0 in a long enough text of forty characters", "text/plain"),
        ("a.html.gz", gzip.compress(b"<p>packed"), "text/html"),
    ],
)
def test_a_named_file_is_sniffed_then_judged_by_its_suffix(
    tmp_path: Path, name: str, content: bytes | str, media: str
):
    pages, faults = opened(saved(tmp_path, name, content))
    assert [page.media for page in pages] == [media]
    assert faults == []


@pytest.mark.parametrize(
    ("name", "content", "words", "at"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "a PDF file", 0),
        ("a.txt", bytes(range(256)) * 4, "a binary file", 0),
        ("a.txt", b"", "an empty file", 0),
        ("a.txt", b"a " * (MAX_PAGE_BYTES // 2 + 1), "longer than 20 MB", MAX_PAGE_BYTES),
        ("a.txt.gz", gzip.compress(b"a " * MAX_PAGE_BYTES, 1), "decompression bomb", None),
        ("a.jsonl.gz", gzip.compress(TALKS.encode() * 9)[:-9], "cut short", None),
        ("a.xml", b"<?xml version='1.0'?><data/>", "neither a feed nor a page", 0),
        ("a.zip", b"PK\x03\x04 and then nothing of a zip", "damaged zip", 0),
        ("a.mhtml", b"Content-Type: image/png\n\nno words", "no HTML part", 0),
    ],
)
def test_what_cannot_be_read_is_a_fault_and_its_neighbour_is_read(
    tmp_path: Path, name: str, content: bytes, words: str, at: int | None
):
    saved(tmp_path, f"heap/{name}", content)
    saved(tmp_path, "heap/z.txt", FIRE)
    _, faults = opened(tmp_path / "heap" / name)
    assert any(words in fault.what for fault in faults), faults
    assert all(fault.do and fault.where.startswith(name) for fault in faults)
    if at is not None:
        assert faults[0].at == at
    pages, _ = opened(tmp_path / "heap")
    assert "heap/z.txt" in [page.origin for page in pages]


def test_a_missing_path_suggests_the_nearest(tmp_path: Path):
    saved(tmp_path, "articles.jsonl", b"")
    assert (
        opened(tmp_path / "artciles.jsonl")[1][0].do == f"did you mean {tmp_path}/articles.jsonl?"
    )
    assert "no folder" in opened(tmp_path / "none/x.txt")[1][0].do


def test_an_empty_folder_is_a_fault(tmp_path: Path):
    assert [fault.what for fault in opened(tmp_path)[1]] == ["an empty folder"]


def test_other_files_of_a_folder_are_left_alone_and_counted(tmp_path: Path):
    for name in ("a.txt", "b.css", "c.css", "d.png", ".hidden"):
        saved(tmp_path, name, TALKS)
    pages, faults = opened(tmp_path)
    assert len(pages) == 1
    assert faults[0].what == "files left alone: .css (2), .png (1), hidden (1)"


def test_a_table_of_bare_texts_beside_pages_is_taken_for_notes(tmp_path: Path):
    saved(tmp_path, "notes.jsonl", rows({"id": "n", "text": "a note on a.txt"}))
    assert len(opened(tmp_path)[0]) == 1  # alone it is a heap
    saved(tmp_path, "a.txt", TALKS)
    assert [page.body for page in opened(tmp_path)[0]] == [TALKS.encode()]
    saved(tmp_path, "notes.jsonl", rows({"id": "n", "title": "T", "text": "an article"}))
    assert len(opened(tmp_path)[0]) == 2


def test_links_that_lead_out_back_or_nowhere_are_faults(tmp_path: Path):
    saved(tmp_path, "secret.txt", "not of this heap")
    saved(tmp_path, "heap/sub/a.txt", TALKS)
    os.symlink(tmp_path / "secret.txt", tmp_path / "heap/b.txt")
    os.symlink(tmp_path / "heap", tmp_path / "heap/sub/loop")
    os.symlink("nothing", tmp_path / "heap/c.txt")
    os.symlink("sub/a.txt", tmp_path / "heap/d.txt")
    pages, faults = opened(tmp_path / "heap")
    assert [page.origin for page in pages] == ["heap/d.txt", "heap/sub/a.txt"]
    assert sorted(fault.what for fault in faults) == [
        "a link that leads back to a folder above it",
        "a link that leads out of the folder",
        "a link to nothing",
    ]


def test_a_pipe_in_a_folder_does_not_block(tmp_path: Path):
    saved(tmp_path, "a.txt", TALKS)
    os.mkfifo(tmp_path / "b.txt")
    assert [fault.what for fault in opened(tmp_path)[1]] == ["neither a file nor a folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_an_unreadable_file_is_a_fault(tmp_path: Path):
    saved(tmp_path, "a.txt", TALKS).chmod(0)
    assert opened(tmp_path)[1][0].what == "not allowed to read it"


def test_standard_input_is_sniffed_too():
    found = list(sources.open("-", standard_input=io.BytesIO(rows({"id": "r1", "text": "words"}))))
    assert [(x.origin, x.ref) for x in found if isinstance(x, Page)] == [("-#r1", "-#r1")]


# ------------------------------------------------------------------ tables


def test_a_row_declares_its_facts(tmp_path: Path):
    row = {
        "id": 7,
        "text": "Words.",
        "title": "T",
        "date": 1924992000,
        "found": "2031-03-10",
        "source": "Post",
        "author": ["Ann Rook", "Bo Tarn"],
        "url": "http://post.example/7",
        "published": None,
    }
    ((page,), faults) = opened(saved(tmp_path, "t.jsonl", rows(row)))
    assert (page.origin, page.ref) == ("t.jsonl#7", f"{tmp_path}/t.jsonl#7")
    assert page.url == "http://post.example/7"
    assert set(page.facts) == {
        Fact("title", "T", "row:title"),
        Fact("published", "2031-01-01T00:00:00+00:00", "row:date"),
        Fact("outlet", "Post", "row:source"),
        Fact("author", "Ann Rook", "row:author"),
        Fact("author", "Bo Tarn", "row:author"),
        Fact("url", "http://post.example/7", "row:url"),
    }
    assert page.found is not None
    assert str(page.found.earliest) == "2031-03-10 00:00:00"
    assert faults == []


def test_broken_rows_are_named_by_line_and_byte(tmp_path: Path):
    good = rows({"id": "a", "text": "one"})
    table = (
        good + b'{"id": "b", "text"\n\n' + rows({"id": "c"}, {"id": "d", "text": "two"}) + b'{"id'
    )
    pages, faults = opened(saved(tmp_path, "t.jsonl", table))
    assert [page.origin for page in pages] == ["t.jsonl#a", "t.jsonl#d"]
    assert [(fault.where, fault.at) for fault in faults] == [
        ("t.jsonl#2", len(good)),
        ("t.jsonl#c", table.index(b'{"id": "c"')),
        ("t.jsonl#6", table.rindex(b'{"id')),
    ]
    assert faults[0].what.startswith("line 2 is not JSON")
    assert faults[2].what.endswith("the file may be cut short")


def test_two_rows_of_one_id_stay_two_pages(tmp_path: Path):
    table = rows({"id": "a", "text": "one"}, {"id": "a", "text": "two"}, {"text": "three"})
    pages, _ = opened(saved(tmp_path, "t.jsonl", table))
    assert [page.origin for page in pages] == ["t.jsonl#a", "t.jsonl#a~2", "t.jsonl#3"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.json", b'[{"id": "a", "text": "one"},\n {"id": "b", "html": "<p>two"}]'),
        ("t.csv", b'\xef\xbb\xbfid,Text\na,"one"\n\nb,"two\nlines"\n'),
        ("t.tsv", b"id\ttext\na\tone\nb\ttwo\n"),
        ("t.jsonl.gz", gzip.compress(rows({"id": "a", "text": "one"}, {"id": "b", "text": "two"}))),
    ],
)
def test_tables_of_every_form(tmp_path: Path, name: str, content: bytes):
    pages, faults = opened(saved(tmp_path, name, content))
    assert [page.origin for page in pages] == [f"{name}#a", f"{name}#b"]
    assert faults == []


# ------------------------------------------------------------------ archives


def test_a_zip_holds_pages_tables_and_no_way_out(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "z.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a/one.txt", TALKS)
        made.writestr("../evil.txt", FIRE)
        made.writestr("crawl.warc.gz", packed(archive(1)))
        made.writestr("zeros.html", b"\0" * 50_000_000)
    before = sorted(tmp_path.parent.rglob("*"))
    pages, faults = opened(tmp_path / "z.zip")
    assert [page.origin for page in pages] == ["z.zip/a/one.txt", "http://post.example/0"]
    assert [fault.where for fault in faults] == ["z.zip/../evil.txt", "z.zip/zeros.html"]
    assert sorted(tmp_path.parent.rglob("*")) == before
    with open(tmp_path / "z.zip", "rb") as stream:
        piped = io.BytesIO(stream.read())
        piped.seekable = lambda: False  # type: ignore[method-assign]
        found = list(sources.open("-", standard_input=piped))
    assert next(x.origin for x in found if isinstance(x, Page)) == "-/a/one.txt"


def test_a_tar_gives_its_files_but_no_links(tmp_path: Path):
    with tarfile.open(tmp_path / "t.tar.gz", "w:gz") as made:
        for name, content in (("one.txt", TALKS), ("/abs.txt", FIRE), ("two.html", "<html>x")):
            member = tarfile.TarInfo(name)
            member.size = len(content.encode())
            made.addfile(member, io.BytesIO(content.encode()))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        made.addfile(link)
    pages, faults = opened(tmp_path / "t.tar.gz")
    assert [page.origin for page in pages] == ["t.tar.gz/one.txt", "t.tar.gz/two.html"]
    assert len(faults) == 2


def test_packings_inside_packings_end(tmp_path: Path):
    content = TALKS.encode()
    for _ in range(5):
        content = gzip.compress(content)
    assert "packings inside" in opened(saved(tmp_path, "a.txt.gz", content))[1][0].what


# ------------------------------------------------------------------ hostile


@settings(max_examples=150, deadline=2000)
@given(
    head=st.sampled_from(
        [
            b"",
            b"\x1f\x8b\x08",
            b"WARC/1.0\r\n",
            b"PK\x03\x04",
            b'{"text": "',
            b"<rss><item>",
            b"<!DOCTYPE rss [",
            b"\xff\xfe",
            packed(archive(2)),
            b"".join(archive(2)),
            rows({"id": "a", "text": "b"}),
        ]
    ),
    tail=st.binary(max_size=400),
    cut=st.integers(0, 400),
)
def test_any_bytes_give_pages_or_faults(head: bytes, tail: bytes, cut: int):
    stream = io.BytesIO(head[: max(1, len(head) - cut)] + tail)
    for found in sources.open("-", standard_input=stream):
        assert isinstance(found, Page | Fault)


@settings(max_examples=60, deadline=2000)
@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_flipped_bit_in_a_packed_archive_costs_one_record(at: int, bit: int):
    members = [packed([one]) for one in archive(5)]
    whole = bytearray(b"".join(members))
    at %= len(whole)
    whole[at] ^= 1 << bit
    stream = sources.buffered(io.BytesIO(bytes(whole)))
    urls = [x.url for x in warc.pages(stream, "c", "c") if isinstance(x, Page)]
    kept = set(urls) & {f"http://post.example/{n}" for n in range(5)}
    assert len(kept) >= (4 if at > 2 else 0)  # without its magic bytes an archive is none
