"""Makes `rules/en/names.weights`: a linear-chain model of names, trained on wikigold (CC BY 4.0).

Word counts come from wikigold and two more openly licensed sets (WCXB, CC BY 4.0; ECB+, CC BY 3.0).
No sentence of any measuring set is used. Needs numpy and scipy (the bench extra); same input,
same file.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import logsumexp

from bench.sets import ROOT, rows
from secondsource.text import lexicon, tagger, world
from secondsource.text.patterns import rules

OUT = ROOT / "src/secondsource/rules/en/names.weights"
LABELS = tagger.LABELS
INDEX = {label: place for place, label in enumerate(LABELS)}
MIN_COUNT = 2  # a feature seen less often is dropped
LIGHT = 5  # hundredths: a weight nearer to zero is dropped
TURNS = 6  # times each template is filled
PERSON_LINKS = frozenset({"al", "-", "bin", "van", "der", "de"})
UNKNOWN = 3  # every third name of a slot is made up
ENDINGS = {
    "g": ("i", "a", "o", "ie", "ina", "el", "am", ""),
    "s": ("man", "sky", "ov", "ini", "berg", "ez", "wala", "ton", "ik", "u"),
    "city": ("ville", "pur", "abad", "burg", "ara", "o", "istan", "ingen", "ad", "iya"),
}
# Steps through the lists: primes, so that names meet in ever new pairs.
STEPS = {
    "g": 7,
    "s": 11,
    "sg": 19,
    "i": 5,
    "city": 13,
    "state": 7,
    "st": 3,
    "country": 17,
    "org": 29,
    "fac": 101,
    "co": 37,
    "body": 41,
}
Sentence = tuple[list[str], list[str]]


def common_words() -> list[str]:
    """Words nearly always in lower case inside a sentence, most frequent first."""
    low: Counter[str] = Counter()
    high: Counter[str] = Counter()
    texts = [row["text"] for name in ("pages_wcxb_dev", "stories_ecb_dev") for row in rows(name)]
    texts.append("\n".join(" ".join(row["words"]) for row in rows("names_wikigold")))
    for text in texts:
        text = text.replace("’", "'")
        for match in re.finditer(r"[^\W\d_]+(?:'[a-z]+)?", text):
            word, at = match.group(), match.start()
            if word.islower():
                low[word] += 1
            elif at > 1 and text[at - 1] == " " and (text[at - 2].islower() or text[at - 2] == ","):
                high[word.lower()] += 1
    kept = [w for w, n in low.items() if n >= 4 and len(w) > 1 and n > 6 * high[w]]
    return sorted(kept, key=lambda w: (-low[w], w))


def sentences() -> Iterator[Sentence]:
    """wikigold's sentences, and copies of some in other clothes."""
    for place, row in enumerate(rows("names_wikigold")):
        words, tags = row["words"], row["tags"]
        if words:
            yield words, tags
            yield from variants(words, tags, place)


def templates() -> Iterator[Sentence]:
    """Invented sentences, as mails, reviews, forums and news have them, filled from the lists."""
    lines = (ROOT / "bench" / "names_templates.txt").read_text("utf-8").splitlines()
    fill = Fill()
    for turn in range(TURNS):
        for line in lines:
            if turn % 2 == 0 or "{" in line:
                yield fill.sentence(line.split())


