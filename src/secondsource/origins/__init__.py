"""Independence: where each chain ends, and how many distinct ends a set of accounts has.

A named person or body is one origin however many carry it. An anonymous source is one origin per
carrier and description. An outlet's own words are its own, unless they are a copy or an agency's.
"""

from secondsource.origins.chains import attributes, origin
from secondsource.origins.counting import count, grouped, is_own, summed
from secondsource.origins.openness import is_in_office, is_outsider
from secondsource.origins.sameness import related
from secondsource.origins.speakers import CHANNELS
from secondsource.origins.voices import copied, outlet, renamed, voice, voices

__all__ = [
    "CHANNELS",
    "attributes",
    "copied",
    "count",
    "grouped",
    "is_in_office",
    "is_outsider",
    "is_own",
    "origin",
    "outlet",
    "related",
    "renamed",
    "summed",
    "voice",
    "voices",
]
