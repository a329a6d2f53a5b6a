"""From a doubt to a corrected graph: build, review, build again; and back."""

import json

import pytest

import lawgraph
from lawgraph.cli import review_session
from lawgraph.errors import DecisionError
from lawgraph.graph.decided import append_decision, decision_line, read_decisions
from lawgraph.model import Anchor, Effect, Kind
from lawgraph.resolve.decisions import Decision, Verdict
from lawgraph.review import DoubtKind, doubts

FENGTAI = "丰台区司法局局长张伟主持召开会议。丰台区司法局启动“法治惠民进万家”活动。"
CHENGDU = "成都市司法局局长张伟讲话。"
OTHER = "包头市司法局召开会议。"
DATA = ("articles.jsonl", "claims.jsonl", "entities.jsonl", "graph.ttl", "network.html")


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in (("a", FENGTAI), ("b", CHENGDU), ("c", OTHER)):
        line = {"title": name, "date": "2019-03-04" if name == "a" else "2020-01-01", "text": text}
        (folder / f"{name}.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def built(command, pages, tmp_path):
    assert command("build", pages, "-o", tmp_path / "out", "-q").status == 0
    return tmp_path / "out"


@pytest.fixture
def answer(command, monkeypatch):
    """Return a function that answers at a terminal of ours."""

    def run(folder, kind, keys, *args):
        pressed = iter(keys)
        monkeypatch.setattr("lawgraph.cli.review._at_terminal", lambda: True)
        monkeypatch.setattr(review_session.typer, "getchar", lambda: next(pressed))
        monkeypatch.setattr("rich.console.Console.input", lambda *_, **__: "")
        done = command("review", folder, "--kind", kind, "--who", "王芳", *args)
        assert done.status == 0, done.err

    return run


def nodes(folder, kind):
    lines = (folder / "entities.jsonl").read_text(encoding="utf-8").splitlines()
    return sorted(one["label"] for one in map(json.loads, lines) if one["kind"] == kind)


def content(folder):
    return {name: (folder / name).read_bytes() for name in DATA}


def outcomes(folder):
    told = json.loads((folder / "build.json").read_text(encoding="utf-8"))["decisions"]
    return [(one["line"], one["effect"]) for one in told["outcomes"]]


def test_an_answer_corrects_the_next_build_and_its_undo_gives_the_old_bytes(command, answer, pages, built):
    before = content(built)
    assert nodes(built, "Official") == ["张伟", "张伟"]
    answer(built, "officials", "s")
    done = command("build", pages, "-o", built)
    assert done.status == 0, done.err
    assert f"Decisions of {built / 'decisions.jsonl'}: 1 applied" in done.out
    assert nodes(built, "Official") == ["张伟"]
    assert outcomes(built) == [(1, "applied")]
    (made,) = read_decisions(built / "decisions.jsonl").decisions
    assert command("review", built, "--undo", made.id, "--who", "李明").status == 0
    assert command("build", pages, "-o", built, "-q").status == 0
    assert content(built) == before
    assert outcomes(built) == [(1, "undone"), (2, "applied")]


def test_a_wrong_claim_leaves_the_graph_and_is_not_asked_again(command, answer, pages, built):
    first, *rest = doubts(built, kinds=[DoubtKind.CLAIMS], limit=100)
    answer(built, "claims", "w", "--limit", "1")
    assert command("build", pages, "-o", built, "-q").status == 0
    claims = [json.loads(line) for line in (built / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert first.claim.id not in {one["id"] for one in claims}
    assert len(claims) == len(rest)
    assert f"claim:{first.claim.id}" not in (built / "graph.ttl").read_text(encoding="utf-8")


def test_a_new_name_is_the_label_and_the_printed_one_stays_beside_it(command, answer, pages, built, monkeypatch):
    (doubt,) = doubts(built, kinds=[DoubtKind.OFFICIALS])
    append_decision(built / "decisions.jsonl", doubt.rename(doubt.left, "张玮"))
    assert command("build", pages, "-o", built, "-q").status == 0
    assert nodes(built, "Official") == ["张伟", "张玮"]
    (line,) = [one for one in (built / "entities.jsonl").read_text(encoding="utf-8").splitlines() if '"label": "张玮"' in one]
    assert "张伟" in json.loads(line)["alt_labels"]


def test_decisions_outlive_a_change_of_an_article_elsewhere(command, answer, pages, built):
    answer(built, "officials", "s")
    (pages / "c.jsonl").write_text(json.dumps({"text": OTHER + "包头市司法局走访企业。"}, ensure_ascii=False) + "\n", encoding="utf-8")
    assert command("build", pages, "-o", built, "-q").status == 0
    assert nodes(built, "Official") == ["张伟"]
    assert outcomes(built) == [(1, "applied")]


def test_a_decision_whose_article_is_gone_is_told_and_kept(command, answer, pages, built):
    answer(built, "officials", "s")
    kept = (built / "decisions.jsonl").read_bytes()
    (made,) = read_decisions(built / "decisions.jsonl").decisions
    (pages / "b.jsonl").unlink()
    done = command("build", pages, "-o", built)
    assert done.status == 0, done.err
    assert "1 matches nothing" in done.out
    assert f"not applied: line 1, same {made.id} matches nothing: 张伟" in done.err
    assert "is not among those read" in done.err
    assert outcomes(built) == [(1, "matches nothing")]
    assert (built / "decisions.jsonl").read_bytes() == kept


def test_an_unchanged_build_tells_it_again(command, answer, pages, built):
    answer(built, "officials", "s")
    (pages / "b.jsonl").unlink()
    first, second = (command("build", pages, "-o", built) for _ in range(2))
    assert first.err.count("not applied") == second.err.count("not applied") == 1


def test_a_file_elsewhere_is_applied_and_the_one_in_the_folder_is_told(command, answer, pages, built, tmp_path):
    answer(built, "officials", "s", "--decisions", tmp_path / "mine.jsonl")
    assert command("build", pages, "-o", built, "-q").status == 0
    assert nodes(built, "Official") == ["张伟", "张伟"]
    assert command("build", pages, "-o", built, "-q", "--decisions", tmp_path / "mine.jsonl").status == 0
    assert nodes(built, "Official") == ["张伟"]
    # the file that was applied is the one that the next answer goes to
    answer(built, "claims", "w", "--limit", "1")
    assert len(read_decisions(tmp_path / "mine.jsonl").decisions) == 2
    (built / "decisions.jsonl").write_bytes((tmp_path / "mine.jsonl").read_bytes())
    done = command("build", pages, "-o", built, "--no-decisions")
    assert f"{built / 'decisions.jsonl'} is there and was not applied" in done.err
    assert nodes(built, "Official") == ["张伟", "张伟"]
    assert command("build", pages, "-o", built, "--no-decisions", "--decisions", "x").status == 2


def test_a_file_that_is_not_there_or_broken_stops_the_build_and_leaves_the_former(command, answer, pages, built, tmp_path):
    before = content(built)
    done = command("build", pages, "-o", built, "--decisions", tmp_path / "none.jsonl")
    assert done.status == 2
    assert "none.jsonl: cannot be read: No such file" in done.err
    (built / "decisions.jsonl").write_text('{"verdict": "maybe"}\n', encoding="utf-8")
    done = command("build", pages, "-o", built)
    assert done.status == 2
    assert f"LG900 {built / 'decisions.jsonl'}, line 1: the verdict 'maybe' is none of" in done.err
    assert content(built) == before


def test_a_line_that_breaks_off_is_told_and_the_others_are_applied(command, answer, pages, built):
    answer(built, "officials", "s")
    path = built / "decisions.jsonl"
    path.write_bytes(path.read_bytes() + path.read_bytes()[:50])
    done = command("build", pages, "-o", built, "-q")
    assert done.status == 0
    assert f"{path}, line 2 breaks off" in done.err
    assert nodes(built, "Official") == ["张伟"]


def test_what_a_decision_says_is_shown_without_what_a_terminal_obeys(command, pages, built):
    lost = Anchor(Kind.OFFICIAL, "a\x1b]0;x\x07", 0, 2, "\x1b[31m张伟\u202e")
    (built / "decisions.jsonl").write_text(decision_line(Decision(Verdict.RENAME, lost, name="张玮", why="\x1b[2J")), encoding="utf-8")
    done = command("build", pages, "-o", built)
    assert "matches nothing" in done.err
    assert not set("\x1b\x07\u202e") & set(done.err + done.out)


def test_decisions_kept_beside_the_articles_are_no_articles(command, answer, pages, built):
    answer(built, "officials", "s", "--decisions", pages / "decisions.jsonl")
    done = command("build", pages, "-o", built, "-q", "--decisions", pages / "decisions.jsonl")
    assert done.status == 0, done.err
    assert nodes(built, "Official") == ["张伟"]


def test_two_decisions_that_cannot_both_hold_are_told(command, pages, built):
    (doubt,) = doubts(built, kinds=[DoubtKind.OFFICIALS])
    for verdict in (Verdict.SAME, Verdict.DIFFERENT):
        append_decision(built / "decisions.jsonl", doubt.decision(verdict))
    assert command("build", pages, "-o", built, "-q").status == 0
    assert outcomes(built) == [(1, "overruled"), (2, "applied")]
    assert nodes(built, "Official") == ["张伟", "张伟"]


def test_a_node_tells_which_decisions_made_it(command, answer, pages, built):
    answer(built, "officials", "s")
    assert command("build", pages, "-o", built, "-q").status == 0
    (made,) = read_decisions(built / "decisions.jsonl").decisions
    done = command("explain", built, "张伟")
    assert done.status == 0, done.err
    for words in (made.id, "same by 王芳", "applied: "):
        assert words in done.out


# The Python API


def test_the_api_takes_a_file_or_decisions_and_tells_what_each_did(pages, tmp_path):
    graph = lawgraph.build([pages])
    graph.write(tmp_path / "out")
    assert graph.outcomes == ()
    (doubt,) = doubts(tmp_path / "out", kinds=[DoubtKind.OFFICIALS])
    made = doubt.decision(Verdict.SAME, who="王芳")
    append_decision(tmp_path / "mine.jsonl", made)
    for given in ([made], iter([made]), tmp_path / "mine.jsonl", str(tmp_path / "mine.jsonl")):
        graph = lawgraph.build([pages], decisions=given)
        assert [(one.decision, one.effect) for one in graph.outcomes] == [(made.id, Effect.APPLIED)]
        assert len([one for one in graph.knowledge.entities if one.kind is Kind.OFFICIAL]) == 1
        assert graph.report()["decisions"]["outcomes"][0]["line"] == 1
    with pytest.raises(DecisionError):
        lawgraph.build([pages], decisions=tmp_path / "none.jsonl")


def test_a_build_into_a_folder_applies_its_decisions_and_builds_again_where_they_change(pages, tmp_path):
    folder = tmp_path / "out"
    assert lawgraph.build_into(folder, [pages]).changed
    (doubt,) = doubts(folder, kinds=[DoubtKind.OFFICIALS])
    append_decision(folder / "decisions.jsonl", doubt.decision(Verdict.SAME))
    assert lawgraph.build_into(folder, [pages]).changed
    assert nodes(folder, "Official") == ["张伟"]
    assert not lawgraph.build_into(folder, [pages]).changed
    assert lawgraph.build_into(folder, [pages], decisions=()).changed
    assert nodes(folder, "Official") == ["张伟", "张伟"]
