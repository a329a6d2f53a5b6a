"""The file of decisions: read with care, written a line at a time."""

import errno
import json
import os

import pytest

from lawgraph.errors import DecisionError, OutputError
from lawgraph.graph.decided import append_decision, decision_line, read_decisions
from lawgraph.model import Anchor, Kind, Property
from lawgraph.resolve.decisions import ClaimAnchor, Decision, Verdict

ONE = Anchor(Kind.OFFICIAL, "a0000000000000001", 0, 2, "张伟")
TWO = Anchor(Kind.OFFICIAL, "a0000000000000002", 5, 7, "张伟")
BODY = Anchor(Kind.INSTITUTION, "a0000000000000001", 2, 7, "丰台区司法局")
SAME = Decision(Verdict.SAME, ONE, TWO, who="王芳", when="2026-11-22T09:30:00+00:00", why='"同一人"\n\u0007')
ALL = [
    SAME,
    Decision(Verdict.DIFFERENT, ONE, TWO),
    Decision(Verdict.WRONG, ONE, BODY, claim=ClaimAnchor("c0", Property.LEADS, 0, 9, "局长")),
    Decision(Verdict.WRONG, ONE, BODY, claim=ClaimAnchor("c1", Property.HOLDS_POST, 0, 9)),
    Decision(Verdict.RENAME, BODY, name="北京市丰台区司法局"),
    Decision(Verdict.UNDO, undoes=SAME.id),
]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "decisions.jsonl"


def test_what_is_written_is_read_back(path):
    for one in ALL:
        append_decision(path, one)
    found = read_decisions(path)
    assert found.decisions == tuple(ALL)
    assert found.lines == (1, 2, 3, 4, 5, 6)
    assert found.broken == ()


def test_a_line_is_readable_in_git(path):
    append_decision(path, SAME)
    text = path.read_text(encoding="utf-8")
    assert "张伟" in text
    assert text.count("\n") == 1
    record = json.loads(text)
    assert list(record) == sorted(record)
    assert record["id"] == SAME.id
    assert record["left"] == {"kind": "Official", "article": "a0000000000000001", "start": 0, "end": 2, "name": "张伟"}


def test_a_line_without_its_end_gets_one(path):
    path.write_text(decision_line(ALL[0]).rstrip("\n"), encoding="utf-8")
    append_decision(path, ALL[1])
    assert read_decisions(path).decisions == (ALL[0], ALL[1])


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.verdict.value)
def test_a_line_that_breaks_off_anywhere_is_told_and_the_others_are_read(path, one):
    line = decision_line(one).encode()
    for cut in range(1, len(line) - 1, 2):
        path.write_bytes(decision_line(ALL[1]).encode() + line[:cut])
        found = read_decisions(path)
        assert (found.decisions, found.broken) == ((ALL[1],), (2,)), line[:cut]
    append_decision(path, ALL[4])
    found = read_decisions(path)
    assert (found.decisions, found.lines, found.broken) == ((ALL[1], ALL[4]), (1, 3), (2,)), "or it comes in git's way"


def record(**changes):
    return json.dumps({key: value for key, value in (json.loads(decision_line(SAME)) | {"id": None} | changes).items() if value is not ...})


SIDE = {"kind": "Official", "article": "a1", "start": 0, "end": 2, "name": "张伟"}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("[]", "is a list, not an object"),
        ("null", "is a NoneType, not an object"),
        ("same", "is no JSON: Expecting value at character 1"),
        ('{"verdict": "same"} 1', "is no JSON: Extra data"),
        ("[" * 5000 + "]" * 5000, "is no JSON|is a list"),
        ('{"verdict": "same", "left": {"start": 1' + "0" * 5000 + "}}", "is no JSON"),
        ("<<<<<<< HEAD", "merge conflict"),
        (record(verdict="maybe"), "the verdict 'maybe' is none of: same, different, wrong, rename, undo"),
        (record(verdict=...), "the verdict None is none of"),
        (record(verdict=["same"]), "is none of"),
        (record(wer="王芳"), "has no field 'wer'"),
        (record(who=7), "the field who is a int, not a string"),
        (record(left="张伟"), "the field left is a str, not an object"),
        (record(left=SIDE | {"kind": "Citizen"}), "the kind of left 'Citizen' is none of"),
        (record(left=SIDE | {"start": "0"}), "the field start is no whole number"),
        (record(left=SIDE | {"start": True}), "the field start is no whole number"),
        (record(left=SIDE | {"start": 1.5}), "the field start is no whole number"),
        (record(left=SIDE | {"start": -1}), "the span"),
        (record(left=SIDE | {"name": ""}), "lacks the field name"),
        (record(left=SIDE | {"name": "\ud800"}), "half of a surrogate pair"),
        (record(right=...), "same: lacks the field right"),
        (record(id="d0000000000000000"), "the line was changed after it was written"),
    ],
)
def test_a_line_that_is_no_decision_is_named_with_what_is_wrong(path, line, problem):
    path.write_text(decision_line(ALL[0]) + "\n" + line + "\n" + decision_line(ALL[1]), encoding="utf-8")
    with pytest.raises(DecisionError, match=problem) as raised:
        read_decisions(path)
    assert raised.value.subject == f"{path}, line 3"
    assert raised.value.remedy


def test_what_is_no_text_is_refused(path):
    path.write_bytes("张伟".encode("gb18030") + b"\n")
    with pytest.raises(DecisionError, match="line 1: is no UTF-8"):
        read_decisions(path)
    path.write_bytes(b"\0" * 40 + b"\n")
    with pytest.raises(DecisionError, match="line 1: is no JSON"):
        read_decisions(path)
    path.write_bytes(b"x" * 70_000)
    with pytest.raises(DecisionError, match="line 1: is longer than 64 KiB"):
        read_decisions(path)


def test_a_line_from_an_editor_is_read_with_its_mark_and_its_line_ends(path):
    path.write_bytes(b"\xef\xbb\xbf" + decision_line(ALL[0]).encode().replace(b"\n", b"\r\n") + b"\r\n" + decision_line(ALL[1]).encode())
    assert read_decisions(path).decisions == (ALL[0], ALL[1])


def test_a_line_by_hand_needs_no_id(path):
    path.write_text(record() + "\n", encoding="utf-8")
    assert read_decisions(path).decisions == (SAME,)


def test_no_file_and_a_folder_in_its_place_are_told(path, tmp_path):
    with pytest.raises(DecisionError, match="cannot be read: No such file"):
        read_decisions(path)
    with pytest.raises(DecisionError, match="cannot be read"):
        read_decisions(tmp_path)
    with pytest.raises(OutputError, match="cannot be written"):
        append_decision(tmp_path, SAME)
    with pytest.raises(OutputError, match="Make the directory first"):
        append_decision(tmp_path / "none" / "decisions.jsonl", SAME)


@pytest.mark.parametrize("fails", ["write", "half", "sync"])
def test_a_full_disk_leaves_the_file_as_it_was(path, monkeypatch, fails):
    append_decision(path, ALL[0])
    before = path.read_bytes()
    full = OSError(errno.ENOSPC, "No space left on device")
    real = os.write

    def write(file, data):
        if fails == "write":
            raise full
        return real(file, data[:20] if fails == "half" else data)

    def sync(file):
        if fails == "sync":
            raise full

    monkeypatch.setattr(os, "write", write)
    monkeypatch.setattr(os, "fsync", sync)
    with pytest.raises(OutputError, match="Free some space"):
        append_decision(path, ALL[1])
    assert path.read_bytes() == before
