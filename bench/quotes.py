"""Quotes on PolNeAR by fragment, chains on our own gold, and the cost per article."""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.sets import ROOT, rows
from secondsource.marks import quotes
from secondsource.model import Article, Block, Credit, Quote, Span, digest, with_marks

WORD = re.compile(r"\w+")
DOUBLE = re.compile(r"[\"“”]")
TYPES = {
    "direct": ("direct",),
    "direct+mixed": ("direct", "mixed"),
    "all": ("direct", "mixed", "indirect"),
}
Fragment = tuple[str, frozenset[str], list[str], Span]  # type, source words, words, where
DESCRIPTORS = frozenset(
    [
        "the",
        "a",
        "an",
        "news",
        "agency",
        "newspaper",
        "daily",
        "weekly",
        "magazine",
        "television",
        "channel",
        "two",
        "three",
        "four",
    ]
)


def article_of(text: str, ref: str) -> Article:
    """An article of bare text with no blocks: all of it is body."""
    return Article(id=digest(ref, text), page="", origin=ref, ref=ref, text=text, language="en")


def annotated(article: Article) -> Article:
    """The article with the marks quotes look at, where their makers are there."""
    try:
        from secondsource.marks import names
    except ImportError:
        return article
    return with_marks(article, names.mark(article))


# ------------------------------------------------------------------ PolNeAR


def fragment_type(text: str) -> str:
    """direct, mixed or indirect, from a fragment's own words and marks."""
    if not DOUBLE.search(text):
        return "indirect"
    depth = False
    outside = []
    for piece in re.split(r"([\"“”])", text):
        if piece in ('"', "“", "”") and piece:
            depth = piece == "“" or (piece == '"' and not depth)
        elif not depth:
            outside.append(piece)
    return "mixed" if WORD.search(" ".join(outside)) else "direct"


def gold_fragments(row: dict[str, Any]) -> Iterator[Fragment]:
    text = row["text"]
    for one in row["attributions"]:
        source = frozenset(w.lower() for s, e in one["source"] for w in WORD.findall(text[s:e]))
        for start, end in one["content"]:
            words = WORD.findall(text[start:end].lower())
            yield fragment_type(text[start:end]), source, words, Span(start, end)


def our_fragments(text: str, found: Iterable[Quote]) -> Iterator[Fragment]:
    for quote in found:
        span = quote.speaker.span if quote.speaker else None
        source = frozenset(
            w.lower() for w in (WORD.findall(text[span.start : span.end]) if span else ())
        )
        for c in quote.content:
            words = WORD.findall(text[c.start : c.end].lower())
            yield fragment_type(text[c.start : c.end]), source, words, c


def jaccard(a: list[str], b: list[str]) -> float:
    x, y = set(a), set(b)
    return len(x & y) / len(x | y) if x | y else 0.0


def matches(gold: list[Fragment], ours: list[Fragment], *, sources: bool) -> list[tuple[int, int]]:
    """One-to-one pairs of alike fragments, best first."""
    scored = []
    for g, (_, g_source, g_words, g_span) in enumerate(gold):
        for o, (_, o_source, o_words, o_span) in enumerate(ours):
            if o_span.start >= g_span.end or g_span.start >= o_span.end:
                continue
            share = jaccard(g_words, o_words)
            alike = bool(g_source & o_source) or (not g_source and not o_source)
            if share >= 0.5 and (alike or not sources):
                scored.append((-share, g, o))
    used_g: set[int] = set()
    used_o: set[int] = set()
    pairs = []
    for _, g, o in sorted(scored):
        if g not in used_g and o not in used_o:
            used_g.add(g)
            used_o.add(o)
            pairs.append((g, o))
    return pairs


def figures(right: int, given: int, wanted: int) -> str:
    precision = right / given if given else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    shares = f"P {100 * precision:5.1f}  R {100 * recall:5.1f}"
    return f"F1 {100 * f1:5.1f}  ({shares}  {right}/{given}/{wanted})"


def polnear(name: str, limit: int | None) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    articles = failed = words = 0
    spent = 0.0
    for n, row in enumerate(rows(name)):
        if limit is not None and n >= limit:
            break
        article = annotated(article_of(row["text"], row["id"]))
        articles += 1
        words += len(row["text"].split())
        if n == 0:
            list(quotes.mark(article))  # the rule files are read once a process
        begun = time.process_time()
        try:
            found = list(quotes.mark(article))
        except Exception as error:
            failed += 1
            print(f"  exception on {row['id']}: {error!r}")
            found = []
        spent += time.process_time() - begun
        gold, ours = list(gold_fragments(row)), list(our_fragments(row["text"], found))
        for task, types in TYPES.items():
            g = [f for f in gold if f[0] in types]
            o = [f for f in ours if f[0] in types]
            counts[task, "wanted"] += len(g)
            counts[task, "given"] += len(o)
            counts[task, "right"] += len(matches(g, o, sources=True))
            counts[task, "content"] += len(matches(g, o, sources=False))
    print(f"{name}: {articles} articles, {failed} exceptions")
    for task in TYPES:
        wanted, given = counts[task, "wanted"], counts[task, "given"]
        print(f"  {task:13} end-to-end {figures(counts[task, 'right'], given, wanted)}"
              f"   content {figures(counts[task, 'content'], given, wanted)}")  # fmt: skip
    print(f"  {1000 * spent / max(1, words) * 780:.2f} ms per 780 words (quotes alone)")


# ------------------------------------------------------------------ chains


def bare(name: str) -> str:
    """A name without articles and words that only describe a medium."""
    words = [w.lower() for w in re.findall(r"[\w'’]+", name)]
    kept = [w for w in words if w not in DESCRIPTORS]
    return " ".join(kept or words)


