"""Rule files → matches; the only rule engine.

A rule file holds words (`[words.month]`: word → what it stands for), shapes (`[shapes]`: regular
expressions that begin with a digit), phrases (`[phrases]`: patterns with a name) and rules
(`[[rule]]`). A pattern is words, spaces, `(a|b)`, `(a)?`, `{class}` and `{label=class}`; it is plain
enough that the first words of a rule are known, so a text is read once and only rules that may begin
at a word are tried there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from secondsource.errors import RuleError

DIGIT = "0"  # the first word of whatever begins with a digit
MAX_BEFORE = 48  # code points before a match that `prev` and `not_prev` may look at
SPACE = r"(?:[ \t\u00a0\u2009\u202f]{1,3}\n?|\n)"  # a line may break inside an expression, not a paragraph
KEYS = frozenset({"name", "pattern", "prev", "not_prev", "next", "not_next", "yes", "no"})

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_PIECE = re.compile(r"\{(?:(\w+)=)?(\w+)\}|([(|)?])|( )|([^{}(|)? ]+)")


@cache
def rules(path: str) -> dict[str, Any]:
    """The contents of a shipped rule file, by its path below `rules/`: "en/times.toml"."""
    file = files("secondsource").joinpath("rules", path)
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise RuleError("no such rule file", origin=path) from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"not TOML: {error}", origin=path) from error


class Rule(Struct, frozen=True):
    """One entry of a rule file. `fields` are the keys the caller asked for: expr, type …

    yes: text with [the match] in brackets → answer; no: texts in which this rule must find nothing.
    """

    name: str
    pattern: str
    file: str
    fields: dict[str, Any]
    yes: dict[str, str]
    no: tuple[str, ...]


class Match(Struct, frozen=True):
    """Where a rule holds, and the words its labels stand on: label → (class, words)."""

    start: int
    end: int
    rule: Rule
    words: dict[str, tuple[str, str]]


class Grammar(Struct, frozen=True):
    """Rules ready to be matched; `words` are their word classes, lower-cased."""

    rules: tuple[Rule, ...]
    words: dict[str, dict[str, str]]
    compiled: tuple[_Compiled, ...]
    by_first: dict[str, tuple[re.Pattern[str], tuple[int, ...]]]


class _Compiled(Struct, frozen=True):
    regex: re.Pattern[str]
    labels: tuple[tuple[str, str, str], ...]  # group, label, class
    prev: re.Pattern[str] | None
    not_prev: re.Pattern[str] | None
    next: re.Pattern[str] | None
    not_next: re.Pattern[str] | None


def grammar(paths: tuple[str, ...], *, keys: frozenset[str]) -> Grammar:
    """The grammar of some rule files read as one; a key outside `keys` and the common ones is an error."""
    return build({path: rules(path) for path in paths}, keys=keys)


def build(contents: Mapping[str, dict[str, Any]], *, keys: frozenset[str]) -> Grammar:
    """A grammar from the contents of rule files, by path. Words of one class in several files add up."""
    words: dict[str, dict[str, str]] = {}
    shapes: dict[str, str] = {}
    phrases: dict[str, str] = {}
    entries: list[Rule] = []
    for path, content in contents.items():
        for name, table in content.get("words", {}).items():
            words.setdefault(name, {}).update(table)
        shapes.update(content.get("shapes", {}))
        phrases.update(content.get("phrases", {}))
        entries += [_entry(path, raw, keys) for raw in content.get("rule", [])]
    names = [entry.name for entry in entries]
    for name in names:
        if names.count(name) > 1:
            raise RuleError(f"two rules are named {name!r}", origin=", ".join(contents))
    parser = _Parser(words, shapes, phrases)
    firsts: dict[str, list[int]] = {}
    compiled = []
    for number, entry in enumerate(entries):
        try:
            source, labels, first = parser.compile(entry.pattern)
            context = {
                key: _context(entry.fields.get(key), key)
                for key in sorted(KEYS)
                if "_" in key or key in ("prev", "next")
            }
            compiled.append(
                _Compiled(
                    re.compile(source, re.IGNORECASE),
                    labels,
                    context["prev"],
                    context["not_prev"],
                    context["next"],
                    context["not_next"],
                )
            )
        except (re.error, ValueError) as error:
            raise RuleError(f"rule {entry.name!r}: {error}", origin=entry.file) from error
        for word in first:
            firsts.setdefault(word, []).append(number)
    by_first = {
        word: (
            re.compile(
                "|".join(_bare(compiled[number].regex.pattern) for number in numbers), re.IGNORECASE
            ),
            tuple(numbers),
        )
        for word, numbers in sorted(firsts.items())
    }
    lowered = {
        name: {word.lower(): value for word, value in table.items()}
        for name, table in words.items()
    }
    return Grammar(tuple(entries), lowered, tuple(compiled), by_first)


def _entry(path: str, raw: dict[str, Any], keys: frozenset[str]) -> Rule:
    name = str(raw.get("name", "?"))
    unknown = sorted(set(raw) - KEYS - keys)
    if unknown:
        raise RuleError(f"rule {name!r}: unknown key {unknown[0]!r}", origin=path)
    if not raw.get("name") or not raw.get("pattern"):
        raise RuleError(f"rule {name!r}: a rule needs a name and a pattern", origin=path)
    fields = {
        key: field for key, field in raw.items() if key not in ("name", "pattern", "yes", "no")
    }
    return Rule(
        name, raw["pattern"], path, fields, dict(raw.get("yes", {})), tuple(raw.get("no", ()))
    )


def _context(source: str | None, key: str) -> re.Pattern[str] | None:
    if source is None:
        return None
    flags = re.IGNORECASE if "(?i)" in source else re.NOFLAG
    source = source.replace("(?i)", "")
    return re.compile(rf"(?:{source})\Z" if key.endswith("prev") else source, flags)


def _bare(source: str) -> str:
    """The expression without its group names, so that many fit into one."""
    return re.sub(r"\(\?P<\w+>", "(?:", source)


def find(grammar: Grammar, text: str) -> Iterator[Match]:
    """Matches in text order, leftmost-longest and disjoint; ties go to the rule written first."""
    by_first, compiled = grammar.by_first, grammar.compiled
    free = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < free:
            continue
        word = token.group()
        known = by_first.get(DIGIT if word[0].isdigit() else word.lower())
        if known is None or known[0].match(text, start) is None:
            continue
        best: tuple[int, int] | None = None
        for number in known[1]:
            end = _end(compiled[number], text, start)
            if end is not None and (best is None or end > best[0]):
                best = (end, number)
        if best is None:
            continue
        free = best[0]
        found = compiled[best[1]].regex.match(text, start)
        if found is not None:
            yield Match(start, free, grammar.rules[best[1]], _labelled(compiled[best[1]], found))


def _end(rule: _Compiled, text: str, start: int) -> int | None:
    found = rule.regex.match(text, start)
    if found is None:
        return None
    end = found.end()
    before = text[max(0, start - MAX_BEFORE) : start] if rule.prev or rule.not_prev else ""
    if rule.prev is not None and rule.prev.search(before) is None:
        return None
    if rule.not_prev is not None and rule.not_prev.search(before) is not None:
        return None
    if rule.next is not None and rule.next.match(text, end) is None:
        return None
    if rule.not_next is not None and rule.not_next.match(text, end) is not None:
        return None
    return end


def _labelled(rule: _Compiled, found: re.Match[str]) -> dict[str, tuple[str, str]]:
    words: dict[str, tuple[str, str]] = {}
    for group, label, kind in rule.labels:
        if found[group] is not None:
            words[label] = (kind, found[group])
    return words


# ------------------------------------------------------------------ patterns to expressions


class _Parser:
    """Turns patterns into regular expressions and the words they may begin with."""

    def __init__(
        self,
        words: Mapping[str, Mapping[str, str]],
        shapes: Mapping[str, str],
        phrases: Mapping[str, str],
    ) -> None:
        self.words, self.shapes, self.phrases = words, shapes, phrases
        self.classes: dict[str, tuple[str, frozenset[str]]] = {}
        self.labels: list[tuple[str, str, str]] = []

    def compile(self, pattern: str) -> tuple[str, tuple[tuple[str, str, str], ...], frozenset[str]]:
        self.labels = []
        source, first, empty = self._alternatives(_pieces(pattern), named=True)
        if empty:
            raise ValueError(f"{pattern!r} may match nothing")
        return source + r"(?!\w)", tuple(self.labels), first

    def _alternatives(
        self, pieces: list[re.Match[str]], *, named: bool
    ) -> tuple[str, frozenset[str], bool]:
        sources, first, empty = [], frozenset[str](), False
        while True:
            source, begins, nothing = self._sequence(pieces, named=named)
            sources.append(source)
            first |= begins
            empty = empty or nothing
            if not pieces or pieces[0][3] != "|":
                return (
                    "|".join(sources) if len(sources) == 1 else f"(?:{'|'.join(sources)})",
                    first,
                    empty,
                )
            pieces.pop(0)

    def _sequence(
        self, pieces: list[re.Match[str]], *, named: bool
    ) -> tuple[str, frozenset[str], bool]:
        source, first, empty = "", frozenset[str](), True
        while pieces and pieces[0][3] not in ("|", ")"):
            part, begins, nothing = self._part(pieces, named=named)
            if pieces and pieces[0][3] == "?":
                pieces.pop(0)
                part, nothing = f"(?:{part})?", True
            source += part
            if empty:
                first |= begins
            empty = empty and nothing
        return source, first, empty

    def _part(
        self, pieces: list[re.Match[str]], *, named: bool
    ) -> tuple[str, frozenset[str], bool]:
        piece = pieces.pop(0)
        label, kind, sign, space, literal = piece.groups()
        if sign == "(":
            inside = self._alternatives(pieces, named=named)
            if not pieces or pieces.pop(0)[3] != ")":
                raise ValueError("a bracket is not closed")
            return inside
        if sign:
            raise ValueError(f"{sign!r} stands where a word should")
        if space:
            return SPACE, frozenset(), False
        if literal:
            word = _TOKEN.match(literal)
            return re.escape(literal), frozenset({word.group().lower()} if word else ()), not word
        source, first = self._class(kind)
        if not named:
            return source, first, False
        group = f"g{len(self.labels)}"
        self.labels.append((group, label or kind, kind))
        return f"(?P<{group}>{source})", first, False

    def _class(self, kind: str) -> tuple[str, frozenset[str]]:
        if kind not in self.classes:
            if kind in self.words:
                table = self.words[kind]
                source = "|".join(_word(word) for word in sorted(table, key=lambda w: (-len(w), w)))
                found = f"(?:{source})(?!\\w)", frozenset(_first(word) for word in table)
            elif kind in self.shapes:
                found = f"(?:{self.shapes[kind]})", frozenset({DIGIT})
            elif kind in self.phrases:
                source, first, _ = self._alternatives(_pieces(self.phrases[kind]), named=False)
                found = f"(?:{source})", first
            else:
                raise ValueError(f"no class {kind!r}")
            self.classes[kind] = found
        return self.classes[kind]


def _pieces(pattern: str) -> list[re.Match[str]]:
    pieces, at = [], 0
    for piece in _PIECE.finditer(pattern):
        if piece.start() != at:
            raise ValueError(f"cannot read {pattern[at : piece.start()]!r}")
        pieces.append(piece)
        at = piece.end()
    if at != len(pattern):
        raise ValueError(f"cannot read {pattern[at:]!r}")
    return pieces


def _word(word: str) -> str:
    """A word as an expression: with a capital ("May") it is matched as written or all in capitals."""
    if word.lower() == word:
        return SPACE.join(re.escape(part) for part in word.split(" "))
    forms = sorted({word, word.upper()})
    return f"(?-i:{'|'.join(SPACE.join(re.escape(p) for p in form.split(' ')) for form in forms)})"


def _first(word: str) -> str:
    found = _TOKEN.match(word)
    if found is None:
        raise ValueError(f"{word!r} does not begin with a letter or digit")
    return DIGIT if found.group()[0].isdigit() else found.group().lower()
