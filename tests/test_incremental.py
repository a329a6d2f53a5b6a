import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import lawgraph
from lawgraph.cache import fingerprint, results
from lawgraph.errors import OutputError
from lawgraph.extract import pool
from lawgraph.graph.publish import finish
from lawgraph.model import Anchor, Kind
from lawgraph.read import reader
from lawgraph.resolve.decisions import Decision, Verdict

BODIES = ("宜宾市司法局", "丰台区司法局", "通州区司法局", "包头市中级人民法院", "银川市公安局")
DEEDS = ("获评“全国司法行政系统先进集体”", "启动“法律明白人”培养工程", "印发《法治建设实施方案》", "召开法治建设推进会", "与市检察院签订合作协议")
NAMES = ("杨国庆", "张志刚", "李晓明", "王建国")


def text_of(chance: random.Random) -> str:
    body, other = chance.sample(BODIES, 2)
    sentences = [f"{body}{chance.choice(DEEDS)}。", f"{body}党委书记、局长{chance.choice(NAMES)}说,{chance.randrange(99)}项工作要一起谋划。", f"{other}副局长{chance.choice(NAMES)}出席会议。"]
    return f"本报讯 9月2日,会议在北京召开。{''.join(chance.sample(sentences, chance.randrange(1, 4)))}"


def page_of(chance: random.Random) -> str:
    return f"法治建设{chance.randrange(5)}\n\n来源:示例法治报 2022-09-{chance.randrange(10, 29)} 15:11\n\n{text_of(chance)}\n"


def line_of(chance: random.Random) -> str:
    return json.dumps({"title": "简讯", "text": text_of(chance), "date": f"2022-0{chance.randrange(1, 9)}", "publisher": "示例法治报"}, ensure_ascii=False)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def from_nothing(paths, folder: Path, **options) -> dict[str, bytes]:
    shutil.rmtree(folder, ignore_errors=True)
    lawgraph.build_into(folder, paths, **options)
    return contents(folder)


@pytest.fixture
def pages(tmp_path) -> Path:
    """Five pages of prose, and one that cannot be read."""
    chance, folder = random.Random(5), tmp_path / "pages"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(page_of(chance), encoding="utf-8")
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture
def work(monkeypatch):
    """What is read and extracted, as lists that grow: nothing is in them that came from the cache."""
    read, extracted = [], []
    real_open, real_extract = reader._open, pool.extract

    def opened(path, *rest):
        read.append(Path(path).name)
        return real_open(path, *rest)

    def extract(article):
        extracted.append(Path(article.source).name)
        return real_extract(article)

    monkeypatch.setattr(reader, "_open", opened)
    monkeypatch.setattr(pool, "extract", extract)
    return read, extracted


# The same bytes as from nothing


def edit(folder: Path, chance: random.Random) -> None:
    """Do to a folder of pages what people do."""
    files = sorted(folder.iterdir())
    one = chance.choice(files)
    match chance.choice(["add", "add lines", "change", "remove", "rename", "copy", "break", "other", "touch"]):
        case "add":
            (folder / f"{chance.randrange(1000)}.txt").write_text(page_of(chance), encoding="utf-8")
        case "add lines":
            (folder / f"{chance.randrange(1000)}.jsonl").write_text("".join(line_of(chance) + "\n" for _ in range(chance.randrange(1, 4))), encoding="utf-8")
        case "change":
            one.write_text(line_of(chance) if one.suffix == ".jsonl" else page_of(chance), encoding="utf-8")
        case "remove":
            one.unlink()
        case "rename":
            one.rename(folder / f"{chance.randrange(1000)}{one.suffix}")
        case "copy":
            shutil.copyfile(one, folder / f"{chance.randrange(1000)}{one.suffix}")
        case "break":
            one.write_bytes(one.read_bytes()[: chance.randrange(60)] + b"\xff\x00")
        case "other":
            (folder / f"{chance.randrange(1000)}.md").write_text(f"# 题\n\n{text_of(chance)}\n", encoding="utf-8")
        case "touch":
            os.utime(one, (chance.randrange(10**9), chance.randrange(10**9)))
    if not any(folder.iterdir()):
        (folder / "page.txt").write_text(page_of(chance), encoding="utf-8")