class Fill:
    """Takes the next name of a list each time a slot asks for one; no chance in it."""

    def __init__(self) -> None:
        listed = defaultdict(list)
        for name, flag in world.evidence():
            listed[flag].append(name)
        given = [*listed["g"], *listed["h"][::2]]
        towns = rules("world/places.toml")["cities"]
        suffixes = rules("en/names.toml")
        short = (
            "Inc.",
            "Corp.",
            "Corporation",
            "LLC",
            "Ltd.",
            "Energy",
            "Group",
            "Company",
            "Partners",
        )
        self.lists: dict[str, tuple[str, list[str]]] = {
            "g": ("PER", given),
            "s": ("PER", listed["s"]),
            "st": ("LOC", rules("world/places.toml")["postal"]),
            "sg": ("PER", [f"{s} , {g}" for s, g in zip(listed["s"], given * 2, strict=False)]),
            "i": ("PER", [f"{c}." for c in "ABCDEFGHJKLMNPRSTW"] + list("JMT")),
            "city": ("LOC", towns),
            "state": ("LOC", rules("world/places.toml")["states"]),
            "country": (
                "LOC",
                [e["name"] for e in rules("world/countries.toml")["countries"].values()],
            ),
            "org": ("ORG", [*listed["o"], *listed["a"]]),
            "fac": (
                "LOC",
                [f"{s} {w.title()}" for s in listed["s"][:700:3] for w in suffixes["place"][::9]],
            ),
            "co": ("ORG", [f"{s} {w}" for s in listed["s"][5::7] for w in short]),
            "body": (
                "ORG",
                [f"{t} {w.title()}" for t in towns[::11] for w in suffixes["organisation"][::5]],
            ),
        }
        self.at = dict.fromkeys(self.lists, 0)

    def take(self, slot: str) -> tuple[str, list[str]]:
        kind, names = self.lists[slot]
        self.at[slot] += STEPS[slot]
        place = self.at[slot]
        name = names[place % len(names)]
        if slot in ENDINGS and place // STEPS[slot] % UNKNOWN == 0 and " " not in name:
            ends = ENDINGS[slot]
            name = name[: 3 + place % 2] + ends[place % len(ends)]  # a name no list holds
        return kind, name.split()

    def sentence(self, pattern: list[str]) -> Sentence:
        words: list[str] = []
        tags: list[str] = []
        for place, piece in enumerate(pattern):
            slot = piece.strip("{}")
            if not piece.startswith("{") or slot not in self.lists:
                inside = piece in PERSON_LINKS and place and tags[-1].endswith("PER")
                words.append(piece)
                tags.append("I-PER" if inside else "O")
                continue
            kind, names = self.take(slot)
            follows = (
                kind == "PER" and slot in ("s", "i") and bool(tags) and tags[-1].endswith("PER")
            )
            words += names
            tags += [f"I-{kind}" if n or follows else f"B-{kind}" for n in range(len(names))]
        return words, tags


def variants(words: list[str], tags: list[str], place: int) -> Iterator[Sentence]:
    """Copies with hyphens split off, in capitals, without the first word's context."""
    if any("-" in word[1:-1] for word in words):
        yield split_hyphens(words, tags)
    if place % 12 == 0:
        yield [word.upper() for word in words], tags


def split_hyphens(words: list[str], tags: list[str]) -> Sentence:
    new_words: list[str] = []
    new_tags: list[str] = []
    for word, tag in zip(words, tags, strict=True):
        pieces = [p for p in re.split(r"(-)", word) if p] if len(word) > 1 else [word]
        new_words += pieces
        new_tags += [tag, *["I" + tag[1:] if tag != "O" else "O"] * (len(pieces) - 1)]
    return new_words, new_tags


def labelled(words: list[str], tags: list[str]) -> tuple[list[lexicon.Token], list[str]]:
    """Our own tokens of the joined words, each with the tag of the word it begins in."""
    text = " ".join(words)
    starts: dict[int, str] = {}
    spans = []
    at = 0
    for word, tag in zip(words, tags, strict=True):
        spans.append((at, at + len(word), tag))
        starts[at] = tag
        at += len(word) + 1
    found = lexicon.tokens(text, 0, len(text))
    labels = []
    place = 0
    for token in found:
        while spans[place][1] <= token.start:
            place += 1
        tag = spans[place][2]
        if tag[0] == "B" and token.start != spans[place][0]:
            tag = "I" + tag[1:]
        labels.append(tag)
    return found, labels


def examples(data: Iterator[Sentence]) -> Iterator[tuple[list[list[str]], list[int]]]:
    """Chains: the features of each token, and its label."""
    for words, tags in data:
        sequence, labels = labelled(words, tags)
        gaz = lexicon.gazetteer(sequence)
        ready = tagger.words_of(sequence, gaz)
        for first, last in tagger.chains(sequence, gaz):
            legal = []
            before = "O"
            for label in labels[first:last]:
                if label[0] == "I" and before[2:] != label[2:]:
                    label = "B" + label[1:]
                legal.append(INDEX[label])
                before = label
            yield [tagger.features(ready, at, first, last) for at in range(first, last)], legal


