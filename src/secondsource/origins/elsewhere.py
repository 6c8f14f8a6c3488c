"""What an article tells elsewhere of one who speaks in it: his house, his post, his full name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, takewhile

from secondsource.model import Article, Name, Quote, Speaker, marks
from secondsource.origins.houses import BELONGING, body_key_of, plain, word_list
from secondsource.text import world
from secondsource.text.nouns import lists
from secondsource.text.patterns import rules
from secondsource.text.recounting import tells_of_himself
from secondsource.text.testimony import testifies
from secondsource.text.words import WORD, fold

DEFINITE = ("her", "his", "its", "the", "their")
MAX_BACK = 60  # marks looked at around a quote
MAX_NAMED = 12  # mentions of a person looked at for what he is
MAX_OPENING = 5  # words in which what a spokesman says names his house
MAX_FORCE = 1500  # code points before "the force" in which the police is named
LEAST_POST = 2  # words of an office one of several holds: "lead investigator"
MAX_OURS = 30  # code points before a name in which it is told whose reporter he is
MAX_POST = 6  # words of an apposition
_APPOSED = re.compile(r", (?:(?:aged )?\d{1,3}|an?|one)\b| \(\d{1,3}\)")
_OF = re.compile(r",? (?:of|from|at|with) (?:the |an? )?[A-Z]")
_STUDIES = re.compile(r", who (?:has )?(?:follow|research|specialis|specializ|stud|teach)")
_UNTIL = re.compile(r"[,.;:!?\n]")
MAX_BESIDE = 120  # code points from a speaker to the body an apposition names


def beside(speaker: Speaker, article: Article) -> str:
    """The body an apposition names: "Ruth Ames, who led it at the institute", "staff at it"."""
    if speaker.span is None:
        return ""
    first = speaker.span.end
    at = bisect_left(article.marks, first + 1, key=lambda m: m.span.start)
    near = article.marks[at : at + MAX_BACK]
    name = next((n for n in near if isinstance(n, Name) and n.type == "organisation"), None)
    if name is None or name.span.start >= first + MAX_BESIDE:
        return _belonging(article.text[first : first + MAX_BESIDE])
    between = article.text[first : name.span.start]
    said = [w for w in WORD.findall(fold(between)) if w != "the"]
    if not said or said[-1] not in BELONGING or set(between) & set('.;:!?\n“”"'):
        return ""
    opens = between.startswith(",") and (
        said[0] in ("a", "an", "who", "one") or said[0] in word_list("posts")
    )
    return name.key if opens or len(said) == 1 else ""


def _belonging(text: str) -> str:
    """The body a name is followed by: "Ivo Tarn of the Devla mountain rescue service"."""
    words = WORD.findall(_UNTIL.split(text, 1)[0])[: MAX_OPENING + 2]
    if not text.startswith(" ") or not words or words[0] not in BELONGING:
        return ""
    phrase = [w for w in words[1:] if fold(w) not in word_list("determiners")]
    ends = [n for n, w in enumerate(phrase) if fold(w) in word_list("bodies")]
    if not ends or words[1:2] == ["a"]:
        return ""
    named = list(takewhile(lambda w: w[:1].isupper(), phrase[ends[-1] + 1 :]))
    if ends[-1] == 0 and named and phrase[0].islower():
        return "organisation:" + plain(" ".join(named))  # "of the alliance Clear Spring"
    said = phrase[: ends[-1] + 1]
    return body_key_of(" ".join(said), "", [fold(w) for w in said])


def sent_by(speaker: Speaker, article: Article) -> str:
    """The body whose people a text told of before one of them: "investigators from the bureau"."""
    said = WORD.findall(fold(speaker.role))
    if len(said) < LEAST_POST or said[-1] not in lists().persons or speaker.span is None:
        return ""
    plural = said[-1] + "s"
    named = (n for n in marks(article, Name) if n.type == "organisation")
    for name in islice(named, MAX_BACK):
        before = article.text[max(0, name.span.start - MAX_BESIDE) : name.span.start]
        words = [w for w in WORD.findall(fold(before)) if w not in word_list("determiners")]
        beside = before.endswith(" ") and words[-1:] and words[-1] in (*BELONGING, "from", "with")
        if beside and words[-2:-1] == [plural] and name.span.start < speaker.span.start:
            return name.key
    return ""


def spoken_for(quote: Quote, article: Article) -> str:
    """The body that a spokesman of whom nobody tells more begins with: "The army fired, …"."""
    assert quote.speaker is not None
    said = set(WORD.findall(fold(quote.speaker.role or quote.speaker.name)))
    own = _is_its_own(quote.speaker, article)
    if not own and not said & word_list("speaking"):
        return ""
    start = quote.content[0].start
    opening = WORD.findall(article.text[start : start + MAX_BESIDE])[:MAX_OPENING]
    bodies = word_list("bodies") - word_list("officials")
    end = next((n for n, w in enumerate(opening) if fold(w) in bodies), -1)
    span = quote.speaker.span
    if end < 0 and own and span is not None and quote.content[0].end <= span.start:
        named = [w for w in opening if fold(w) not in word_list("determiners")]
        size = next((n for n, w in enumerate(named) if not w[:1].isupper()), 0)
        known = world.given(named[0]) or fold(named[0]) in lists().numbers if named else True
        return "" if size < 2 or known else "organisation:" + plain(" ".join(named[:size]))
    if end < 0:
        return ""
    phrase = [w for w in opening[: end + 1] if fold(w) not in word_list("determiners")]
    if any(w.islower() and fold(w) not in bodies for w in phrase[:-1]):
        return ""
    name = " ".join(phrase)
    return body_key_of(name, "", [fold(w) for w in phrase])


def _is_its_own(speaker: Speaker, article: Article) -> bool:
    """ "Its director, Ada Kern": of the body that the sentence begins with."""
    if speaker.span is None:
        return False
    said = WORD.findall(fold(article.text[max(0, speaker.span.start - 5) : speaker.span.end]))
    return bool({"its"} & set(said[:2]))


def was_there(speaker: Speaker, article: Article) -> bool:
    """Whether somebody tells in an article what he saw himself, or of himself alone: "I signed"."""
    at = 0
    if speaker.span is not None:
        at = bisect_left(article.marks, speaker.span.start, key=lambda m: m.span.start)
    near = article.marks[max(0, at - MAX_BACK) : at + MAX_BACK]
    quotes = (m for m in near if isinstance(m, Quote) and m.speaker)
    spoken = (q for q in quotes if q.speaker and q.speaker.key == speaker.key)
    said = [
        (article.text[c.start : c.end], q) for q in islice(spoken, MAX_NAMED) for c in q.content
    ]
    if any(testifies(words, himself=q.form != "indirect") for words, q in said):
        return True
    return tells_of_himself([words for words, q in said if q.form == "direct"])


def told_of(speaker: Speaker, article: Article) -> Iterator[str]:
    """What its article calls a person elsewhere: "his lawyer, Lena Orsk", "Lena Orsk, a nurse"."""
    held = lists().persons
    named = (n for n in marks(article, Name) if n.key and n.key == speaker.key)
    for name in islice(named, MAX_NAMED):
        if name.role:
            yield fold(name.role)
        before = article.text[max(0, name.span.start - MAX_BESIDE) : name.span.start].rstrip()
        said = WORD.findall(fold(before))[-1:]
        if before.endswith(",") and said and said[0].partition("-")[0] in held:
            yield said[0].partition("-")[0]  # "its scientist-in-charge, Dr Lena Orsk"
        if before.endswith(","):
            yield from _office_before(before[:-1])
        after = article.text[name.span.end : name.span.end + MAX_BESIDE]
        if after.startswith(", "):
            phrase = WORD.findall(fold(_UNTIL.split(after[2:], 1)[0]))[:MAX_POST]
            yield from (word for word in phrase[-1:] if word in held)
            yield from (word for word in phrase[1:2] if word in held)


def is_brought_in(speaker: Speaker, article: Article) -> bool:
    """Whether a text tells of a name who it is: "Odo Kern, 34", "Odo Kern, a joiner"."""
    return _stands_before(_APPOSED, speaker, article)


def is_of_a_house(speaker: Speaker, article: Article) -> bool:
    """Whether a text tells of a name whose he is: "Odo Kern, of the Selm Institute"."""
    return _stands_before(_OF, speaker, article)


def is_expert(speaker: Speaker, article: Article) -> bool:
    """Whether a text tells of a name that it knows of such things: "Professor Odo Kern"."""
    learned = set(WORD.findall(fold(speaker.role))) & word_list("learned")
    return bool(learned) or _stands_before(_STUDIES, speaker, article)


def _stands_before(told: re.Pattern[str], speaker: Speaker, article: Article) -> bool:
    named = (n for n in marks(article, Name) if n.key and n.key == speaker.key)
    return any(told.match(article.text, n.span.end) for n in islice(named, MAX_NAMED))


def _office_before(text: str) -> Iterator[str]:
    """The office a phrase before a name tells: "The principal of Larn High School, | Ada Kern"."""
    words = WORD.findall(fold(re.split(r"[,.;:!?\n]", text)[-1]))
    said = [w for w in words if w not in word_list("determiners")]
    end = next((n for n, w in enumerate(said) if n and w in BELONGING), 0)
    if 0 < end <= MAX_POST and said[end - 1] in lists().persons and len(said) <= 2 * MAX_POST:
        yield " ".join(said)


def is_our_writer(speaker: Speaker, article: Article) -> bool:
    """Whether a text tells of a name that it writes for this outlet: "our reporter Nils Arn"."""
    if speaker.span is None or not set(WORD.findall(fold(speaker.role))) & word_list("writers"):
        return False
    before = article.text[max(0, speaker.span.start - MAX_OURS) : speaker.span.end]
    return "our" in WORD.findall(fold(before))


def meant(key: str, article: Article) -> tuple[str, ...]:
    """What "the club" may mean: the bodies its article names."""
    if key.partition(":")[2] not in word_list("bodies"):
        return ()
    named = (n for n in article.marks if isinstance(n, Name) and n.type == "organisation")
    return tuple(dict.fromkeys(n.key for n in islice(named, MAX_BACK)))


def named_before(key: str, article: Article) -> str:
    """The full key of "the ministry" where the article names one that is."""
    what = key.rpartition(":")[2].rpartition("/")[2]
    if what not in word_list("bodies"):
        return key
    full = {
        n.key
        for n in marks(article, Name)
        if n.type == "organisation" and n.key != key and n.key.endswith((" " + what, "/" + what))
    }
    if not full:  # "the health ministry", which no mark takes for a name
        quotes = (q.speaker for q in islice(marks(article, Quote), MAX_BACK))
        full = {k for s in quotes if s and (k := _body_told(s, what)) and k != key}
    return full.pop() if len(full) == 1 else key


def _body_told(speaker: Speaker, what: str) -> str:
    """The key of a speaker that is told by a word more than what he is: "health ministry"."""
    low = [w for w in WORD.findall(fold(speaker.name)) if w not in word_list("determiners")]
    end = next((n for n, w in enumerate(low) if n and w in BELONGING), len(low))
    if end < 2 or low[end - 1] != what or speaker.key.startswith("person:"):
        return ""
    if any(w.endswith("'s") for w in low):
        return ""  # "the country's treasury"
    return body_key_of(speaker.name, speaker.key, low)


def stood_for(key: str, speaker: Speaker, article: Article) -> str:
    """The key of the body a text named last for which another word stands: "the force"."""
    meant = rules("en/origins.toml")["stands"].get(key.partition(":")[2], ())
    if not meant or speaker.span is None:
        return key
    first = max(0, speaker.span.start - MAX_FORCE)
    said = WORD.findall(article.text[first : speaker.span.start])
    at = next((n for n in range(len(said) - 1, -1, -1) if fold(said[n]) in meant), -1)
    if at < 0:
        return key
    before = said[at - 1] if at else ""
    told = before[:1].isupper() or fold(before) in word_list("local")
    owned = told and fold(before) not in word_list("determiners")
    phrase = said[at - 1 : at + 1] if owned else said[at : at + 1]
    return body_key_of(" ".join(phrase), "", [fold(w) for w in phrase]) or key