def decisions_on(folder: Path, chance: random.Random) -> tuple[Decision, ...]:
    """What a person may say of the nodes of a build: two are one, one bears another name."""
    path = folder / "entities.jsonl"
    nodes = [one for one in map(json.loads, path.read_text(encoding="utf-8").splitlines()) if one.get("mentions")] if path.exists() else []
    people = [Anchor(Kind(one["kind"]), spot["article"], spot["start"], spot["end"], spot["name"]) for one in nodes if one["kind"] == "Official" for spot in one["mentions"][:1]]
    if len(people) < 2:
        return ()
    one, other = chance.sample(people, 2)
    who = {"who": "a reader", "when": "2026-01-01"}
    return Decision(Verdict.SAME, left=one, right=other, **who), Decision(Verdict.RENAME, left=one, name="别名", **who)


@pytest.mark.parametrize("seed", range(6))
def test_random_edits_give_the_bytes_of_a_build_from_nothing(tmp_path, pages, seed):
    chance = random.Random(seed)
    for _ in range(8):
        for _ in range(chance.randrange(4)):
            edit(pages, chance)
        options = {"base_iri": chance.choice(["https://w3id.org/lawgraph/id/", "https://example.org/id/"]), "jobs": chance.choice([1, None])}
        options["decisions"] = chance.choice([(), decisions_on(tmp_path / "out", chance)])
        outcome = lawgraph.build_into(tmp_path / "out", [pages], **options)
        if outcome.articles:
            assert contents(tmp_path / "out") == from_nothing([pages], tmp_path / "new", **options)
            assert json.loads((tmp_path / "out" / "build.json").read_bytes())["failures"] == outcome.report["failures"]


def test_processes_give_the_same_bytes(tmp_path, pages, monkeypatch):
    monkeypatch.setattr(pool, "_SHARE", 1)
    lawgraph.build_into(tmp_path / "out", [pages], jobs=2)
    assert contents(tmp_path / "out") == from_nothing([pages], tmp_path / "new")


def test_the_api_writes_the_same_bytes(tmp_path, pages):
    lawgraph.build([pages]).write(tmp_path / "new")
    lawgraph.build_into(tmp_path / "out", [pages])
    assert contents(tmp_path / "out") == contents(tmp_path / "new")


# Only what changed is read


def test_only_what_changed_is_read_and_extracted(tmp_path, pages, work):
    read, extracted = work
    lawgraph.build_into(tmp_path / "out", [pages])
    assert sorted(read) == [*(f"{number}.txt" for number in range(5)), "empty.txt"]
    assert sorted(extracted) == [f"{number}.txt" for number in range(5)]
    read.clear(), extracted.clear()
    (pages / "3.txt").write_text(page_of(random.Random(99)), encoding="utf-8")
    (pages / "1.txt").unlink()
    (pages / "2.txt").rename(pages / "9.txt")
    lawgraph.build_into(tmp_path / "out", [pages])
    assert sorted(read) == ["3.txt", "9.txt"]  # of the empty page too it is known what came of it
    assert extracted == ["3.txt"]  # the moved page says what it said before
    assert "1.txt" not in (tmp_path / "out" / "build.json").read_text(encoding="utf-8")


def test_another_base_iri_reads_nothing_again(tmp_path, pages, work):
    lawgraph.build_into(tmp_path / "out", [pages])
    for done in work:
        done.clear()
    assert lawgraph.build_into(tmp_path / "out", [pages], base_iri="https://example.org/id/").changed
    assert work == ([], [])
    assert b"https://example.org/id/institution/" in contents(tmp_path / "out")["graph.ttl"]


def test_fresh_reads_everything_again(tmp_path, pages, work):
    lawgraph.build_into(tmp_path / "out", [pages])
    for done in work:
        done.clear()
    assert lawgraph.build_into(tmp_path / "out", [pages], fresh=True).changed
    assert len(work[0]) == 6
    assert len(work[1]) == 5


def test_other_code_extracts_everything_again(tmp_path, pages, work, monkeypatch):
    lawgraph.build_into(tmp_path / "out", [pages])
    for done in work:
        done.clear()
    real = fingerprint.digest_of
    monkeypatch.setattr(fingerprint, "digest_of", lambda *parts: real(*parts) if parts == fingerprint.READING else real(*parts)[::-1])
    lawgraph.build_into(tmp_path / "out", [pages])
    assert work[0] == []
    assert len(work[1]) == 5


