"""Crawl archives: what is kept around a broken record, and where the fault says it is."""

import gzip
from pathlib import Path

import pytest

from tests.sources.heap import archive, opened, packed, record, saved


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz", ".one-member.warc.gz"])
def test_every_record_is_a_page(tmp_path: Path, suffix: str):
    records = archive(4)
    content = packed(records) if suffix == ".warc.gz" else b"".join(records)
    content = gzip.compress(content) if "one-member" in suffix else content
    pages, faults = opened(saved(tmp_path, f"c{suffix}", content))
    assert [page.origin for page in pages] == [f"http://post.example/{n}" for n in range(4)]
    assert pages[0].ref == f"{tmp_path}/c{suffix}#http://post.example/0"
    assert (pages[0].charset, pages[0].body) == ("utf-8", b"<html><p>Page 0.</p></html>")
    assert str(pages[0].found and pages[0].found.earliest) == "2031-03-10 10:00:00"
    assert faults == []


@pytest.mark.parametrize("packing", [b"".join, packed], ids=["plain", "gz"])
@pytest.mark.parametrize("lie", [-7, 7, 90, 10**6, 10**12])
def test_a_record_that_lies_about_its_length_costs_itself_alone(tmp_path: Path, packing, lie: int):
    content = packing(archive(5, lies={2: lie}))
    pages, faults = opened(saved(tmp_path, "c.warc", content))
    assert [page.url[-1] for page in pages] == ["0", "1", "3", "4"]
    assert [fault.at for fault in faults] == [len(packing(archive(2)))]
    assert "2 pages before it were kept" in faults[0].what


@pytest.mark.parametrize("packing", [b"".join, packed], ids=["plain", "gz"])
def test_a_cut_archive_keeps_what_stands_before(tmp_path: Path, packing):
    content = packing(archive(4))[:-40]
    pages, faults = opened(saved(tmp_path, "c.warc", content))
    assert len(pages) == 3
    assert len(faults) == 1
    assert "cut short" in faults[0].what
    assert faults[0].at is not None


def test_a_bomb_in_a_record_is_passed_by(tmp_path: Path):
    bomb = gzip.compress(record("http://post.example/b", "\0" * 30_000_000))
    content = packed(archive(2)) + bomb + packed(archive(2))
    pages, faults = opened(saved(tmp_path, "c.warc.gz", content))
    assert [page.url[-1] for page in pages] == ["0", "1", "0", "1"]
    assert [fault.at for fault in faults] == [len(packed(archive(2)))]


def test_the_encodings_of_http_are_undone(tmp_path: Path):
    html = "<html><p>chunked</p></html>"
    chunked = f"5\r\n{html[:5]}\r\n{len(html) - 5:x}\r\n{html[5:]}\r\n0\r\n\r\n"
    records = [
        record("http://a.example/1", chunked, fields="Transfer-Encoding: chunked\r\n"),
        record("http://a.example/2", html, fields="Transfer-Encoding: chunked\r\n"),
        record("http://a.example/3", html, fields="Content-Encoding: gzip\r\n"),
        record("http://a.example/4", "\x01\x02", fields="Content-Encoding: br\r\n"),
    ]
    pages, faults = opened(saved(tmp_path, "c.warc", b"".join(records)))
    assert [page.body.decode() for page in pages] == [html] * 3
    assert [fault.where for fault in faults] == ["http://a.example/4"]


def test_extracted_text_is_a_page_and_a_request_is_none(tmp_path: Path):
    text = "Words of the page."
    wet = (
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example/t\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n{text}\r\n\r\n"
    ).encode()
    request = record("http://a.example/r", "", type_="request")
    (page,), faults = opened(saved(tmp_path, "c.wet", request + wet))
    assert (page.media, page.charset, page.body.decode()) == ("text/plain", "utf-8", text)
    assert faults == []