def train(
    chains: list[tuple[list[list[str]], list[int]]], strength: float
) -> tuple[Any, Any, list[str]]:
    """Weights that make the labels likeliest, with a quadratic penalty; L-BFGS."""
    counts = Counter(name for feats, _ in chains for row in feats for name in set(row))
    names = sorted(name for name, n in counts.items() if n >= MIN_COUNT)
    index = {name: place for place, name in enumerate(names)}
    by_size: dict[int, list[int]] = defaultdict(list)
    for place, (feats, _) in enumerate(chains):
        by_size[len(feats)].append(place)
    order = [place for size in sorted(by_size) for place in by_size[size]]
    indices: list[int] = []
    indptr = [0]
    gold: list[int] = []
    for place in order:
        feats, labels = chains[place]
        for row, label in zip(feats, labels, strict=True):
            indices += sorted({index[name] for name in row if name in index})
            indptr.append(len(indices))
            gold.append(label)
    matrix = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(gold), len(names)))
    transposed = matrix.T.tocsr()
    k = len(LABELS)
    target = np.array(gold)
    mask = np.array(
        [[0.0 if tagger._may_follow(a, b) else -1e4 for b in range(k)] for a in range(k)]
    )
    onehot = np.zeros((len(gold), k))
    onehot[np.arange(len(gold)), target] = 1
    blocks = []
    at = 0
    for size in sorted(by_size):
        count = len(by_size[size])
        blocks.append((at, size, count))
        at += size * count
    observed = np.zeros((k, k))
    for start, size, count in blocks:
        grid = target[start : start + size * count].reshape(count, size)
        np.add.at(observed, (np.zeros(count, int), grid[:, 0]), 1)
        for step in range(1, size):
            np.add.at(observed, (grid[:, step - 1], grid[:, step]), 1)
    empirical = transposed @ onehot
    scale = 0.5 * strength

    def loss(flat: Any) -> tuple[float, Any]:
        weight = flat[: len(names) * k].reshape(len(names), k)
        moves = flat[len(names) * k :].reshape(k, k)
        steps = moves + mask
        scores = matrix @ weight
        value = -float((scores * onehot).sum()) - float((observed * moves).sum())
        expected = np.zeros_like(scores)
        expected_moves = np.zeros((k, k))
        for start, size, count in blocks:
            part = scores[start : start + size * count].reshape(count, size, k)
            alpha = np.empty_like(part)
            beta = np.zeros_like(part)
            alpha[:, 0] = part[:, 0] + steps[0]
            for step in range(1, size):
                alpha[:, step] = part[:, step] + logsumexp(
                    alpha[:, step - 1][:, :, None] + steps, axis=1
                )
            for step in range(size - 2, -1, -1):
                beta[:, step] = logsumexp(
                    steps[None] + (part[:, step + 1] + beta[:, step + 1])[:, None, :], axis=2
                )
            total = logsumexp(alpha[:, -1], axis=1)
            value += float(total.sum())
            mass = np.exp(alpha + beta - total[:, None, None])
            expected[start : start + size * count] = mass.reshape(-1, k)
            expected_moves[0] += mass[:, 0].sum(0)
            for step in range(1, size):
                pair = (
                    alpha[:, step - 1][:, :, None]
                    + steps
                    + (part[:, step] + beta[:, step])[:, None, :]
                    - total[:, None, None]
                )
                expected_moves += np.exp(pair).sum(0)
        gradient = transposed @ expected - empirical + 2 * scale * weight
        gradient_moves = expected_moves - observed + 2 * scale * moves
        value += scale * float((weight**2).sum() + (moves**2).sum())
        return value, np.concatenate([gradient.ravel(), gradient_moves.ravel()])

    result = minimize(
        loss, np.zeros(len(names) * k + k * k), jac=True, method="L-BFGS-B", options={"maxiter": 90}
    )
    weight = result.x[: len(names) * k].reshape(len(names), k)
    return weight, result.x[len(names) * k :].reshape(k, k), names


def pack(weight: Any, moves: Any, names: list[str], common: list[str]) -> lexicon.Weights:
    kept: dict[str, tuple[int, ...]] = {}
    for name, row in zip(names, np.rint(weight * 100).astype(int).tolist(), strict=True):
        heavy = tuple(value if abs(value) >= LIGHT else 0 for value in row)
        if any(heavy):
            kept[name] = heavy
    return lexicon.Weights(kept, np.rint(moves * 100).astype(int).tolist(), common)


def write(packed: lexicon.Weights, path: Path) -> None:
    path.write_bytes(zlib.compress(msgspec.msgpack.encode(packed), 9))
    lexicon.weights.cache_clear()
    for cached in (
        tagger._start,
        lexicon._common,
        tagger._spread,
        tagger._table,
        lexicon.flags_of,
        tagger._own,
        tagger._near,
    ):
        cached.cache_clear()


def main(arguments: list[str]) -> int:
    strength = float(arguments[0]) if arguments else 1.0
    common = common_words()
    write(lexicon.Weights({}, [[0] * len(LABELS)] * len(LABELS), common), OUT)
    chains = list(examples(chain(sentences(), templates())))
    weight, moves, names = train(chains, strength)
    packed = pack(weight, moves, names, common)
    write(packed, OUT)
    print(f"{len(chains)} chains, {len(packed.features)} features, {OUT.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