def test_what_no_input_needs_any_more_leaves_the_cache(tmp_path, pages):
    lawgraph.build_into(tmp_path / "out", [pages])
    before = cached(tmp_path / "out")
    for number in range(1, 5):
        (pages / f"{number}.txt").unlink()
    lawgraph.build_into(tmp_path / "out", [pages])
    assert before == 12  # six readings, five extractions, the last build
    assert cached(tmp_path / "out") == 4


def cached(folder: Path) -> int:
    import sqlite3

    db = sqlite3.connect(folder / ".cache" / "results.sqlite")
    try:
        return db.execute("SELECT count(*) FROM result").fetchone()[0]
    finally:
        db.close()


def test_extraction_does_not_look_at_where_an_article_came_from(pages):
    from dataclasses import replace

    from lawgraph.extract.extractor import extract

    for article in lawgraph.build([pages]).knowledge.articles:
        assert extract(replace(article, source="elsewhere.txt", url="https://example.org/")) == extract(article)


def test_a_damaged_cache_is_told_of_and_gives_the_same_bytes(tmp_path, pages):
    first = from_nothing([pages], tmp_path / "out")
    file = tmp_path / "out" / ".cache" / "results.sqlite"
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xaa" * (len(data) - 4096)
    file.write_bytes(data)
    notes = []
    outcome = lawgraph.build_into(tmp_path / "out", [pages], progress=lawgraph.Progress(note=notes.append))
    assert outcome.changed
    assert contents(tmp_path / "out") == first
    assert "damaged" in notes[0]
    assert not lawgraph.build_into(tmp_path / "out", [pages]).changed


# Nothing changed


def test_a_build_with_nothing_changed_loads_no_stage(tmp_path, pages):
    lawgraph.build_into(tmp_path / "out", [pages])
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir() if path.is_file()}
    code = (
        "import sys, lawgraph\n"
        f"outcome = lawgraph.build_into({str(tmp_path / 'out')!r}, [{str(pages)!r}])\n"
        "assert not outcome.changed and outcome.articles == 5 and len(outcome.failures) == 0, outcome\n"
        "assert not {'lawgraph.pipeline', 'lawgraph.extract', 'rjieba', 'opencc', 'numpy', 'pyoxigraph'} & set(sys.modules)\n"
    )
    (pages / "empty.txt").unlink()
    lawgraph.build_into(tmp_path / "out", [pages])
    subprocess.run([sys.executable, "-c", code], check=True)
    assert before.keys() == {path for path in (tmp_path / "out").iterdir() if path.is_file()}


@pytest.mark.parametrize("name", ["graph.ttl", "network.html", "articles.jsonl", "claims.jsonl", "abstained.jsonl", "entities.jsonl", "build.json"])
@pytest.mark.parametrize("how", ["change", "remove"])
def test_a_file_of_the_output_that_is_not_the_one_written_is_written_again(tmp_path, pages, name, how):
    (pages / "empty.txt").unlink()
    first = from_nothing([pages], tmp_path / "out")
    assert not lawgraph.build_into(tmp_path / "out", [pages]).changed
    if how == "change":
        (tmp_path / "out" / name).write_bytes(first[name][:-2] + b" \n")
    else:
        (tmp_path / "out" / name).unlink()
    assert lawgraph.build_into(tmp_path / "out", [pages]).changed
    assert contents(tmp_path / "out") == first


def test_the_same_is_printed_and_the_status_is_the_same(command, tmp_path, pages):
    (pages / "page.doc").write_text("x")
    arguments = ("build", pages, pages / "page.doc", pages / "none.txt", "-o", tmp_path / "out", "--jobs", 1)
    first, second, third = command(*arguments), command(*arguments), command(*arguments, "--fresh")
    assert first.status == second.status == third.status == 1
    assert first.out == second.out == third.out
    assert "5 articles" in first.out
    told = [[line for line in done.err.splitlines() if line.startswith("not read")] for done in (first, second, third)]
    assert told[0] == told[1] == told[2]
    assert len(told[0]) == 3


