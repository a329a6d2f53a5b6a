import random
import sqlite3
import subprocess
import sys

import pytest

from lawgraph.cache.store import Cache, key_of

ROWS = {key_of("row", str(number)): ("司法局" * number, number) for number in range(1, 60)}
FORM = tuple[str, int]


def filled(folder):
    cache = Cache(folder)
    for key, value in ROWS.items():
        cache.put(key, value)
    cache.close()
    return folder / ".cache" / "results.sqlite"


def found(folder, **options):
    """What the cache gives back, and what it tells."""
    notes = []
    cache = Cache(folder, note=notes.append, **options)
    rows = {key: value for key in ROWS if (value := cache.get(FORM, key)) is not None}
    cache.close()
    return rows, notes


def test_what_was_put_is_found(tmp_path):
    filled(tmp_path)
    assert found(tmp_path) == (ROWS, [])
    assert {path.name for path in (tmp_path / ".cache").iterdir()} == {".gitignore", "results.sqlite"}


def test_keys_tell_their_parts_apart():
    assert len({key_of("a", "bc"), key_of("ab", "c"), key_of("abc"), key_of("a", "bc", "")}) == 4
    assert key_of("\ud800") != key_of("?")


def test_fresh_forgets(tmp_path):
    filled(tmp_path)
    assert found(tmp_path, fresh=True) == ({}, [])


def test_sweeping_leaves_what_was_asked_for_or_put(tmp_path):
    file = filled(tmp_path)
    before = file.stat().st_size
    cache = Cache(tmp_path)
    kept = sorted(ROWS)[:3]
    assert cache.get(FORM, kept[0]) == ROWS[kept[0]]
    assert cache.get(FORM, kept[1]) == ROWS[kept[1]]
    cache.put(kept[2], ("new", 0))
    cache.sweep()
    cache.close()
    assert found(tmp_path)[0] == {kept[0]: ROWS[kept[0]], kept[1]: ROWS[kept[1]], kept[2]: ("new", 0)}
    assert file.stat().st_size < before


def test_what_was_committed_outlives_a_kill(tmp_path):
    code = (
        "import os, pathlib, signal, sys\n"
        "from lawgraph.cache.store import Cache, key_of\n"
        "cache = Cache(pathlib.Path(sys.argv[1]))\n"
        "cache.put(key_of('row', '1'), ('kept', 1)); cache.commit()\n"
        "cache.put(key_of('row', '2'), ('lost', 2))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode != 0
    assert found(tmp_path) == ({key_of("row", "1"): ("kept", 1)}, [])


@pytest.mark.parametrize("seed", range(20))
def test_damage_never_gives_a_wrong_result(tmp_path, seed):
    file = filled(tmp_path)
    chance = random.Random(seed)
    data = bytearray(file.read_bytes())
    for _ in range(30):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)
    rows, notes = found(tmp_path)
    assert rows.items() <= ROWS.items()
    assert len(rows) == len(ROWS) or notes
    filled(tmp_path)  # and it can be written again
    assert found(tmp_path)[0].items() <= ROWS.items()


@pytest.mark.parametrize("data", [b"no database", b"SQLite format 3\0" + b"\xff" * 5000, b"\0" * 8192], ids=["text", "head", "zeros"])
def test_a_file_that_is_no_database_is_dropped_with_a_note(tmp_path, data):
    filled(tmp_path).write_bytes(data)
    rows, notes = found(tmp_path)
    assert rows == {}
    assert len(notes) == 1
    assert "damaged" in notes[0]
    filled(tmp_path)
    assert found(tmp_path) == (ROWS, [])


def test_a_file_cut_short_is_dropped_with_a_note(tmp_path):
    file = filled(tmp_path)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    rows, notes = found(tmp_path)
    assert rows.items() <= ROWS.items()
    assert any("damaged" in note for note in notes)


def test_a_result_under_another_key_is_not_believed(tmp_path):
    file = filled(tmp_path)
    one, other = sorted(ROWS)[:2]
    with sqlite3.connect(file) as db:
        db.execute("UPDATE result SET body = (SELECT body FROM result WHERE key = ?) WHERE key = ?", (one, other))
    db.close()
    rows, notes = found(tmp_path)
    assert rows.get(other) != ROWS[one]
    assert "damaged" in notes[0]


def test_a_result_of_another_shape_is_not_believed(tmp_path):
    cache = Cache(tmp_path)
    cache.put(key_of("row", "1"), "a string")
    cache.close()
    rows, notes = found(tmp_path)
    assert rows == {}
    assert "damaged" in notes[0]


def test_another_format_is_dropped_without_a_word(tmp_path):
    file = filled(tmp_path)
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    assert found(tmp_path) == ({}, [])


def test_a_full_disk_keeps_what_there_is_and_stops_nothing(tmp_path):
    notes = []
    filled(tmp_path)
    cache = Cache(tmp_path, note=notes.append)
    pages = cache._db.execute("PRAGMA page_count").fetchone()[0]
    cache._db.execute(f"PRAGMA max_page_count = {pages}")
    for number in range(50):
        cache.put(key_of("more", str(number)), "".join(map(chr, range(0x4E00, 0x6000))))
    cache.commit()
    cache.sweep()
    cache.close()
    assert len(notes) == 1
    assert "full" in notes[0]
    assert found(tmp_path) == (ROWS, [])


def test_a_place_that_cannot_be_written_is_told_and_stops_nothing(tmp_path):
    (tmp_path / ".cache").write_text("a file stands there")
    rows, notes = found(tmp_path)
    assert rows == {}
    assert "cannot be written" in notes[0]


def test_remove_leaves_nothing(tmp_path):
    filled(tmp_path)
    Cache(tmp_path).remove()
    assert list(tmp_path.iterdir()) == []
