"""Articles into stories: what is about the same happening, found without order."""

from secondsource.stories.gathering import Touched, regather
from secondsource.stories.profiles import Profile, nearness, profile
from secondsource.stories.shelf import Memory, Near, Place, Shelf
from secondsource.stories.told import gather, related, story

__all__ = [
    "Memory",
    "Near",
    "Place",
    "Profile",
    "Shelf",
    "Touched",
    "gather",
    "nearness",
    "profile",
    "regather",
    "related",
    "story",
]