@pytest.mark.parametrize("path", ["none.txt", "page.doc", "hollow"])
def test_an_input_that_becomes_readable_is_read(tmp_path, pages, path):
    (pages / "empty.txt").unlink()
    inputs = [pages, tmp_path / path]
    (tmp_path / "page.doc").write_text("x")
    (tmp_path / "hollow").mkdir()
    lawgraph.build_into(tmp_path / "out", inputs)
    assert not lawgraph.build_into(tmp_path / "out", inputs).changed
    if path == "none.txt":
        (tmp_path / path).write_text(page_of(random.Random(7)), encoding="utf-8")
    elif path == "hollow":
        (tmp_path / path / "page.txt").write_text(page_of(random.Random(7)), encoding="utf-8")
    else:
        (tmp_path / path).unlink()
    outcome = lawgraph.build_into(tmp_path / "out", inputs)
    assert outcome.changed
    assert contents(tmp_path / "out") == from_nothing(inputs, tmp_path / "new")


def test_standard_input_is_read_every_time(command, tmp_path):
    chance = random.Random(3)
    one, other = line_of(chance).encode(), line_of(chance).encode()
    command("build", "-", "-o", tmp_path / "out", stdin=one)
    first = contents(tmp_path / "out")
    command("build", "-", "-o", tmp_path / "out", stdin=other)
    assert contents(tmp_path / "out") != first
    command("build", "-", "-o", tmp_path / "out", stdin=one)
    assert contents(tmp_path / "out") == first


def test_an_input_that_changes_while_it_is_read_is_read_again(tmp_path, pages, monkeypatch):
    (pages / "empty.txt").unlink()
    real = reader._open

    def opened(path, *rest):
        yield from real(path, *rest)
        if path.endswith("3.txt"):
            (pages / "0.txt").write_text(page_of(random.Random(8)), encoding="utf-8")

    with monkeypatch.context() as patch:
        patch.setattr(reader, "_open", opened)
        lawgraph.build_into(tmp_path / "out", [pages])
    assert lawgraph.build_into(tmp_path / "out", [pages]).changed
    assert contents(tmp_path / "out") == from_nothing([pages], tmp_path / "new")


