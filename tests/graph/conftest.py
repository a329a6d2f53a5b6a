"""A small graph in hand-written sentences: what every test of the graph stands on."""

from __future__ import annotations

import dataclasses

import pytest
import rdflib

from lawgraph.graph.knowledge import Knowledge
from lawgraph.graph.turtle import to_turtle
from lawgraph.model import Article, Claim, Entity, Kind, Mention, Modality, Property, ResolvedClaim

BAOTOU = Article(
    text=(
        "包头市司法局党组书记、局长张志刚介绍,该局于2020年启动“草原法律管家”项目。"
        "2021年,包头市司法局获评全国司法行政系统先进集体。"
        "包头市司法局印发《法律顾问工作办法》,并与包头市中级人民法院共建调解平台。"
    ),
    title="草原上的法律管家",
    publisher="示例法治报",
    date="2021-03-23",
    creators=("记者甲", "通讯员乙"),
    url="https://example.org/news/2021-03/23/1.html",
    source="baotou.txt",
)
YINCHUAN = Article(
    text=(
        "银川市司法局局长李明出席全市普法工作会议。会议由银川市司法局举办。"
        "人民调解员单文荣立个人二等功。石岐司法所隶属于银川市司法局,所长王芳。"
        "银川市司法局贯彻落实《法律顾问工作办法》。"
    ),
    title="",
    date="2022-09",
    source="more.jsonl#1",
)
IDLE = Article(text="今天天气晴朗。", title="天气", date="2020", publisher="示例法治报", source="idle.txt")


def mention(article: Article, words: str, kind: Kind) -> Mention:
    start = article.text.index(words)
    return Mention(start, start + len(words), kind, words)


ENTITIES = {
    e.label: e
    for e in (
        Entity("150200-sifaju", Kind.INSTITUTION, "包头市司法局", "150200|justice-bureau", ("市司法局", "该局"), "150200", "justice-bureau"),
        Entity("150000-sifating", Kind.INSTITUTION, "内蒙古自治区司法厅", "150000|justice-bureau", (), "150000", "justice-bureau", inferred=True),
        Entity("640100-sifaju", Kind.INSTITUTION, "银川市司法局", "640100|justice-bureau", (), "640100", "justice-bureau"),
        Entity("150200-zhongyuan", Kind.INSTITUTION, "包头市中级人民法院", "150200|court", (), "150200", "court"),
        Entity("shiqi-sifasuo", Kind.INSTITUTION, "石岐司法所", "?|石岐司法所", (), None, "judicial-office", provisional=True),
        Entity("zhangzhigang-3f9a1c", Kind.OFFICIAL, "张志刚", "张志刚|150200"),
        Entity("liming-0a1b2c", Kind.OFFICIAL, "李明", "李明|640100"),
        Entity("shanwen-77aa01", Kind.OFFICIAL, "单文", "单文"),
        Entity("wangfang-77aa02", Kind.OFFICIAL, "王芳", "王芳"),
        Entity("caoyuanfalvguanjia", Kind.PROGRAM, "草原法律管家", "草原法律管家", ("草原法律管家项目",)),
        Entity("xianjinjiti", Kind.HONOUR, "全国司法行政系统先进集体", "全国司法行政系统先进集体"),
        Entity("erdenggong", Kind.HONOUR, "个人二等功", "个人二等功"),
        Entity("falvguwen", Kind.DOCUMENT, "法律顾问工作办法", "法律顾问工作办法", ("《法律顾问工作办法》",)),
        Entity("pufahuiyi", Kind.EVENT, "全市普法工作会议", "全市普法工作会议"),
    )
}  # fmt: skip

# article, subject's words, property, object's words, sentence, further fields
STATED = (
    (BAOTOU, "张志刚", Property.LEADS, "包头市司法局", {"role": "党组书记、局长"}),
    (BAOTOU, "包头市司法局", Property.LAUNCHED, "草原法律管家", {"since": "2020"}),
    (BAOTOU, "包头市司法局", Property.AWARDED, "全国司法行政系统先进集体", {"since": "2021", "count": 1}),
    (BAOTOU, "包头市司法局", Property.ISSUED, "法律顾问工作办法", {}),
    (BAOTOU, "包头市司法局", Property.COOPERATES_WITH, "包头市中级人民法院", {"modality": "proposed"}),
    (YINCHUAN, "李明", Property.LEADS, "银川市司法局", {"role": "局长"}),
    (YINCHUAN, "李明", Property.ATTENDED, "全市普法工作会议", {"until": "2022-09"}),
    (YINCHUAN, "银川市司法局", Property.HELD, "全市普法工作会议", {}),
    (YINCHUAN, "单文", Property.AWARDED, "个人二等功", {"conferred_by": "银川市人民政府", "confidence": 1.0}),
    (YINCHUAN, "石岐司法所", Property.PART_OF, "银川市司法局", {}),
    (YINCHUAN, "王芳", Property.HOLDS_POST, "石岐司法所", {"role": "所长"}),
    (YINCHUAN, "银川市司法局", Property.IMPLEMENTS, "法律顾问工作办法", {}),
)


