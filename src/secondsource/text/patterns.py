"""Rule files → matches; the only rule engine.

A rule file holds words (`[words.month]`: word → what it stands for), shapes (`[shapes]`: regular
expressions that begin with a digit), phrases (`[phrases]`: patterns with a name) and rules
(`[[rule]]`). A text is read once, and only the rules that may begin at two words are tried there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from secondsource.errors import RuleError
from secondsource.model import Span
from secondsource.text.pieces import DIGIT, GLUED, TOKEN, Opening, Parser

MAX_BEFORE = 48  # code points before a match that `prev` and `not_prev` may look at
MAX_NUMBERS = 60  # numbers in a row, no word and no match among them: the rest are a table's
CONTEXT = ("prev", "not_prev", "next", "not_next")
KEYS = frozenset({"name", "pattern", "yes", "no", *CONTEXT})


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


class Rule(Struct, frozen=True, gc=False):
    """One entry of a rule file. `fields` are the keys the caller asked for: expr, type …

    yes: text with [the match] in brackets → answer; no: texts in which this rule must find nothing.
    """

    name: str
    pattern: str
    file: str
    fields: dict[str, Any]
    yes: dict[str, str]
    no: tuple[str, ...]


class Match(Struct, frozen=True, gc=False):
    """Where a rule holds, and the words its labels stand on: label → (class, words)."""

    start: int
    end: int
    rule: Rule
    words: dict[str, tuple[str, str]]


class Grammar(Struct, frozen=True, gc=False):
    """Rules ready to be matched; `words` are their word classes, lower-cased.

    begins: by first word, the rules that may begin with it; trials: what to try for two words,
    filled as texts are read (at most one entry for each pair of known words).
    """

    rules: tuple[Rule, ...]
    words: dict[str, dict[str, str]]
    compiled: tuple[_Compiled, ...]
    begins: dict[str, tuple[int, ...]]
    seconds: frozenset[str]
    trials: dict[tuple[str, str], tuple[int, ...]]


class _Compiled(Struct, frozen=True, gc=False):
    regex: re.Pattern[str]
    labels: tuple[tuple[str, str, str], ...]  # group, label, class
    opening: Opening
    prev: re.Pattern[str] | None
    not_prev: re.Pattern[str] | None
    next: re.Pattern[str] | None
    not_next: re.Pattern[str] | None


def grammar(paths: tuple[str, ...], *, keys: frozenset[str]) -> Grammar:
    """The grammar of some rule files read as one; a key that is not in `keys` is an error."""
    return build({path: rules(path) for path in paths}, keys=keys)


def build(contents: Mapping[str, dict[str, Any]], *, keys: frozenset[str]) -> Grammar:
    """A grammar from the contents of rule files, by path. Words of one class add up."""
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
    parser = Parser(words, shapes, phrases)
    compiled = [_compiled(entry, parser) for entry in entries]
    begins: dict[str, list[int]] = {}
    for number, rule in enumerate(compiled):
        for word in sorted(rule.opening.first):
            begins.setdefault(word, []).append(number)
    lowered = {
        name: {word.lower(): value for word, value in table.items()}
        for name, table in words.items()
    }
    seconds = frozenset(word for rule in compiled for _, word in rule.opening.second)
    return Grammar(
        tuple(entries),
        lowered,
        tuple(compiled),
        {word: tuple(numbers) for word, numbers in begins.items()},
        seconds,
        {},
    )


def _compiled(entry: Rule, parser: Parser) -> _Compiled:
    try:
        source, labels, opening = parser.compile(entry.pattern)
        context = (_context(entry.fields.get(key), key) for key in CONTEXT)
        return _Compiled(re.compile(source, re.IGNORECASE), labels, opening, *context)
    except (re.error, ValueError) as error:
        raise RuleError(f"rule {entry.name!r}: {error}", origin=entry.file) from error


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


def find(
    grammar: Grammar, text: str, wanted: Callable[[Rule], bool] | None = None
) -> Iterator[Match]:
    """Matches in text order, leftmost-longest and disjoint; ties go to the rule written first.

    wanted: which rules count here; all of them without it.
    """
    begins, compiled = grammar.begins, grammar.compiled
    free = 0
    fruitless = 0
    for token in TOKEN.finditer(text):
        first = token[0].lower()
        if first not in begins or first == DIGIT:
            if not first[0].isdigit():
                fruitless = 0
                continue
            first = DIGIT
            fruitless += 1
            if fruitless > MAX_NUMBERS or DIGIT not in begins:
                continue
        start, end = token.span()
        if start < free:
            continue
        following = TOKEN.search(text, end)
        second = following[0].lower() if following else ""
        if following and second[0].isdigit():
            between = text[end : following.start()]
            second = DIGIT if len(between) > 1 or between.isspace() else GLUED
        best: tuple[int, int] | None = None
        for number in _trials(grammar, first, second):
            if wanted is not None and not wanted(grammar.rules[number]):
                continue
            stop = _end(compiled[number], text, start)
            if stop is not None and (best is None or stop > best[0]):
                best = (stop, number)
        if best is None:
            continue
        free = best[0]
        fruitless = 0
        found = compiled[best[1]].regex.match(text, start)
        if found is not None:
            yield Match(start, free, grammar.rules[best[1]], _labelled(compiled[best[1]], found))


def _trials(grammar: Grammar, first: str, second: str) -> tuple[int, ...]:
    """The rules to try where two words stand, remembered: words no rule knows share one entry."""
    if second not in grammar.seconds and second != GLUED:
        second = ""
    known = grammar.trials.get((first, second))
    if known is None:
        number = first == DIGIT
        seconds = {(number, second), (number, DIGIT if second == GLUED else second)}
        openings = [(at, grammar.compiled[at].opening) for at in grammar.begins[first]]
        known = tuple(
            at for at, opening in openings if number in opening.alone or seconds & opening.second
        )
        grammar.trials[first, second] = known
    return known


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


def bracketed(example: str) -> tuple[str, Span]:
    """An example without its brackets, and the span they held: "on [Monday]" → "on Monday", 3–9."""
    start, end = example.index("["), example.index("]")
    return example[:start] + example[start + 1 : end] + example[end + 1 :], Span(start, end - 1)


def _labelled(rule: _Compiled, found: re.Match[str]) -> dict[str, tuple[str, str]]:
    words: dict[str, tuple[str, str]] = {}
    for group, label, kind in rule.labels:
        if found[group] is not None:
            words[label] = (kind, found[group])
    return words
