"""Renders gold/demo/heap.toml into the bundled heap: HTML, bare dumps, one feed, one WARC.

`python tools/make_demo.py` writes the folder anew; `--check` only says whether it is up to date.
"""

# ruff: noqa: E501 - markup is kept on the lines a site would write it on
from __future__ import annotations

import gzip
import html
import json
import sys
import tomllib
from datetime import UTC, date, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "gold" / "demo" / "heap.toml"
HEAP = ROOT / "src" / "secondsource" / "demo" / "heap"

Article = dict[str, Any]
Site = dict[str, Any]


def files() -> dict[str, bytes]:
    """Every file of the heap by its path inside it."""
    heap = tomllib.loads(SOURCE.read_text("utf-8"))
    sites: dict[str, Site] = heap["sites"]
    made: dict[str, bytes] = {}
    feeds: dict[str, list[Article]] = {}
    archives: dict[str, list[Article]] = {}
    for article in heap["articles"]:
        site = sites[article["site"]]
        name = f"{article['site']}/{article['slug']}"
        match site["shape"]:
            case "html":
                made[f"{name}.html"] = page(article, site).encode()
            case "dump":
                made[f"{name}.txt"] = dump(article, site).encode()
            case "feed":
                feeds.setdefault(article["site"], []).append(article)
            case "warc":
                archives.setdefault(article["site"], []).append(article)
    for key, articles in feeds.items():
        made[f"{key}.xml"] = feed(articles, sites[key]).encode()
    for key, articles in archives.items():
        made[f"{key}.warc.gz"] = archive(articles, sites[key])
    return made


def address(article: Article, site: Site) -> str:
    return f"https://{site['host']}/{article.get('section', 'news').lower()}/{article['slug']}"


def moment(article: Article) -> str:
    return f"{article['day']}T{article.get('at', '12:00')}:00Z"


def escape(text: str) -> str:
    return html.escape(text, quote=False)


def page(article: Article, site: Site) -> str:
    """A news page as a site would serve it: navigation, metadata, article, related, footer."""
    declared = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article["headline"],
        "datePublished": moment(article),
        "publisher": {"@type": "NewsMediaOrganization", "name": site["name"]},
    }
    first, *rest = article["body"]
    lines = [article.get("dateline", "") + first, *rest]
    body = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
    dek = f'<p class="standfirst">{escape(article["dek"])}</p>\n' if "dek" in article else ""
    byline = f'<p class="byline">{escape(article["byline"])}</p>\n' if "byline" in article else ""
    day: date = article["day"]
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{escape(article["headline"])} | {escape(site["name"])}</title>
<link rel="canonical" href="{address(article, site)}">
<meta property="og:site_name" content="{escape(site["name"])}">
<meta property="og:title" content="{html.escape(article["headline"])}">
<meta property="article:published_time" content="{moment(article)}">
<script type="application/ld+json">{json.dumps(declared)}</script>
</head>
<body>
<header class="site-header"><a href="/">{escape(site["name"])}</a>
<nav class="main-nav"><ul><li><a href="/world">World</a></li><li><a href="/business">Business</a></li>
<li><a href="/sport">Sport</a></li><li><a href="/subscribe">Subscribe</a></li></ul></nav></header>
<main>
<article>
<h1>{escape(article["headline"])}</h1>
{dek}{byline}<p class="meta"><time datetime="{moment(article)}">{day.day} {day:%B %Y}, {article.get("at", "12:00")}</time></p>
{body}
</article>
<aside class="related"><h2>More from {escape(site["name"])}</h2>
<ul><li><a href="/news/orchard-thieves">Orchard thieves leave a note and a jar of jam</a></li>
<li><a href="/news/night-train">Night train to the coast returns after nine years</a></li></ul></aside>
</main>
<footer class="site-footer"><p>© 2025 {escape(site["name"])}. All rights reserved.</p>
<a href="/about">About us</a> <a href="/privacy">Privacy</a></footer>
</body>
</html>
"""


def dump(article: Article, site: Site) -> str:
    """The same as bare text, as a crude crawler keeps it: no tags, all the furniture."""
    lines = [site["weather"], site["place"], site["crawled"], ""]
    for headline, teaser in site["teasers"]:
        lines += [headline, "", teaser, ""]
    lines += [article["headline"], ""]
    if "section" in article:
        lines += [f"{article['section']}{article['headline']}", ""]
    for number, paragraph in enumerate(article["body"]):
        if number == 2:
            lines += ["Advertisement", ""]
        lines += [paragraph, ""]
    if "stamp" in article:
        lines += [article["stamp"], f"from {article['feed']}", ""]
    lines += ["Check out our other content", "", "Most Popular Articles"]
    return "\n".join(lines)


def feed(articles: list[Article], site: Site) -> str:
    """An RSS 2.0 feed with whole texts."""
    items = "\n".join(
        f"""<item>
<title>{escape(one["headline"])}</title>
<link>{address(one, site)}</link>
<guid>{address(one, site)}</guid>
<pubDate>{format_datetime(datetime.fromisoformat(moment(one)).astimezone(UTC))}</pubDate>
<content:encoded><![CDATA[{"".join(f"<p>{escape(line)}</p>" for line in one["body"])}]]></content:encoded>
</item>"""
        for one in articles
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>{escape(site["name"])}</title>
<link>https://{site["host"]}/</link>
<description>News from Lindholt</description>
<language>en</language>
{items}
</channel>
</rss>
"""


def archive(articles: list[Article], site: Site) -> bytes:
    """A WARC 1.1 file of responses, one gzip member a record."""
    made = b""
    for number, article in enumerate(articles, 1):
        body = page(article, site).encode()
        answer = (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
            + f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        header = (
            "WARC/1.1\r\n"
            "WARC-Type: response\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
            f"WARC-Target-URI: {address(article, site)}\r\n"
            "WARC-Date: 2025-09-01T06:00:00Z\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        made += gzip.compress(header.encode() + answer + b"\r\n\r\n", mtime=0)
    return made


def _unpacked(heap: dict[str, bytes]) -> dict[str, bytes]:
    """The same with .gz files unpacked: two builds of zlib may pack one text differently."""
    return {
        name: gzip.decompress(content) if name.endswith(".gz") else content
        for name, content in heap.items()
    }


def main(arguments: list[str]) -> int:
    made = files()
    found = {
        str(path.relative_to(HEAP)): path.read_bytes() for path in HEAP.rglob("*") if path.is_file()
    }
    if "--check" in arguments:
        return int(_unpacked(found) != _unpacked(made))
    for name in found.keys() - made.keys():
        (HEAP / name).unlink()
    for name, content in made.items():
        (HEAP / name).parent.mkdir(parents=True, exist_ok=True)
        (HEAP / name).write_bytes(content)
    print(f"{len(made)} files in {HEAP.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