def resolved(
    number: int, article: Article, subject: Entity, prop: Property, obj: Entity, **fields
) -> ResolvedClaim:
    """A claim on the first sentence that holds the object's label and, where there is one, the subject's."""
    start = 0
    for sentence in article.text.split("。"):
        if obj.label in sentence and (subject.label in sentence or "该局" in sentence):
            break
        start += len(sentence) + 1
    end = article.text.index("。", start) + 1
    claim = Claim(
        mention(article, subject.label, subject.kind),
        prop,
        mention(article, obj.label, obj.kind),
        start,
        end,
        **({"rule": f"{prop.value}.example/1", "confidence": 0.9, "observed": article.date} | fields),
    )
    return ResolvedClaim(f"c{number:03}", article.id, subject, obj, claim)


def make_knowledge() -> Knowledge:
    claims = tuple(
        resolved(number, article, ENTITIES[subject], prop, ENTITIES[obj], **fields)
        for number, (article, subject, prop, obj, fields) in enumerate(STATED)
    )
    superior = (ENTITIES["包头市司法局"], Property.PART_OF, ENTITIES["内蒙古自治区司法厅"])
    return Knowledge((BAOTOU, YINCHUAN, IDLE), tuple(ENTITIES.values()), claims, (superior,))


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return make_knowledge()


@pytest.fixture
def with_label(knowledge: Knowledge):
    """Return a function that gives the same graph with another label on one institution."""

    def relabel(label: str) -> Knowledge:
        old = ENTITIES["包头市司法局"]
        new = dataclasses.replace(old, label=label, alt_labels=(label + "局",))
        swap = {old.id: new}
        claims = tuple(
            dataclasses.replace(
                c, subject=swap.get(c.subject.id, c.subject), object=swap.get(c.object.id, c.object)
            )
            for c in knowledge.claims
        )
        entities = tuple(swap.get(e.id, e) for e in knowledge.entities)
        return Knowledge(knowledge.articles, entities, claims)

    return relabel


@pytest.fixture(scope="session")
def plain():
    """Return a function that reads knowledge into rdflib's own memory store."""

    def read(knowledge: Knowledge) -> rdflib.Graph:
        return rdflib.Graph(bind_namespaces="none").parse(data=to_turtle(knowledge), format="turtle")

    return read


def _post(index: int, date: str | None, person: str, role: str | None, modality: str | None = None, fields: dict | None = None) -> tuple[Article, ResolvedClaim]:
    more = dict(fields or {})
    place = more.pop("body", "青州市司法局")
    official = Entity(f"{person.encode().hex()}-{more.pop('number', '1')}", Kind.OFFICIAL, person, person)
    body = Entity(f"370781-{place.encode().hex()}", Kind.INSTITUTION, place, place, (), "370781", "justice-bureau")
    text = more.pop("sentence", f"{place}{role or ''}{person}第{index}次出席会议。")
    article = Article(text, title=f"第{index}篇", date=more.pop("written", date), source=f"{index}.txt")
    leads = role is not None and "副" not in role and "成员" not in role
    claim = Claim(
        Mention(0, len(person), Kind.OFFICIAL, person, traits=more.pop("traits", ())),
        Property.LEADS if leads else Property.HOLDS_POST,
        Mention(0, len(place), Kind.INSTITUTION, place),
        0,
        len(text),
        "post.example/1",
        0.9,
        **({"observed": date, "role": role, "modality": Modality(modality) if modality else None} | more),
    )
    return article, ResolvedClaim(f"c{index:03}", article.id, official, body, claim)


@pytest.fixture(scope="session")
def told():
    """Return a function that makes knowledge of posts, one a row: date of the article, person, role[, modality[, fields]].

    ``fields`` are those of the claim, and ``sentence``, ``body``, ``written`` (the article's date, where it is
    another), ``traits`` and ``number`` (which of several persons of one name).
    """

    def tell(*rows: tuple) -> Knowledge:
        made = [_post(index, *row) for index, row in enumerate(rows)]
        return Knowledge(tuple({article.id: article for article, _ in made}.values()), (), tuple(claim for _, claim in made))

    return tell