def test_where_nothing_can_be_read_nothing_is_left(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    assert lawgraph.build_into(tmp_path / "out", [tmp_path / "empty.txt"]).articles == 0
    assert not (tmp_path / "out").exists()


def test_where_nothing_can_be_read_any_more_the_former_build_stays(tmp_path, pages):
    first = from_nothing([pages], tmp_path / "out")
    for page in pages.iterdir():
        page.unlink()
    assert lawgraph.build_into(tmp_path / "out", [pages]).articles == 0
    assert contents(tmp_path / "out") == first


# Killed

#: Builds into a copy of a folder in processes of their own, each of which kills itself, as nobody can hinder: at
#: a call of one of lawgraph's functions ("call") or before it renames something ("rename"). Five moments are
#: drawn of the whole, or of the last ten renames. What all need is loaded once, before they are forked.
_KILLED = """
import json, os, random, shutil, signal, sys
import lawgraph
from lawgraph.cache import results
results._SHARE = 1
event, pages, former, place = sys.argv[1:]
lawgraph.build([pages]).html()

def count_up(limit):
    count, us = 0, os.getpid()
    def tick():
        nonlocal count
        count += 1
        if count == limit:
            os.kill(us, signal.SIGKILL)
    if event == "call":
        sys.setprofile(lambda frame, what, arg: tick() if what == "call" and "lawgraph" in frame.f_code.co_filename else None)
    else:
        sys.addaudithook(lambda name, args: tick() if name == "os.rename" else None)
    return lambda: count

def build(limit):
    folder = os.path.join(place, str(limit))
    shutil.copytree(former, folder)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        count = count_up(limit)
        lawgraph.build_into(folder, [pages])
        sys.setprofile(None)
        os.write(writing, str(count()).encode())
        os._exit(0)
    os.close(writing)
    status = os.waitpid(child, 0)[1]
    with os.fdopen(reading) as stream:
        return os.waitstatus_to_exitcode(status), stream.read()

status, total = build(0)
total = int(total)
drawn = range(1, total) if event == "call" else range(total - 9, total + 1)
moments = sorted(random.Random(2026).sample(drawn, 5))
print(json.dumps({"whole": status, "killed": {moment: build(moment)[0] for moment in moments}}))
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Pages before and after an edit, a folder built of the first, and the bytes of either."""
    place, chance = tmp_path_factory.mktemp("killed"), random.Random(21)
    pages = place / "pages"
    pages.mkdir()
    for number in range(4):
        (pages / f"{number}.txt").write_text(page_of(chance), encoding="utf-8")
    old = from_nothing([pages], place / "old")
    (pages / "0.txt").unlink()
    for number in (1, 5, 6):
        (pages / f"{number}.txt").write_text(page_of(chance), encoding="utf-8")
    return pages, place / "old", old, from_nothing([pages], place / "new")


def check_whole(folder: Path, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """The folder holds one build whole, once who reads it has finished what was begun."""
    finish(folder)
    assert contents(folder) in (old, new)


@pytest.mark.parametrize("event", ["call", "rename"])
def test_a_build_killed_at_any_moment_leaves_one_build_whole_and_is_gone_on_with(tmp_path, two, event):
    pages, former, old, new = two
    arguments = [sys.executable, "-c", _KILLED, event, str(pages), str(former), str(tmp_path)]
    done = subprocess.run(arguments, env=os.environ | {"PYTHONHASHSEED": "0"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["whole"] == 0
    assert contents(tmp_path / "0") == new
    assert list(found["killed"].values()) == [-signal.SIGKILL] * 5
    seen = []
    for moment in found["killed"]:
        folder = tmp_path / moment
        check_whole(folder, old, new)
        seen.append(contents(folder) == new)
        lawgraph.build_into(folder, [pages])
        assert contents(folder) == new
        assert {path.name for path in folder.iterdir() if path.name.startswith(".")} == {".cache"}
    assert seen == sorted(seen)  # old up to one moment, new from then on
    if event == "rename":
        assert set(seen) == {False, True}, found


def test_what_was_done_before_the_kill_is_not_done_again(tmp_path, pages, work, monkeypatch):
    monkeypatch.setattr(results, "_SHARE", 1)
    real = pool.extract
    seen = []

    def stopped(article):
        if len(seen) == 3:
            raise KeyboardInterrupt
        seen.append(article)
        return real(article)

    with monkeypatch.context() as patch:
        patch.setattr(pool, "extract", stopped)
        with pytest.raises(KeyboardInterrupt):
            lawgraph.build_into(tmp_path / "out", [pages])
    for done in work:
        done.clear()
    lawgraph.build_into(tmp_path / "out", [pages])
    assert work[0] == []
    assert len(work[1]) == 2


def test_helpers_end_with_the_build_that_is_killed(tmp_path):
    """The processes that extract hold the end of a pipe: it is closed only when all of them are gone."""
    code = (
        "import os, signal, sys\n"
        "from lawgraph.extract import pool\n"
        "from lawgraph.model import Article\n"
        "if __name__ == '__main__':\n"
        "    pool._SHARE = 1\n"
        "    found = pool.extract_all([Article(f'宜宾市司法局召开第{n}次会议。') for n in range(40)], jobs=2)\n"
        "    next(found)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    script = tmp_path / "script.py"
    script.write_text(code, encoding="utf-8")
    reading, writing = os.pipe()
    try:
        process = subprocess.Popen([sys.executable, str(script)], stdout=writing, stderr=subprocess.DEVNULL)
        assert process.wait(timeout=120) == -signal.SIGKILL
    finally:
        os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        assert select.select([stream], [], [], 120)[0], "a process that extracts is still there"
        assert stream.read() == b""  # the end of the stream, which comes when the last of them is gone


def test_a_full_disk_leaves_the_former_build(tmp_path, pages, monkeypatch):
    import errno
    import io

    first = from_nothing([pages], tmp_path / "out")
    (pages / "0.txt").unlink()
    real = Path.open

    class Full(io.BytesIO):
        def flush(self):
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", lambda path, *args, **options: Full() if path.name.startswith(".graph.ttl.") else real(path, *args, **options))
        with pytest.raises(OutputError, match="Free some space"):
            lawgraph.build_into(tmp_path / "out", [pages])
    assert contents(tmp_path / "out") == first
    lawgraph.build_into(tmp_path / "out", [pages])
    assert contents(tmp_path / "out") == from_nothing([pages], tmp_path / "new")


def test_a_build_into_a_folder_where_another_is_at_work_says_so(command, tmp_path, pages):
    from lawgraph.graph.publish import locked

    with locked(tmp_path / "out"):
        done = command("build", pages, "-o", tmp_path / "out")
    assert done.status == 2
    assert "another build is at work" in done.err
    assert command("build", pages, "-o", tmp_path / "out", "-q").status == 1
