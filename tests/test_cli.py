"""The verbs as a shell calls them: results on one stream, the rest on the other, exit codes."""

import gzip
import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from secondsource import store
from secondsource.cli import VERBS, group, intake, main
from secondsource.cli.document import document
from tests.sources.heap import FIRE, TALKS, archive, packed, rows, saved

ROOT = Path(__file__).parents[1]
COPY = TALKS.replace("minister Edda Rook", "Minister Edda Rook")


def run(*arguments: str | Path, text: str | bytes | None = None) -> Result:
    """One call; errors end it as in `main`, with their exit code."""
    return CliRunner().invoke(_whole, [str(one) for one in arguments], input=text)


@pytest.fixture
def heap(tmp_path: Path) -> Path:
    folder = tmp_path / "heap"
    saved(folder, "herald/talks.txt", TALKS)
    saved(folder, "post/talks.html", f"<html><body><p>{COPY.replace(chr(10), '<p>')}")
    saved(folder, "post/fire.txt", FIRE)
    return folder


@pytest.fixture
def kept(heap: Path, tmp_path: Path) -> Path:
    """A store of the heap."""
    path = tmp_path / "s.db"
    assert run("read", heap, "--store", path).exit_code == 0
    return path


class _Main:
    """`main` in the shape that click's runner calls: it ends with `SystemExit`, as in a shell."""

    name = "secondsource"

    def main(self, args: list[str], prog_name: str, **extra: Any) -> None:
        handler = signal.getsignal(signal.SIGTERM)
        try:
            main(list(args))
        finally:
            signal.signal(signal.SIGTERM, handler)


_whole: Any = _Main()


# ------------------------------------------------------------------ read


def test_read_prints_stories_and_says_what_was_read(heap: Path, tmp_path: Path):
    saved(heap, "broken.warc.gz", packed(archive(2))[:-20])
    first = run("read", heap, "--store", tmp_path / "s.db")
    assert first.exit_code == 0
    assert "Velmar and Ostrand to meet in Quillhaven" in first.stdout
    assert "4 pages read, 4 new, 1 fault" in first.stderr
    assert "heap/broken.warc.gz at byte" in first.stderr
    with store.open(tmp_path / "s.db") as kept:
        before = kept.content_hash()
    second = run("read", heap, "--store", tmp_path / "s.db")
    assert "4 pages read, 0 new, 1 fault" in second.stderr
    assert second.stdout == first.stdout
    with store.open(tmp_path / "s.db") as kept:
        assert kept.content_hash() == before
        assert kept.counts()["faults"] == 1


def test_a_corrected_page_is_a_revision(heap: Path, kept: Path):
    saved(heap, "post/fire.txt", FIRE.replace("eleven", "twelve"))
    assert "3 pages read, 0 new, 1 revised, 0 faults" in run("read", heap, "--store", kept).stderr


@pytest.mark.parametrize("name", ["missing", "empty", "binary.txt"])
def test_nothing_read_is_exit_1_and_leaves_no_store(tmp_path: Path, name: str):
    (tmp_path / "empty").mkdir()
    saved(tmp_path, "binary.txt", bytes(range(256)))
    result = run("read", tmp_path / name, "--store", tmp_path / "s.db")
    assert (result.exit_code, result.stdout) == (1, "")
    assert name in result.stderr
    assert result.stderr.endswith("nothing could be read\n")
    assert not (tmp_path / "s.db").exists()


def test_a_table_through_standard_input(tmp_path: Path):
    table = rows({"id": "a", "text": TALKS}, {"id": "b", "text": FIRE})
    result = run("read", "-", "--store", tmp_path / "s.db", text=gzip.compress(table))
    assert "2 pages read, 2 new" in result.stderr


def test_several_processes_tell_the_same(heap: Path, tmp_path: Path):
    hashes = set()
    for workers in ("1", "2"):
        path = tmp_path / f"{workers}.db"
        assert run("read", heap, "--store", path, "--workers", workers).exit_code == 0
        with store.open(path) as kept:
            hashes.add(kept.content_hash())
    assert len(hashes) == 1


