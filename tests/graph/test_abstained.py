import json

import lawgraph
from lawgraph.extract.extractor import extract
from lawgraph.graph import abstained
from lawgraph.graph.abstained import abstention_counts, abstention_record, write_abstentions
from lawgraph.graph.knowledge import Knowledge
from lawgraph.model import Abstention, Article, Property, Reason

ARTICLES = tuple(Article(text=f"青州市第{number}司法所召开会议。该所深入开展普法宣传。", source=f"{number}.txt") for number in (1, 2, 3))
FOUND = {article.id: extract(article).abstentions for article in ARTICLES}


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_abstention_is_a_line_with_its_sentence(tmp_path):
    write_abstentions(Knowledge(ARTICLES), FOUND, tmp_path / "a.jsonl")
    written = lines(tmp_path / "a.jsonl")
    assert len(written) == sum(map(len, FOUND.values())) == 6
    assert [one["article"] for one in written] == sorted(one["article"] for one in written)
    texts = {article.id: article.text for article in ARTICLES}
    for one in written:
        assert texts[one["article"]][one["start"] : one["end"]] == one["word"]
        assert texts[one["article"]][one["sentence_start"] : one["sentence_end"]] == one["sentence"]
    assert {(one["word"], one["property"], one["reason"]) for one in written} == {("召开", "held", "unnamed event"), ("深入开展", "launched", "unnamed activity")}


def test_the_file_is_bounded_and_the_counts_are_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(abstained, "MAX_LINES", 3)
    write_abstentions(Knowledge(ARTICLES), FOUND, tmp_path / "a.jsonl")
    written = lines(tmp_path / "a.jsonl")
    first, second, _ = sorted(FOUND)
    assert [one["article"] for one in written] == [first, first, second]
    assert abstention_counts(FOUND) == {
        "found": 6, "written": 3, "reasons": {"unnamed activity": 3, "unnamed event": 3}, "properties": {"launched": 3, "held": 3},
    }  # fmt: skip


def test_a_long_sentence_is_shown_around_the_word():
    text = "甲" * 1000 + "召开" + "乙" * 1000 + "。"
    record = abstention_record(Article(text=text), Abstention(Property.HELD, Reason.NO_EVENT, 1000, 1002, 0, len(text)))
    assert len(record["sentence"]) == 300
    assert "召开" in record["sentence"]
    assert record["sentence_end"] == len(text)
    record = abstention_record(Article(text=text), Abstention(Property.HELD, Reason.NO_EVENT, len(text) - 2, len(text), 0, len(text)))
    assert record["sentence"] == text[-300:]


def test_a_build_writes_them_and_tells_how_many(seeds, tmp_path):
    graph = lawgraph.build([seeds])
    graph.write(tmp_path)
    report = json.loads((tmp_path / "build.json").read_text(encoding="utf-8"))["abstained"]
    written = lines(tmp_path / "abstained.jsonl")
    assert report["found"] == report["written"] == len(written) > 10
    assert sum(report["reasons"].values()) == sum(report["properties"].values()) == len(written)


def test_a_build_without_any_has_an_empty_file(tmp_path):
    (tmp_path / "page.txt").write_text("无事\n\n来源:示例报 2021-04-07\n\n今天天气很好,大家都去公园里散步,没有别的事情可以说。\n", encoding="utf-8")
    graph = lawgraph.build([tmp_path / "page.txt"])
    graph.write(tmp_path / "out")
    assert (tmp_path / "out" / "abstained.jsonl").read_bytes() == b""
    assert graph.report()["abstained"] == {"found": 0, "written": 0, "reasons": {}, "properties": {}}
