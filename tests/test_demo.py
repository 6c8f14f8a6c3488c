"""The bundled heap is what its gold says it is."""

import subprocess
import sys
from pathlib import Path

from bench.demo import GOLD, HEAP

ROOT = Path(__file__).parent.parent


def test_heap_is_rendered_from_its_gold() -> None:
    made = subprocess.run([sys.executable, ROOT / "tools" / "make_demo.py", "--check"], check=False)
    assert made.returncode == 0, "run: python tools/make_demo.py"


def test_heap_has_every_shape() -> None:
    suffixes = {"".join(path.suffixes) for path in HEAP.rglob("*") if path.is_file()}
    assert suffixes == {".html", ".txt", ".xml", ".warc.gz"}
    assert GOLD.is_file()