def test_the_environment_names_the_store(heap: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("SECONDSOURCE_STORE", str(tmp_path / "named.db"))
    assert run("read", heap).exit_code == 0
    assert run("stories").stdout
    assert (tmp_path / "named.db").exists()


# ------------------------------------------------------------------ looking


def test_stories_as_json(kept: Path):
    told = json.loads(run("stories", "--as", "json", "--store", kept).stdout)
    assert sorted(len(story["articles"]) for story in told) == [1, 2]
    assert {"id", "headline", "articles", "sources", "first", "last", "findings"} <= told[0].keys()
    found = json.loads(run("stories", "market", "--as", "json", "--store", kept).stdout)
    assert [len(story["articles"]) for story in found] == [1]
    assert "no stories with 'absent'" in run("stories", "absent", "--store", kept).stderr


@pytest.mark.parametrize(
    "form", ["text", "json", "jsonl", "html", "atom", "ics", "marks", "jsonld", "csv"]
)
def test_show_has_every_form(kept: Path, form: str):
    (story,) = json.loads(run("stories", "ferry", "--as", "json", "--store", kept).stdout)
    result = run("show", story["id"][:6], "--as", form, "--store", kept)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout


def test_show_tells_an_article_from_a_story(kept: Path):
    (story,) = json.loads(run("stories", "ferry", "--as", "json", "--store", kept).stdout)
    article = story["articles"][0]
    shown = json.loads(run("show", article["id"], "--as", "json", "--store", kept).stdout)
    assert shown["id"] == article["ref"]
    assert run("show", article["id"], "--as", "marks", "--store", kept).stdout
    assert run("show", article["id"], "--store", kept).stdout
    assert run("show", article["id"], "--as", "ics", "--store", kept).exit_code == 2


def test_show_lists_the_candidates_of_an_ambiguous_beginning(kept: Path):
    result = run("show", "", "--store", kept)
    assert result.exit_code == 2
    ids = {i for _, i in _ids(kept)}
    shared = next((i[0] for i in ids if sum(j[0] == i[0] for j in ids) > 1), None)
    if shared:
        listed = run("show", shared, "--store", kept)
        assert listed.exit_code == 2
        assert listed.stderr.count("\n  ") == sum(i[0] == shared for i in ids)
    unknown = run("show", "zzz", "--store", kept)
    assert (unknown.exit_code, unknown.stdout) == (2, "")


def _ids(path: Path) -> list[tuple[str, str]]:
    with store.open(path) as kept:
        stories = [("story", story.id) for story in kept.stories()]
        return stories + [("article", article.id) for article in kept.articles()]


def test_calendar_is_bounded(kept: Path):
    def days(*bounds: str) -> list[str]:
        printed = run("calendar", "--as", "json", "--store", kept, *bounds).stdout
        return [row["first"] for row in json.loads(printed)]

    assert "2031-03-14" in days()
    assert "2031-03-14" in days("--from", "2031-03-14", "--to", "2031-03-14")
    assert days("--from", "2031-03-15") == days("--to", "2031-03-01") == []
    assert "DTSTART;VALUE=DATE:20310314" in run("calendar", "--as", "ics", "--store", kept).stdout
    assert run("calendar", "--from", "2031-02-30", "--store", kept).exit_code == 2
    assert (
        run("calendar", "--from", "2031-03-02", "--to", "2031-03-01", "--store", kept).exit_code
        == 2
    )


@pytest.mark.parametrize("words", ["market", '"lower quay"', "market*", 'AND ( " *', "Brindle's"])
def test_search_takes_any_syntax(kept: Path, words: str):
    result = run("search", words, "--store", kept)
    assert result.exit_code == 0
    assert "Traceback" not in result.output


# ------------------------------------------------------------------ annotate


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_annotate_keeps_order_ids_and_faults():
    table = (
        rows({"id": "a", "text": TALKS})
        + b'{"id": "b", "text": \n'
        + rows({"id": "c", "text": ""}, {"id": "d"}, {"id": "e", "html": f"<p>{FIRE}"})
    )
    result = run("annotate", text=table)
    found = lines(result)
    assert result.exit_code == 0
    assert [one["id"] for one in found] == ["a", "2", "c", "d", "e"]
    assert found[0]["text"] == TALKS
    assert found[2]["text"] == ""
    assert found[1]["fault"]["at"] == len(rows({"id": "a", "text": TALKS}))
    assert set(found[3]["fault"]) >= {"what", "where", "at"}
    assert "fire brigade" in found[4]["text"]


def test_annotate_in_processes_is_the_same(tmp_path: Path):
    given = [{"id": str(n), "text": f"{TALKS} {n}"} if n % 7 else {"id": str(n)} for n in range(60)]
    path = saved(tmp_path, "t.jsonl", rows(*given))
    alone, many = (run("annotate", path, "--workers", n).stdout for n in ("1", "2"))
    assert alone == many
    assert [json.loads(line)["id"] for line in alone.splitlines()] == [row["id"] for row in given]


@pytest.mark.parametrize(
    "text",
    ["", "\n", "\r\nold\rlines ", "\ufeffmarked", "emoji 👩‍👩‍👧 and \u202e", "a\u2028b", "𝔘 x"],
)
def test_the_text_of_a_row_comes_back_code_point_for_code_point(text: str):
    (found,) = lines(run("annotate", text=rows({"id": "a", "text": text})))
    assert found["text"] == text


def test_annotate_reads_a_page_and_nothing():
    assert lines(run("annotate", text=TALKS))[0]["text"] == TALKS
    assert lines(run("annotate", text=f"<html><p>{FIRE}"))[0]["language"] == "en"
    assert lines(run("annotate", text=""))[0]["text"] == ""


def test_annotate_only_some_kinds_and_with_a_day():
    found = run("annotate", "--only", "times,quote", "--published", "2031-03-10", text=TALKS)
    (one,) = lines(found)
    assert {mark["kind"] for mark in one["marks"]} == {"time", "quote"}
    assert (one["published"]["earliest"], one["published"]["latest"]) == ("2031-03-10",) * 2
    assert "2031-03-14" in [mark.get("value") for mark in one["marks"]]
    assert run("annotate", "--only", "verbs", text=TALKS).exit_code == 2
    assert run("annotate", "--published", "soon", text=TALKS).exit_code == 2


def test_annotate_as_timeml():
    result = run("annotate", "--as", "timeml", "--published", "2031-03-10", text=f"{TALKS}<&\x0b")
    tree = ElementTree.fromstring(result.stdout.encode())
    assert "2031-03-14" in [timex.get("value") for timex in tree.iter("TIMEX3")]
    assert "".join(tree.find("TEXT").itertext()) == f"{TALKS}<&\ufffd"  # type: ignore[union-attr]


def test_annotate_of_nothing_readable_is_exit_1(tmp_path: Path):
    result = run("annotate", tmp_path / "none.txt")
    assert result.exit_code == 1
    assert "fault" in lines(result)[0]


# ------------------------------------------------------------------ keeping


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_export_writes_whole_files(kept: Path, tmp_path: Path, form: str):
    out = saved(tmp_path, "out/old", "what was there before")
    result = run("export", "--as", form, "--out", out, "--store", kept)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text() == run("export", "--as", form, "--store", kept).stdout
    assert [path.name for path in out.parent.iterdir()] == ["old"]
    assert run("export", "--out", tmp_path / "none/x", "--store", kept).exit_code == 2


def test_doctor_finds_damage(kept: Path, tmp_path: Path):
    result = run("doctor", "--store", kept)
    assert result.exit_code == 0
    assert "whole" in result.stdout
    assert re.search(r"3 articles\n", result.stdout)
    with store.open(kept) as opened:
        opened._db.execute("DELETE FROM pages")
    assert run("doctor", "--store", kept).exit_code == 2
    assert "none yet" in run("doctor", "--store", tmp_path / "none.db").stdout


@pytest.mark.parametrize("verb", ["stories", "calendar", "export", "serve"])
def test_a_missing_store_is_said(tmp_path: Path, verb: str):
    result = run(verb, "--store", tmp_path / "none.db")
    assert result.exit_code == 2
    assert "make one first: secondsource read FOLDER" in result.stderr
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    "call",
    [[], ["nonsense"], ["read"], ["show"], ["stories", "--as", "xml"], ["calendar", "--from", "x"]],
)
def test_a_wrong_call_is_exit_2(call: list[str]):
    result = run(*call)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


