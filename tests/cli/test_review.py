"""``lawgraph review``: keys in, one more line in the file each."""

import json
import os
import re
import subprocess
import sys

import pytest

import lawgraph
from lawgraph.cli import review_session
from lawgraph.graph.decided import append_decision, read_decisions
from lawgraph.resolve.decisions import Verdict, settle
from lawgraph.review import DoubtKind, doubts

PAGES = [
    ("丰台区召开部署会", "2019-03-04", "丰台区司法局局长张伟主持召开会议。丰台区司法局启动“法治惠民进万家”活动。"),
    ("丰台区启动活动", "2019-05-04", "丰台区司法局启动“法治惠民到万家”活动。"),
    ("成都市[bold]部署\x1b]0;x\x07工作", "2020-01-01", "成都市司法局局长张伟讲话，说[red]\u202e“依法”。"),
]


@pytest.fixture
def built(tmp_path):
    lines = [{"title": title, "date": date, "text": text} for title, date, text in PAGES]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), encoding="utf-8")
    lawgraph.build([tmp_path / "pages.jsonl"]).write(tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def sit(command, monkeypatch):
    """Return a function that runs the command at a terminal of ours: keys, and the lines typed at its prompts."""

    def run(*args, keys="", lines=()):
        pressed, typed = iter(keys), iter(lines)

        def line(*_, **__):
            text = next(typed)
            if isinstance(text, BaseException):
                raise text
            return text

        monkeypatch.setattr("lawgraph.cli.review._at_terminal", lambda: True)
        monkeypatch.setattr(review_session.typer, "getchar", lambda: next(pressed))
        monkeypatch.setattr("rich.console.Console.input", line)
        done = command("review", *args, "--who", "王芳")
        assert list(pressed) == [], "keys are left over"
        assert list(typed) == [], "lines are left over"
        return done

    return run


def kept(folder, name="decisions.jsonl"):
    return read_decisions(folder / name).decisions


# One sitting


def test_an_answer_is_one_line_with_who_when_and_why(sit, built):
    done = sit(built, "--kind", "officials", keys="s", lines=["调任"])
    assert done.status == 0, done.err
    (made,) = kept(built)
    assert (made.verdict, made.who, made.why) == (Verdict.SAME, "王芳", "调任")
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", made.when)
    assert "1 same" in done.out
    assert f"--decisions {built / 'decisions.jsonl'}" in done.out


def test_both_sentences_and_the_reasons_are_shown(sit, built):
    done = sit(built, "--kind", "officials", keys="q")
    for words in ("丰台区司法局局长张伟主持召开会议。", "成都市司法局局长张伟讲话", "2019-03-04", "2020-01-01", "丰台区 and 成都市 lie in two provinces", "one title (局长)"):
        assert words in done.out


def test_what_an_article_says_is_shown_as_it_is_and_no_terminal_obeys_it(sit, built):
    done = sit(built, "--kind", "officials", keys="q")
    assert "成都市[bold]部署" in done.out
    assert "[red]" in done.out
    assert not set("\x1b\x07\u202e") & set(done.out)


@pytest.mark.parametrize(("kind", "key", "verdict"), [("officials", "d", Verdict.DIFFERENT), ("forms", "s", Verdict.SAME), ("claims", "w", Verdict.WRONG)])
def test_each_key_makes_its_verdict(sit, built, kind, key, verdict):
    sit(built, "--kind", kind, "--limit", "1", keys=key, lines=[""])
    assert [one.verdict for one in kept(built)] == [verdict]


def test_a_key_that_answers_nothing_asks_again(sit, built):
    sit(built, "--kind", "officials", keys="wx\x1bq")
    assert not (built / "decisions.jsonl").exists()
    sit(built, "--kind", "claims", "--limit", "1", keys="sdq")
    assert not (built / "decisions.jsonl").exists()


def test_a_rename_takes_a_side_and_a_name_and_the_question_stands(sit, built):
    done = sit(built, "--kind", "officials", keys="r2rxr1s", lines=["张玮", "见任前公示", " ", ""])
    assert done.status == 0, done.err
    renamed, same = kept(built)
    assert (renamed.verdict, renamed.name, renamed.why) == (Verdict.RENAME, "张玮", "见任前公示")
    assert renamed.left == same.right
    assert same.verdict is Verdict.SAME


def test_a_name_that_cannot_be_is_refused_and_the_question_stands(sit, built):
    done = sit(built, "--kind", "officials", keys="r1q", lines=["张\u202e伟", ""])
    assert "marks that no screen shows" in done.out
    assert not (built / "decisions.jsonl").exists()


def test_second_thoughts_at_the_reason_keep_nothing(sit, built):
    sit(built, "--kind", "officials", keys="ssq", lines=[KeyboardInterrupt(), EOFError()])
    assert not (built / "decisions.jsonl").exists()


def test_what_was_answered_or_skipped_is_not_asked_again(sit, built):
    sit(built, "--kind", "officials", "--kind", "forms", keys="ks", lines=[""])
    assert [one.verdict for one in kept(built)] == [Verdict.SAME]
    assert len(kept(built, "skipped.jsonl")) == 1
    done = sit(built, "--kind", "officials", "--kind", "forms")
    assert "nothing to ask" in done.out


def test_what_follows_from_two_answers_is_not_asked_in_the_same_sitting(sit, tmp_path):
    lines = [{"text": f"{place}司法局局长张伟讲话。", "date": "2019-03-04"} for place in ("丰台区", "成都市", "包头市")]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), encoding="utf-8")
    lawgraph.build([tmp_path / "pages.jsonl"]).write(tmp_path / "out")
    done = sit(tmp_path / "out", "--kind", "officials", keys="sd", lines=["", ""])
    assert done.status == 0, done.err
    assert [one.verdict for one in kept(tmp_path / "out")] == [Verdict.SAME, Verdict.DIFFERENT]


