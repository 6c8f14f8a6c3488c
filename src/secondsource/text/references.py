"""Character references and white space of HTML: what the characters between two tags say."""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,8});?|[a-zA-Z][a-zA-Z0-9]{1,32};?)")
_NOISE = dict.fromkeys((*range(9), 11, *range(14, 32), 127, 173, 8203, 8288, 65279))


def unescape(text: str) -> str:
    """The text with its character references resolved, unknown ones left as they stand."""
    return _REFERENCE.sub(_resolved, text) if "&" in text else text


def tidy(words: str) -> str:
    """References resolved, unseen characters dropped, white space folded to single spaces."""
    if "&" in words:
        words = _REFERENCE.sub(_resolved, words)
    words = words.strip()
    if words.isprintable():  # no white space but " " is
        return " ".join(words.split()) if "  " in words else words
    words = " ".join(words.split())
    return words if words.isprintable() else " ".join(words.translate(_NOISE).split())


def spaced(words: str) -> str:
    """White space folded to single spaces, none at the ends."""
    words = words.strip()
    if "  " not in words and words.isprintable():  # no white space but " " is
        return words
    return " ".join(words.split())


def windows(code: int) -> str:
    """The character of windows-1252 at 128..159; a hole is the control character of that number."""
    try:
        return bytes((code,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


def _resolved(match: re.Match[str]) -> str:
    return _character(match[0])


@lru_cache(maxsize=4096)
def _character(reference: str) -> str:
    if reference[1] == "#":
        digits = reference[2:].rstrip(";")
        code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        if 128 <= code < 160:  # "&#146;" means a curly quote, whatever Unicode says
            return windows(code)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    name = reference[1:]
    if name in html5:
        return html5[name]
    # "&nbsptext", "&ampamp": names of old that need no semicolon are six letters at most.
    for size in range(min(6, len(name)), 1, -1):
        if name[:size] in html5:
            return html5[name[:size]] + name[size:]
    return reference
