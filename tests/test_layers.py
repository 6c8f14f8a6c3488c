"""Imports point one way, and the core does no input or output."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "secondsource"
LAYERS = {  # module or folder: the layers it may import from, besides its own rule files
    "model": 0, "errors": 0, "text": 1, "sources": 2, "read": 2, "marks": 3,
    "dating": 4, "copies": 4, "stories": 4, "origins": 4, "reconcile": 4,
    "pipeline": 5, "runners": 5, "store": 6, "outputs": 6, "telling": 7, "web": 7, "cli": 7,
    "demo": 7, "__init__": 7, "__main__": 8,
}  # fmt: skip
CORE = {"model", "errors", "text", "read", "marks", "dating", "copies", "stories", "origins",
        "reconcile"}  # fmt: skip
IO = {"asyncio", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random", "requests",
      "shutil", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time",
      "urllib.request", "uuid"}  # fmt: skip
MODULES = sorted(p for p in SOURCE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return names


def unit(path: Path) -> str:
    """`marks` for marks/times.py, `read` for read.py."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_point_backwards(path: Path) -> None:
    mine = unit(path)
    for name in imported(path):
        if not name.startswith("secondsource."):
            continue
        theirs = name.split(".")[1]
        assert theirs in LAYERS, f"{name}: not in the layer table"
        assert LAYERS[theirs] <= LAYERS[mine], f"{mine} may not import {name}"
        if mine == "marks" and path.stem != "__init__":
            assert theirs != "marks", f"a marker may not import its sibling {name}"


@pytest.mark.parametrize(
    "path", [p for p in MODULES if unit(p) in CORE], ids=lambda p: str(p.relative_to(SOURCE))
)
def test_core_is_pure(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert not imported(path) & IO
    calls = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & {"open", "print", "hash", "input", "eval", "exec"}
    clock = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & {
        "now",
        "today",
        "utcnow",
    }
    assert not clock
