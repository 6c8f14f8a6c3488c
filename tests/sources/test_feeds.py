"""Feeds: each entry a page, each broken entry a fault, nothing expanded or fetched."""

from pathlib import Path

import pytest

from secondsource.model import Fact
from tests.sources.heap import opened, saved

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Harbour Post</title><image><title>logo</title></image><language>en</language>
<item><title>One &amp; two</title><link>http://h.example/?a=1&b=2</link><guid>g1</guid>
<pubDate>Mon, 10 Mar 2031 14:46:00 GMT</pubDate><dc:creator>Ann Rook</dc:creator>
<description>Plain&nbsp;words</description></item>
<item><title>Broken</b></item>
<item><title>Three</title>
<content:encoded><![CDATA[<p>Said </item> here</p>]]></content:encoded></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Atomic</title>
<entry><id>urn:1</id><title>One</title><link rel="self" href="http://self.example"/>
<link href="http://a.example/1"/><published>2031-03-10T00:00:00Z</published>
<author><name>Bo Tarn</name><uri>http://bo.example</uri></author>
<content type="xhtml"><div><p class="x">Hello <i>there</i></p></div></content></entry>
<entry><id>urn:2</id><title>Two</title><content type="text">1 &lt; 2 is plain</content></entry>
</feed>"""


def test_rss_entries_with_their_facts(tmp_path: Path):
    pages, faults = opened(saved(tmp_path, "f.xml", RSS))
    assert [page.origin for page in pages] == ["f.xml#g1", "f.xml#3"]
    assert pages[0].url == "http://h.example/?a=1&b=2"
    assert set(pages[0].facts) == {
        Fact("title", "One & two", "feed:title"),
        Fact("url", "http://h.example/?a=1&b=2", "feed:link"),
        Fact("published", "2031-03-10T14:46:00+00:00", "feed:pubDate"),
        Fact("author", "Ann Rook", "feed:author"),
        Fact("outlet", "Harbour Post", "feed:source"),
        Fact("language", "en", "feed:language"),
    }
    assert b"<p>Said </item> here</p>" in pages[1].body
    assert [(fault.what, fault.at) for fault in faults] == [
        ("an entry that is not XML", RSS.index("<item><title>Broken"))
    ]


def test_atom_entries_keep_their_markup(tmp_path: Path):
    (one, two), faults = opened(saved(tmp_path, "f.atom", ATOM))
    assert (one.media, two.media) == ("text/html", "text/plain")
    assert b'<p class="x">Hello <i>there</i></p>' in one.body
    assert two.body == b"Two\n\n1 < 2 is plain"
    assert Fact("author", "Bo Tarn", "feed:author") in one.facts
    assert one.url == "http://a.example/1"
    assert faults == []


def test_a_json_feed(tmp_path: Path):
    feed = """{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items":
        [{"id": 1, "url": "http://j.example/1", "title": "T", "content_html": "<p>x"}]}"""
    (page,), faults = opened(saved(tmp_path, "f.json", feed))
    assert (page.origin, page.url) == ("f.json#1", "http://j.example/1")
    assert faults == []


@pytest.mark.parametrize(
    "declarations",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY b SYSTEM "file:///etc/passwd">',
        '<!ENTITY % b SYSTEM "http://127.0.0.1:9/x.dtd"> %b;',
    ],
    ids=["laughs", "file", "network"],
)
def test_no_entity_is_expanded_or_fetched(tmp_path: Path, declarations: str):
    item = "<item><title>T</title><description>&b;</description></item>"
    feed = f"<!DOCTYPE rss [{declarations}]><rss>{item}</rss>"
    (page,), faults = opened(saved(tmp_path, "f.xml", feed))
    assert page.body == b"<h1>T</h1>\n&b;"
    assert [fault.what for fault in faults] == ["the feed declares entities; they are not expanded"]


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        (RSS.encode()[: RSS.index("<item><title>Three") + 30], 1),
        (RSS.replace("<?xml", "<?xml", 1).encode("utf-16"), 2),
        (
            b"<?xml version='1.0' encoding='cp1252'?><rss><item><title>\xe9</title></item></rss>",
            1,
        ),
        (b"<rss><item><title>caf\xe9 and \xc3\xa9</title></item></rss>", 1),
        (b"<rss><item><title>a\x00\x08b</title></item></rss>", 1),
        (b"<rss>" + b"<item>" * 3000, 0),
        (b"<rss><item>" + b"<a>" * 100_000 + b"</item></rss>", 0),
        (b"<rss></rss>", 0),
    ],
    ids=["cut", "utf-16", "declared", "two-charsets", "controls", "open-items", "deep", "empty"],
)
def test_broken_feeds_give_what_they_can(tmp_path: Path, content: bytes, pages: int):
    assert len(opened(saved(tmp_path, "f.xml", content))[0]) == pages
