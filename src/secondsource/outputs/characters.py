"""Characters that every format may carry: those of XML 1.0 §2.2, without lone surrogates."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\u0020-\x7e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(text: str) -> str:
    """The text without control characters, lone surrogates and non-characters."""
    return _FORBIDDEN.sub("", text)