# ------------------------------------------------------------------ the process


def call(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "secondsource", *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, cwd=ROOT, **options)


def test_a_closed_pipe_ends_quietly(kept: Path):
    child = call("export", "--store", kept, stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.close()
    assert child.communicate()[1] == b""
    assert child.returncode == 0


def test_a_full_device_is_said(kept: Path):
    with open("/dev/full", "wb") as full:
        child = call("stories", "--store", kept, stdout=full)
        assert b"no space left" in child.communicate()[1]
    assert child.returncode == 2


@pytest.fixture
def heard():
    """Children hear SIGINT: what a shell starts with `&` ignores it, and so do its children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_reading_goes_on_later(tmp_path: Path, signal_: signal.Signals):
    heap = saved(
        tmp_path, "t.jsonl", rows(*({"id": n, "text": f"{n} {TALKS}"} for n in range(1500)))
    )
    child = call(
        "read", heap, "--workers", "1", "--store", tmp_path / "s.db", stdout=subprocess.PIPE
    )
    for _ in range(200):
        time.sleep(0.05)
        if (tmp_path / "s.db").exists() and _number_kept(tmp_path / "s.db"):
            break
    child.send_signal(signal_)
    stdout, stderr = child.communicate(timeout=60)
    assert (child.returncode, stdout) == (130, b"")
    assert "what was committed is kept" in stderr.decode()
    with store.open(tmp_path / "s.db") as kept:
        assert kept.problems() == []
        assert kept.counts()["articles"] > 0


def _number_kept(path: Path) -> int:
    try:
        with sqlite3.connect(path) as db:
            return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:  # the child is still making the tables
        return 0


# ------------------------------------------------------------------ the help


def test_the_page_of_the_docs_is_the_help():
    path = ROOT / "docs/cli.md"
    assert path.read_text() == document(), "rewrite it: python -m secondsource.cli.document"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_examples(verb: str):
    shown = CliRunner().invoke(group, [verb, "--help"]).output
    if verb != "doctor":
        assert f"\n    secondsource {verb}" in shown or f"| secondsource {verb}" in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from secondsource.cli import group\n"
        "try: group.main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'rich', 'starlette', 'jinja2', 'sqlite3', 'icalendar'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert shown.stdout.endswith("[]\n"), shown.stdout[-300:]


def test_every_rule_file_counts_in_the_hash_of_the_rules():
    rules = ROOT / "src" / "secondsource" / "rules"
    counted = {path for path, _ in intake._sources_of(files("secondsource"), "")}
    kept = {path for path in rules.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {f"/rules/{path.relative_to(rules).as_posix()}" for path in kept} <= counted


# ------------------------------------------------------------------ by hand


def told(path: Path) -> list[list[str]]:
    """The refs of each story's articles."""
    listed = json.loads(run("stories", "--as", "json", "--store", path).stdout)
    return sorted(
        sorted(one["ref"].rpartition("heap/")[2] for one in s["articles"]) for s in listed
    )


def test_stories_are_merged_and_split_by_hand(heap: Path, kept: Path):
    both, fire = ["herald/talks.txt", "post/talks.html"], ["post/fire.txt"]
    with store.open(kept) as opened:
        (first, second) = sorted(opened.stories(), key=lambda s: -len(s.articles))
        of = {a.ref.rpartition("heap/")[2]: a.id for a in opened.articles()}
    assert told(kept) == [both, fire]
    merged = run("story", "merge", first.id[:6], second.id[:6], "--store", kept)
    assert (merged.exit_code, told(kept)) == (0, [sorted([*both, *fire])])
    assert "merge of 3 articles" in run("story", "list", "--store", kept).stdout
    assert "by hand: merge 1" in run("show", first.id, "--store", kept).stderr
    assert run("story", "split", first.id, of[both[0]], "--store", kept).exit_code == 0
    assert told(kept) == sorted([[both[0]], sorted([both[1], *fire])])
    assert run("read", heap, "--store", kept).exit_code == 0  # reading on keeps what was decided
    assert told(kept) == sorted([[both[0]], sorted([both[1], *fire])])
    assert "undone: split of 1 article" in run("story", "undo", "--store", kept).stderr
    assert run("story", "undo", "1", "--store", kept).exit_code == 0
    assert told(kept) == [both, fire]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["merge", "{story}"], "one story already; name two or more"),
        (["merge", "{story}", "zz"], "no story begins with 'zz'"),
        (["split", "{story}", "zz"], "the story has no article 'zz'"),
        (["split", "{story}", "{a}", "{b}"], "all its articles; leave at least one"),
        (["undo"], "nothing to undo"),
        (["undo", "7"], "no merge or split has the number 7"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_merge_or_split_changes_nothing(kept: Path, arguments: list[str], words: str):
    before = told(kept)
    with store.open(kept) as opened:
        story = max(opened.stories(), key=lambda s: len(s.articles))
    a, b = story.articles
    result = run(
        "story", *(one.format(story=story.id, a=a, b=b) for one in arguments), "--store", kept
    )
    assert (result.exit_code, words in result.stderr) == (2, True), result.stderr
    assert told(kept) == before
    assert run("story", "list", "--store", kept).stdout == ""