def test_undo_takes_back_the_last_answer_and_asks_again(sit, built):
    sit(built, "--kind", "officials", "--kind", "forms", keys="suduq", lines=["", ""])
    assert [one.verdict for one in kept(built)] == [Verdict.SAME, Verdict.UNDO, Verdict.DIFFERENT, Verdict.UNDO]
    assert settle(kept(built))[0] == ()
    sit(built, "--kind", "officials", "--kind", "forms", keys="kuq")
    assert settle(kept(built, "skipped.jsonl"))[0] == ()
    assert len(kept(built)) == 4


def test_undo_of_nothing_says_so(sit, built):
    done = sit(built, "--kind", "officials", keys="uq")
    assert "Nothing was answered in this sitting" in done.out


def test_an_older_decision_is_undone_by_its_id(sit, command, built):
    sit(built, "--kind", "officials", keys="s", lines=[""])
    (made,) = kept(built)
    done = command("review", built, "--undo", made.id, "--who", "李明")
    assert done.status == 0, done.err
    assert settle(kept(built))[0] == ()
    assert kept(built)[1].who == "李明"
    done = command("review", built, "--undo", "d0000000000000000", "--who", "李明")
    assert done.status == 2
    assert "LG900 decision d0000000000000000: is not in" in done.err


def test_answers_go_to_the_file_that_is_named(sit, built, tmp_path):
    sit(built, "--kind", "officials", "--decisions", tmp_path / "mine.jsonl", keys="s", lines=[""])
    assert len(read_decisions(tmp_path / "mine.jsonl").decisions) == 1
    assert not (built / "decisions.jsonl").exists()


def test_a_file_that_cannot_be_written_is_told_and_the_question_stands(sit, built, tmp_path):
    done = sit(built, "--kind", "officials", "--decisions", tmp_path / "none" / "mine.jsonl", keys="sk", lines=[""])
    assert "Make the directory first" in done.out
    assert len(kept(built, "skipped.jsonl")) == 1


def test_a_line_that_breaks_off_is_told(sit, built):
    (doubt,) = doubts(built, kinds=[DoubtKind.OFFICIALS])
    append_decision(built / "decisions.jsonl", doubt.decision(Verdict.SAME))
    whole = (built / "decisions.jsonl").read_bytes()
    (built / "decisions.jsonl").write_bytes(whole[:-20])
    done = sit(built, "--kind", "officials", keys="d", lines=[""])
    assert "line 1 breaks off" in done.err
    assert [one.verdict for one in kept(built)] == [Verdict.DIFFERENT]


# One node, one claim, two nodes


def listed(command, *args):
    done = command("review", *args, "--list", "--format", "json", "--limit", "100")
    assert done.status == 0, done.err
    return json.loads(done.out)


def test_one_claim_is_asked_about_by_its_id(command, built):
    every = listed(command, built, "--kind", "claims")
    for one in every:
        name = f"claim:{one['offers'][0]['claim']['id']}"
        for term in (name, name.removeprefix("claim:")):
            assert listed(command, built, "--about", term) == [one]


