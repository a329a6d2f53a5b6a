import dataclasses
import json

import pytest

from lawgraph.errors import OutputError
from lawgraph.graph.knowledge import Knowledge
from lawgraph.graph.records import read_articles, read_claims, write_articles, write_claims
from lawgraph.model import Article, Kind


def test_articles_read_back_as_they_were(knowledge, tmp_path):
    write_articles(knowledge, tmp_path / "articles.jsonl")
    assert read_articles(tmp_path / "articles.jsonl") == knowledge.articles


def test_articles_hold_every_character(tmp_path):
    text = "行\u2028分隔\u2029,制表\t,引号\"',反斜杠\\,补充平面𠮷,回车\r\n换行\x85。"
    known = Knowledge((Article(text, title="半个\ud800"),))
    write_articles(known, tmp_path / "a.jsonl")
    (article,) = read_articles(tmp_path / "a.jsonl")
    assert article.text == text
    assert article.title == "半个"


def test_claims_read_back_but_for_the_other_labels(knowledge, tmp_path):
    write_claims(knowledge, tmp_path / "claims.jsonl")
    bare = [
        dataclasses.replace(
            claim,
            subject=dataclasses.replace(claim.subject, alt_labels=(), mentions=()),
            object=dataclasses.replace(claim.object, alt_labels=(), mentions=()),
        )
        for claim in knowledge.claims
    ]
    assert list(read_claims(tmp_path / "claims.jsonl")) == bare


def test_claim_record_shows_its_words(knowledge, tmp_path):
    write_claims(knowledge, tmp_path / "claims.jsonl")
    lines = (tmp_path / "claims.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == len(knowledge.claims)
    first = json.loads(lines[0])
    assert first["subject"]["label"] == "张志刚"
    assert first["subject"]["mention"]["start"] == knowledge.claims[0].claim.subject.start
    assert first["quote"] == knowledge.quote(knowledge.claims[0])
    assert "包头市司法局" in lines[0]


def test_records_are_the_same_bytes(knowledge, tmp_path):
    turned = Knowledge(knowledge.articles[::-1], knowledge.entities[::-1], knowledge.claims[::-1])
    for write in (write_articles, write_claims):
        write(knowledge, tmp_path / "one")
        write(turned, tmp_path / "two")
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_text_that_was_changed_is_found(knowledge, tmp_path):
    path = tmp_path / "articles.jsonl"
    write_articles(knowledge, path)
    path.write_text(path.read_text("utf-8").replace("天气晴朗", "天气阴沉"), encoding="utf-8")
    with pytest.raises(OutputError, match=r"line 3 .*SHA-256 differs"):
        read_articles(path)


@pytest.mark.parametrize("line", ["{", "[]", "{}", "null", '{"id": "c1", "subject": []}', "\udcff"])
def test_line_that_is_no_record_is_told_by_its_number(tmp_path, line):
    path = tmp_path / "claims.jsonl"
    path.write_bytes(line.encode("utf-8", "surrogateescape") + b"\n")
    for read in (read_claims, read_articles):
        with pytest.raises(OutputError, match="line 1 "):
            read(path)


def test_missing_file_is_told(tmp_path):
    with pytest.raises(OutputError, match="cannot be read: No such file"):
        read_claims(tmp_path / "claims.jsonl")


def test_traits_of_an_official_read_back(knowledge, tmp_path):
    first = next(claim for claim in knowledge.claims if claim.subject.kind is Kind.OFFICIAL)
    traits = (("born", "1975-08"), ("gender", "female"))
    subject = dataclasses.replace(first.claim.subject, traits=traits)
    told = dataclasses.replace(first, claim=dataclasses.replace(first.claim, subject=subject))
    write_claims(Knowledge(knowledge.articles, (), (told,)), tmp_path / "claims.jsonl")
    (read,) = read_claims(tmp_path / "claims.jsonl")
    assert read.claim.subject.traits == traits
