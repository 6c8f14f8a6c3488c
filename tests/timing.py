"""Whether a cost grows no faster than the text, on a machine that may be busy."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

ROUNDS = 5  # a linear cost passes one of them, a quadratic cost none
NOISE = 0.003  # seconds: less is not measured, it is jitter


def is_linear(work: Callable[[int], object], size: int, *, ratio: float = 2.6) -> bool:
    """Whether `work(2 * size)` takes at most `ratio` times the processor time of `work(size)`."""
    work(max(1, size // 8))  # rules compiled, caches warm
    for _ in range(ROUNDS):
        small = min(_seconds(work, size) for _ in range(3))
        large = min(_seconds(work, 2 * size) for _ in range(3))
        if large <= ratio * max(small, NOISE):
            return True
    return False


def _seconds(work: Callable[[int], object], size: int) -> float:
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work(size)
        return time.process_time() - start
    finally:
        gc.enable()
