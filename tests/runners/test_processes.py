"""Both runners give the same, in order, holding little; a dying process costs its own item."""

import os
import signal

import pytest

from secondsource.model import Fault, Page
from secondsource.runners import local, processes


def doubled(number: int) -> int:
    return number * 2


def deadly(page: Page) -> str:
    if page.body == b"kill":
        os.kill(os.getpid(), signal.SIGKILL)
    return page.body.decode()


def failing(number: int) -> int:
    raise ValueError(number)


def page(body: bytes) -> Page:
    return Page(id="i", origin=f"heap/{body.decode()}", ref="", media="text/plain", body=body)


@pytest.mark.parametrize("number", [0, 1, 50])
def test_both_runners_keep_the_order(number: int):
    want = [2 * n for n in range(number)]
    assert list(local.map(doubled, range(number))) == want
    assert list(processes.map(doubled, range(number), workers=2)) == want


def test_little_is_taken_ahead():
    items = iter(range(1000))
    results = processes.map(doubled, items, workers=1)
    next(results)
    assert next(items) <= processes.CHUNK * (processes.AHEAD + 1)
    results.close()  # type: ignore[attr-defined]


def test_a_process_that_dies_costs_its_page_alone():
    bodies = [b"a", b"b", b"kill", *(f"c{n}".encode() for n in range(20))]
    results = list(processes.map(deadly, map(page, bodies), workers=2))
    assert [r for r in results if isinstance(r, str)] == [
        b.decode() for b in bodies if b != b"kill"
    ]
    (fault,) = (r for r in results if isinstance(r, Fault))
    assert fault.where == "heap/kill"


def test_an_exception_comes_through():
    with pytest.raises(ValueError, match="1"):
        list(processes.map(failing, [1], workers=1))


def test_group_is_sorted_by_key():
    assert list(local.group([(b"b", 1), (b"a", 2), (b"b", 3)])) == [(b"a", [2]), (b"b", [1, 3])]