def test_one_node_is_asked_about_with_its_surest_merges(command, built):
    every = listed(command, built)
    assert not [one for one in every if one["kind"] == "merges"]
    about = listed(command, built, "--about", "丰台区司法局")
    assert {one["kind"] for one in about} == {"merges", "claims"}
    assert all("丰台区司法局" in {one["left"]["label"], one["right"]["label"]} for one in about)
    assert any("key" in one["for"][0] for one in about if one["kind"] == "merges")


def test_two_nodes_that_are_named_are_asked_about_and_again_if_need_be(sit, command, built):
    for key in "sd":
        done = sit(built, "--about", "丰台区司法局", "--about", "成都市司法局", keys=key, lines=[""])
        assert "the name 成都市司法局, in 四川省成都市 (510100)" in done.out
    assert [one.verdict for one in kept(built)] == [Verdict.SAME, Verdict.DIFFERENT]


@pytest.mark.parametrize(
    ("about", "problem"),
    [
        (["张伟"], "is the name of 2 nodes. Give one of official:zhangwei-"),
        (["张伟伟"], "is no node of this build"),
        (["丰台区司法局", "丰台区司法局"], "are no two nodes of one kind"),
        (["丰台区司法局", "“法治惠民进万家”活动"], "are no two nodes of one kind"),
        (["丰台区司法局", "claim:c0"], "more than can be asked about"),
        (["a", "b", "c"], "more than can be asked about"),
    ],
)
def test_what_cannot_be_asked_about_is_told(command, built, about, problem):
    done = command("review", built, "--list", *(word for one in about for word in ("--about", one)))
    assert done.status == 2
    assert problem in done.err


# The queue, and who signs


def test_the_queue_is_printed_without_a_terminal(command, built):
    done = command("review", built, "--list")
    assert done.status == 0, done.err
    assert "丰台区司法局 局长, 2019-03-04" in done.out
    assert not set("\x1b\x07\u202e") & set(done.out)


def test_the_json_holds_the_lines_that_answer(command, built, tmp_path):
    done = command("review", built, "--list", "--format", "json")
    for doubt in json.loads(done.out):
        for offer in doubt["offers"]:
            line = json.dumps(offer, ensure_ascii=False)
            (tmp_path / "one.jsonl").write_text(line + "\n", encoding="utf-8")
            (made,) = read_decisions(tmp_path / "one.jsonl").decisions
            assert made.left.name in doubt["left"]["sentence"]
    assert {one["kind"] for one in json.loads(done.out)} == {"officials", "forms", "claims"}


def test_without_a_terminal_it_says_what_to_do(command, built):
    done = command("review", built, "--who", "王芳")
    assert done.status == 2
    assert "asks at a terminal, and there is none here. Run it in one, or take the questions with --list" in done.err


def test_the_name_of_git_is_told_and_none_is_made_up(command, built, monkeypatch, tmp_path):
    monkeypatch.setattr("lawgraph.cli.review._at_terminal", lambda: True)
    monkeypatch.setattr(review_session.typer, "getchar", lambda: "q")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.chdir(tmp_path)
    done = command("review", built)
    assert done.status == 2
    assert "git has no user.name here. Give it with --who NAME" in done.err
    (tmp_path / "gitconfig").write_text("[user]\nname = 王芳\n", encoding="utf-8")
    done = command("review", built)
    assert done.status == 0
    assert "signed 王芳, git's user.name" in done.err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Give it with --who NAME" in command("review", built).err


# At a real terminal


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_sitting_at_a_real_terminal(built):
    import pty
    import select
    import termios

    main, side = pty.openpty()
    environment = os.environ | {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    arguments = [sys.executable, "-m", "lawgraph.cli", "review", str(built), "--kind", "officials", "--who", "王芳"]
    process = subprocess.Popen(arguments, stdin=side, stdout=side, stderr=side, env=environment)
    os.close(side)
    seen = b""

    def until(words):
        nonlocal seen
        while words.encode() not in seen:
            assert select.select([main], [], [], 120)[0], f"nothing more is printed: {seen.decode('utf-8', 'replace')}"
            try:
                read = os.read(main, 4096)
            except OSError:  # the terminal is closed
                read = b""
            assert read, seen.decode("utf-8", "replace")
            seen += read
        seen = seen.partition(words.encode())[2]

    until("quit > ")
    while termios.tcgetattr(main)[3] & termios.ICANON:  # keys pressed before the command listens are dropped
        assert process.poll() is None, "it has ended"
        select.select([], [], [], 0.01)
    os.write(main, b"s")
    until("why (Enter for none): ")
    os.write(main, "调任\n".encode())
    until("1 same")
    process.wait()
    os.close(main)
    assert process.returncode == 0
    assert [(one.verdict, one.why) for one in kept(built)] == [(Verdict.SAME, "调任")]
