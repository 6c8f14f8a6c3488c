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
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain, pairwise
from typing import Any

from msgspec import Struct

from secondsource.errors import RuleError
from secondsource.model import Span

DIGIT = "0"  # the first word of whatever begins with a digit
GLUED = "0+"  # a number that goes on without a space: "1,000", "10:30"
MAX_BEFORE = 48  # code points before a match that `prev` and `not_prev` may look at
SPACE = r"(?:[ \t\u00a0\u2009\u202f]{1,3}\n?|\n)"  # a line may break inside an expression, not a paragraph
CONTEXT = ("prev", "not_prev", "next", "not_next")
KEYS = frozenset({"name", "pattern", "yes", "no", *CONTEXT})

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:st|nd|rd|th|s)?")
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
    """Rules ready to be matched; `words` are their word classes, lower-cased.

    begins: by first word, the rules that may begin with it; trials: what to try for two words, filled as
    texts are read (at most one entry for each pair of known words).
    """

    rules: tuple[Rule, ...]
    words: dict[str, dict[str, str]]
    compiled: tuple[_Compiled, ...]
    begins: dict[str, tuple[int, ...]]
    seconds: frozenset[str]
    trials: dict[tuple[str, str], tuple[int, ...]]


class _Compiled(Struct, frozen=True):
    regex: re.Pattern[str]
    labels: tuple[tuple[str, str, str], ...]  # group, label, class
    opening: _Opening
    prev: re.Pattern[str] | None
    not_prev: re.Pattern[str] | None
    next: re.Pattern[str] | None
    not_next: re.Pattern[str] | None


class _Opening(Struct, frozen=True):
    """How a piece of a pattern may begin. The bool of a pair: whether the first word is a number.

    second: words that may follow the first one; alone: whether the piece may be one word and no more.
    """

    first: frozenset[str] = frozenset()
    second: frozenset[tuple[bool, str]] = frozenset()
    alone: frozenset[bool] = frozenset()
    empty: bool = True

    def then(self, other: _Opening) -> _Opening:
        first, second, alone = self.first, self.second, frozenset[bool]()
        second |= {(number, word) for number in self.alone for word in other.first}
        if self.empty:
            first, second, alone = first | other.first, second | other.second, other.alone
        if other.empty:
            alone |= self.alone
        return _Opening(first, second, alone, self.empty and other.empty)

    def either(self, other: _Opening) -> _Opening:
        return _Opening(
            self.first | other.first,
            self.second | other.second,
            self.alone | other.alone,
            self.empty or other.empty,
        )


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


def _compiled(entry: Rule, parser: _Parser) -> _Compiled:
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
    for token, following in pairwise(chain(_TOKEN.finditer(text), (None,))):
        if token is None:
            return
        word = token.group().lower()
        first = DIGIT if word[0].isdigit() else word
        if first not in begins:
            continue
        start = token.start()
        if start < free:
            continue
        second = following.group().lower() if following else ""
        if following and second[0].isdigit():
            between = text[token.end() : following.start()]
            second = DIGIT if len(between) > 1 or between.isspace() else GLUED
        best: tuple[int, int] | None = None
        for number in _trials(grammar, first, second):
            if wanted is not None and not wanted(grammar.rules[number]):
                continue
            end = _end(compiled[number], text, start)
            if end is not None and (best is None or end > best[0]):
                best = (end, number)
        if best is None:
            continue
        free = best[0]
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
        self.classes: dict[str, tuple[str, _Opening]] = {}
        self.labels: list[tuple[str, str, str]] = []

    def compile(self, pattern: str) -> tuple[str, tuple[tuple[str, str, str], ...], _Opening]:
        self.labels = []
        pieces = _pieces(pattern)
        source, opening = self._alternatives(pieces, named=True)
        if pieces:
            raise ValueError(f"cannot read {pieces[0].string[pieces[0].start() :]!r}")
        if opening.empty:
            raise ValueError(f"{pattern!r} may match nothing")
        return source + r"(?!\w)", tuple(self.labels), opening

    def _alternatives(self, pieces: list[re.Match[str]], *, named: bool) -> tuple[str, _Opening]:
        source, opening = self._sequence(pieces, named=named)
        sources = [source]
        while pieces and pieces[0][3] == "|":
            pieces.pop(0)
            source, other = self._sequence(pieces, named=named)
            sources.append(source)
            opening = opening.either(other)
        return sources[0] if len(sources) == 1 else f"(?:{'|'.join(sources)})", opening

    def _sequence(self, pieces: list[re.Match[str]], *, named: bool) -> tuple[str, _Opening]:
        source, opening = "", _Opening()
        while pieces and pieces[0][3] not in ("|", ")"):
            part, begins = self._part(pieces, named=named)
            if pieces and pieces[0][3] == "?":
                pieces.pop(0)
                part, begins = f"(?:{part})?", begins.either(_Opening())
            source += part
            opening = opening.then(begins)
        return source, opening

    def _part(self, pieces: list[re.Match[str]], *, named: bool) -> tuple[str, _Opening]:
        label, kind, sign, space, literal = pieces.pop(0).groups()
        if sign == "(":
            inside = self._alternatives(pieces, named=named)
            if not pieces or pieces.pop(0)[3] != ")":
                raise ValueError("a bracket is not closed")
            return inside
        if sign:
            raise ValueError(f"{sign!r} stands where a word should")
        if space:
            return SPACE, _Opening()
        if literal:
            return re.escape(literal), _of_words(literal)
        source, opening = self._class(kind)
        if not named:
            return source, opening
        group = f"g{len(self.labels)}"
        self.labels.append((group, label or kind, kind))
        return f"(?P<{group}>{source})", opening

    def _class(self, kind: str) -> tuple[str, _Opening]:
        if kind not in self.classes:
            if kind in self.words:
                table = sorted(self.words[kind], key=lambda word: (-len(word), word))
                openings = [_of_words(word) for word in table]
                found = f"(?:{'|'.join(map(_word, table))})(?!\\w)", _any_of(openings)
            elif kind in self.shapes:
                found = f"(?:{self.shapes[kind]})", _of_shape(self.shapes[kind])
            elif kind in self.phrases:
                source, opening = self._alternatives(_pieces(self.phrases[kind]), named=False)
                found = f"(?:{source})", opening
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


def _of_words(words: str) -> _Opening:
    tokens = [DIGIT if token[0].isdigit() else token.lower() for token in _TOKEN.findall(words)]
    number = tokens[:1] == [DIGIT]
    return _Opening(
        frozenset(tokens[:1]),
        frozenset((number, token) for token in tokens[1:2]),
        frozenset({number} if len(tokens) == 1 else ()),
        not tokens,
    )


def _any_of(openings: list[_Opening]) -> _Opening:
    return _Opening(
        frozenset[str]().union(*(opening.first for opening in openings)),
        frozenset[tuple[bool, str]]().union(*(opening.second for opening in openings)),
        frozenset[bool]().union(*(opening.alone for opening in openings)),
        any(opening.empty for opening in openings),
    )


def _of_shape(source: str) -> _Opening:
    """A shape begins with a digit; one with marks inside may go on with another number, or an "s"."""
    if r"\d" not in source:
        return _Opening()  # a dash
    plain = re.sub(r"\[[^\]]*\]|\(\?:|\{[^}]*\}", "", source)
    goes_on = {(True, GLUED), (True, "s")} if re.search(r"[-:.,/’]", plain) else ()
    return _Opening(frozenset({DIGIT}), frozenset(goes_on), frozenset({True}), False)
