"""An article that means harm leaves valid Turtle: every engine reads the same number of triples."""

import dataclasses
import json

import pyoxigraph
import pytest

import lawgraph
from lawgraph.graph.turtle import write_turtle
from lawgraph.model import Kind

#: What could break out of a literal, an IRI, a line or the direction of writing.
TITLES = (
    'He said """ and left "',
    "<script>alert('局')</script>",
    "a\x00b\x07c\x1bd\x7fe\x85f",
    "\u202e局法司\u202c\u2066x\u2069\u200f",
    '\\u0022 \\ \\\\ \\"',
    "行\r\n分\t隔\u2028符\u2029",
    "\ufeff标题\ufffe\uffff",
    "\U0001f600𠮷\U0010ffff",
)
URLS = ("https://example.org/<a> <b>", 'https://example.org/"x"', "https://example.org/{a}|b^c`d\\e", "https://example.org/\u202e", "javascript:alert(1)")
SENTENCE = "包头市司法局党组书记、局长张志刚介绍，2021年包头市司法局荣获“全国先进集体”称号。"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> lawgraph.Graph:
    """The build of one article a title, with texts as hard as the titles."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = [
        {"title": title, "text": f"{SENTENCE}{title}。包头市司法局启动“{title}”专项行动。", "date": "2021-03-23", "publisher": title, "url": URLS[number % len(URLS)]}
        for number, title in enumerate(TITLES)
    ]
    lines.append({"title": "长" * 10_000, "text": SENTENCE + "包头市司法局开展" + "长" * 10_000 + "。", "date": "2021-03-24"})
    path = folder / "hostile.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return lawgraph.build([path])


@pytest.fixture(scope="module")
def turtle(hostile, tmp_path_factory):
    """Its Turtle, with one label besides that no article could give: every ASCII character that breaks an IRI."""
    knowledge = hostile.knowledge
    odd = next(entity for entity in knowledge.entities if entity.kind is Kind.INSTITUTION)
    broken = dataclasses.replace(odd, id='a b<c>"d{e}|f^g`h\\i\n局', label='<>"{}|^`\\\n"""', alt_labels=("'''", "@zh", "^^xsd:date"))
    path = tmp_path_factory.mktemp("hostile") / "graph.ttl"
    write_turtle(dataclasses.replace(knowledge, entities=(*knowledge.entities, broken)), path)
    return path


@pytest.fixture(scope="module")
def count(turtle) -> int:
    return len({*pyoxigraph.parse(path=turtle, format=pyoxigraph.RdfFormat.TURTLE)})


def test_hostile_articles_are_read_and_their_claims_found(hostile, count):
    assert len(hostile.knowledge.articles) == len(TITLES) + 1
    assert len(hostile.knowledge.claims) >= len(TITLES)
    assert count > 200


@pytest.mark.parametrize("parser", ["rapper", "serdi", "n3"])
def test_hostile_build_is_valid_turtle_for_every_parser(parser, parsed, turtle, count):
    assert parsed(parser, turtle) == count


def test_hostile_build_loads_whole_into_every_server(loaded, turtle, count):
    assert loaded(turtle) == count