def same_name(ours: str, gold: str, *, anonymous: bool) -> bool:
    if bare(ours) == bare(gold):
        return True
    return anonymous and jaccard(bare(ours).split(), bare(gold).split()) >= 0.5


def gold_article(row: dict[str, Any]) -> Article:
    text = row["text"]
    blocks: list[Block | Credit] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            role = row.get("role", "body")
            blocks.append(Block(span=Span(start, start + len(line)), by="gold", role=role))
        start += len(line) + 1
    blocks += [
        Credit(span=Span(0, 0), by="gold", who=who, role=role)
        for who, role in row.get("credits", ())
    ]
    return annotated(with_marks(article_of(text, row["id"]), blocks))


def judge(row: dict[str, Any]) -> Iterator[tuple[str, dict[str, bool], str]]:
    """For each gold quote: what of it is right, and a line that shows the difference."""
    text = row["text"]
    found = list(quotes.mark(gold_article(row)))
    for gold in row["quotes"]:
        wanted = " ".join(gold["content"]).lower()
        best, share = None, 0.0
        for quote in found:
            ours = " ".join(text[c.start : c.end] for c in quote.content).lower()
            one = max(
                jaccard(WORD.findall(ours), WORD.findall(wanted)),
                *(
                    jaccard(WORD.findall(text[c.start : c.end].lower()), WORD.findall(w.lower()))
                    for c in quote.content
                    for w in gold["content"]
                ),
            )
            if one > share:
                best, share = quote, one
        content = share >= 0.5
        name = best.speaker.name if best and best.speaker else None
        via = [[t.name, t.role] for t in best.via] if best else []
        if name and gold["speaker"]:
            alike = same_name(name, gold["speaker"], anonymous=gold["anonymous"])
        else:
            alike = name is None and gold["speaker"] is None
        speaker = content and alike
        if best and best.speaker and gold["speaker"]:
            speaker = speaker and best.speaker.anonymous == gold["anonymous"]
        flags = [t.inherited for t in best.via] if best else []
        chain = (
            speaker
            and len(via) == len(gold["via"])
            and all(
                bare(a[0]) == bare(b[0]) and a[1] == b[1] and f == (len(b) > 2)
                for a, b, f in zip(via, gold["via"], flags, strict=True)
            )
        )
        channels = [
            bare(v[0]) for v in gold["via"] if v[1] in ("agency", "outlet", "broadcast", "media")
        ]
        taken = bool(name and gold["speaker"] and bare(name) in channels)
        act = bool(content and best and best.act == gold.get("act", "say"))
        repaired = bool(content and best and best.repaired == gold.get("repaired", False))
        got = {
            "content": content, "speaker": speaker, "chain": chain, "taken": taken, "act": act,
            "repaired": repaired, "extra": False,
        }  # fmt: skip
        shown = [text[c.start : c.end] for c in best.content] if best else None
        unnamed = bool(best and best.speaker and best.speaker.anonymous)
        act_given = best.act if best else None
        why = f"speaker={name} anonymous={unnamed} via={via} {flags} act={act_given}"
        yield row["id"], got, f"want {gold}\n      got {shown} {why}"
    if not row["quotes"] and found:
        shown = [text[q.span.start : q.span.end] for q in found]
        got = dict.fromkeys(("content", "speaker", "chain", "act", "repaired", "taken"), False)
        yield row["id"], got | {"extra": True}, f"want nothing, got {shown}"


class Chains(NamedTuple):
    """What the gold chains of one part came to: totals by name, and each form's chains."""

    totals: Counter[str]
    forms: dict[str, list[bool]]
    weak: list[str]

    def share(self, name: str) -> float:
        return self.totals[name] / self.totals["all"]


def chains(part: str) -> Chains:
    """Judges gold/chains/PART.jsonl."""
    path = Path(ROOT) / "gold" / "chains" / f"{part}.jsonl"
    judged = Chains(Counter(), {}, [])
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        for ident, got, why in judge(row):
            judged.totals["all"] += 1
            for key, value in got.items():
                judged.totals[key] += value
            judged.forms.setdefault(row["form"], []).append(got["chain"])
            if not (got["chain"] and got["act"]):
                judged.weak.append(f"  {ident}: {row['text']!r}\n      {why}")
    return judged


def print_chains(part: str, *, show: bool) -> None:
    judged = chains(part)
    print(
        f"chains {part}: {judged.totals['all']} quotes; "
        f"content {100 * judged.share('content'):.1f} %, "
        f"speaker {100 * judged.share('speaker'):.1f} %, "
        f"chain exact {100 * judged.share('chain'):.1f} %, "
        f"act {100 * judged.share('act'):.1f} %, "
        f"repaired flag {100 * judged.share('repaired'):.1f} %, "
        f"channel taken for speaker {judged.totals['taken']}, "
        f"quotes where none is {judged.totals['extra']}"
    )
    if show:
        weak = sorted(f"{f} {sum(v)}/{len(v)}" for f, v in judged.forms.items() if not all(v))
        print("\n".join(judged.weak) + "\n  weak forms: " + ", ".join(weak))


def main(arguments: list[str]) -> int:
    show = "--show" in arguments
    limit = next((int(a) for a in arguments if a.isdigit()), None)
    if "chains" not in arguments:
        for name in ("quotes_polnear_train", "quotes_polnear_dev"):
            if "dev" in arguments and not name.endswith("dev"):
                continue
            if "train" in arguments and not name.endswith("train"):
                continue
            polnear(name, limit if name.endswith("train") else None)
    for part in ("tune", "held"):
        print_chains(part, show=show and part == "tune")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
