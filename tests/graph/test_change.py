"""The questions about change and overlap, on a graph in which leaders come and go: no sample page has such."""

import pytest
import rdflib

from lawgraph.graph.knowledge import Knowledge
from lawgraph.graph.queries import load
from lawgraph.graph.store import open_store, query
from lawgraph.graph.turtle import to_turtle
from lawgraph.model import Article, Claim, Entity, Kind, Mention, Property, ResolvedClaim


def body(code: str, name: str, organ: str = "justice-bureau") -> Entity:
    return Entity(f"{code}-{organ}", Kind.INSTITUTION, name, name, code=code, organ=organ)


def mention(article: Article, entity: Entity) -> Mention:
    start = article.text.index(entity.label)
    return Mention(start, start + len(entity.label), entity.kind, entity.label)


def person(name: str) -> Entity:
    return Entity(f"p{ord(name[0])}{ord(name[1])}", Kind.OFFICIAL, name, name)


BAOTOU, DONGHE = body("150200", "包头市司法局"), body("150202", "东河区司法局")
YINCHUAN = body("640100", "银川市司法局")
WANG, LI, ZHAO = map(person, ("王安", "李和", "赵平"))
BRAND = Entity("brand", Kind.PROGRAM, "“法润草原”普法品牌", "法润草原")
MEDAL = Entity("medal", Kind.HONOUR, "全省先进集体", "全省先进集体")

# subject, property, object, date, further fields
SAID = (
    (WANG, Property.LEADS, BAOTOU, "2019-03-01", {"role": "局长"}),
    (WANG, Property.LEADS, BAOTOU, "2020-05-01", {"role": "局长"}),
    (WANG, Property.LEADS, YINCHUAN, "2021-06-01", {"role": "局长"}),
    (LI, Property.LEADS, BAOTOU, "2020-11-01", {"role": "党组书记"}),
    (LI, Property.HOLDS_POST, DONGHE, "2020-12-01", {"role": "督导员"}),
    (LI, Property.LEADS, BAOTOU, "2022-01-01", {"role": "局长"}),
    (ZHAO, Property.LEADS, BAOTOU, "2020-02-01", {"role": "局长", "modality": "former"}),
    (ZHAO, Property.LEADS, YINCHUAN, "2023-02-01", {"role": "局长", "modality": "proposed"}),
    (LI, Property.LEADS, YINCHUAN, "2023-05-01", {"role": "局长", "modality": "seconded"}),
    (BAOTOU, Property.LAUNCHED, BRAND, "2021-02-01", {"since": "2018"}),
    (DONGHE, Property.LAUNCHED, BRAND, "2020-03-01", {}),
    (YINCHUAN, Property.LAUNCHED, BRAND, "2022-03-01", {}),
    (BAOTOU, Property.AWARDED, MEDAL, "2021-02-01", {"since": "2020"}),
    (BAOTOU, Property.AWARDED, MEDAL, "2021-02-02", {}),
)

EXPECTED = {
    "two-leaders-at-once": [("包头市司法局", "2020", "李和, 党组书记", "王安, 局长", "2")],
    "officials-who-moved": [
        ("李和", "东河区司法局", "2020-12-01", "银川市司法局", "2023-05-01"),
        ("李和", "包头市司法局", "2022-01-01", "银川市司法局", "2023-05-01"),
        ("王安", "包头市司法局", "2020-05-01", "银川市司法局", "2021-06-01"),
    ],
    "several-posts": [("李和", "3"), ("王安", "2"), ("赵平", "2")],
    "shared-in-prefecture": [("包头市", "launched", "“法润草原”普法品牌", "2")],
    "first-launchers": [
        ("2018", "“法润草原”普法品牌", "包头市司法局"),
        ("2020-03-01", "“法润草原”普法品牌", "东河区司法局"),
        ("2022-03-01", "“法润草原”普法品牌", "银川市司法局"),
    ],
    "leaders-seen": [
        ("包头市司法局", "王安", "2019-03-01", "2020-05-01", "2"),
        ("包头市司法局", "李和", "2020-11-01", "2022-01-01", "2"),
        ("银川市司法局", "王安", "2021-06-01", "2021-06-01", "1"),
        ("银川市司法局", "李和", "2023-05-01", "2023-05-01", "1"),
    ],
    "honours-by-level": [("包头市司法局", "省部级", "2020", "1"), ("包头市司法局", "省部级", "2021", "1")],
    "successive-leaders": [
        ("包头市司法局", "2019-03-01", "王安", "局长", None),
        ("包头市司法局", "2020-02-01", "赵平", "局长", "former"),
        ("包头市司法局", "2020-05-01", "王安", "局长", None),
        ("包头市司法局", "2020-11-01", "李和", "党组书记", None),
        ("包头市司法局", "2022-01-01", "李和", "局长", None),
        ("银川市司法局", "2021-06-01", "王安", "局长", None),
        ("银川市司法局", "2023-02-01", "赵平", "局长", "proposed"),
        ("银川市司法局", "2023-05-01", "李和", "局长", "seconded"),
    ],
}


@pytest.fixture(scope="module")
def changing() -> Knowledge:
    articles, claims = {}, []
    for number, (subject, prop, obj, date, fields) in enumerate(SAID):
        article = Article(text=f"{number}：{subject.label}与{obj.label}。", date=date)
        articles[article.id] = article
        ends = mention(article, subject), mention(article, obj)
        claim = Claim(ends[0], prop, ends[1], 0, len(article.text), f"{prop.value}.example/1", 0.9, observed=date, **fields)
        claims.append(ResolvedClaim(f"c{number:03}", article.id, subject, obj, claim))
    return Knowledge(tuple(articles.values()), (), tuple(claims))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_question_finds_what_changed(name, changing):
    sparql = load(name).sparql
    assert list(query(open_store(changing), sparql).rows) == EXPECTED[name]
    plain = rdflib.Graph().parse(data=to_turtle(changing), format="turtle")
    rows = [tuple(None if term is None else str(term) for term in row) for row in plain.query(sparql)]
    assert rows == EXPECTED[name]


def test_honours_of_a_year_are_counted_in_the_province_asked_about(changing):
    text = load("honours-by-year").sparql.replace("四川省", "内蒙古自治区")
    assert query(open_store(changing), text).rows == (("内蒙古自治区", "2020", "1", "1"), ("内蒙古自治区", "2021", "1", "1"))
