"""On which day was an article published: evidence → interval, alone and jointly over a story."""

from secondsource.dating.story import settle

__all__ = ["settle"]
