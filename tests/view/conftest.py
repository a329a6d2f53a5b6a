"""An invented province with its bureaus, one hostile article, and a Chromium that reaches nothing."""

from __future__ import annotations

from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from lawgraph.graph.knowledge import Knowledge
from lawgraph.model import Article, Claim, Entity, Kind, Mention, Property, ResolvedClaim
from lawgraph.view import render

KINDS = {
    "I": Kind.INSTITUTION,
    "O": Kind.OFFICIAL,
    "P": Kind.PROGRAM,
    "H": Kind.HONOUR,
    "D": Kind.DOCUMENT,
    "E": Kind.EVENT,
    "L": Kind.PLACE,
}
HOSTILE_NAME = "</script><script>window.pwned=1</script>项目"
HOSTILE_TITLE = '<img src=x onerror="window.pwned=1">\u202e标题\u2028'


class Writer:
    """Collects what sentences say, and writes the articles around them."""

    def __init__(self):
        self.entities, self.articles, self.claims = {}, [], []

    def entity(self, kind, name, **more):
        key = (kind, name)
        if key not in self.entities:
            number = len(self.entities)
            self.entities[key] = Entity(
                id=f"{kind.lower()}{number}", kind=KINDS[kind], label=name, key=name, **more
            )
        return self.entities[key]

    def article(self, title, date, facts, **more):
        """Facts are (subject kind, subject, property, object kind, object, sentence, role)."""
        text = "近年来,各地扎实推进法治建设。\n" + "".join(fact[5] for fact in facts) + "\n更多工作正在推进。"
        article = Article(
            text=text,
            title=title,
            date=date,
            publisher=more.pop("publisher", "北岭日报"),
            url=more.pop("url", "https://example.org/news"),
        )
        self.articles.append(article)
        for sk, subject, prop, ok, obj, sentence, role in facts:
            start = text.index(sentence)

            def mention(kind, name, start=start, sentence=sentence):
                at = text.find(name, start, start + len(sentence))
                return Mention(
                    max(at, start), at + len(name) if at >= 0 else start, KINDS[kind], name, anaphoric=at < 0
                )

            claim = Claim(
                mention(sk, subject),
                prop,
                mention(ok, obj),
                start,
                start + len(sentence),
                f"{prop.value}.rule/1",
                0.9,
                observed=date,
                role=role,
            )
            self.claims.append(
                ResolvedClaim(
                    f"c{len(self.claims):04}",
                    article.id,
                    self.entity(sk, subject),
                    self.entity(ok, obj),
                    claim,
                )
            )
        return article

    def knowledge(self, inferred=()):
        return Knowledge(
            tuple(self.articles), tuple(self.entities.values()), tuple(self.claims), tuple(inferred)
        )


def write_province() -> Writer:
    w = Writer()
    w.entity("I", "北岭省司法厅", code="990000")
    cities = [
        ("青禾市", "990100", "陈立言", "周敏"),
        ("云溪市", "990200", "高远航", "林思齐"),
        ("石桥市", "990300", "何书平", "许知秋"),
        ("包头市", "150200", "韩子墨", "罗一鸣"),
    ]
    programs = [
        "“法润乡村”三年行动",
        "公共法律服务提升工程",
        "“枫桥式”司法所创建",
        "律师进社区活动",
        "行政复议改革试点",
    ]
    for n, (city, code, chief, deputy) in enumerate(cities):
        bureau = f"{city}司法局"
        w.entity("I", bureau, code=code, organ="justice-bureau", alt_labels=(f"北岭省{bureau}",))
        facts = [
            (
                "O",
                chief,
                Property.LEADS,
                "I",
                bureau,
                f"{bureau}党组书记、局长{chief}主持会议并讲话。",
                "党组书记、局长",
            ),
            ("O", deputy, Property.HOLDS_POST, "I", bureau, f"{bureau}副局长{deputy}通报了情况。", "副局长"),
            (
                "I",
                bureau,
                Property.AWARDED,
                "H",
                "全国司法行政系统先进集体",
                f"会上,{bureau}被授予“全国司法行政系统先进集体”称号。",
                None,
            ),
            (
                "I",
                bureau,
                Property.ISSUED,
                "D",
                f"《{city}法治宣传办法》",
                f"{bureau}印发《{city}法治宣传办法》。",
                None,
            ),
            ("I", bureau, Property.HELD, "E", f"{city}法治论坛", f"{bureau}举办{city}法治论坛。", None),
            ("O", chief, Property.ATTENDED, "E", f"{city}法治论坛", f"{chief}出席{city}法治论坛。", None),
            (
                "L",
                city,
                Property.AWARDED,
                "H",
                f"{city}法治示范城市",
                f"{city}获评{city}法治示范城市。",
                None,
            ),
        ]
        facts += [
            (
                "I",
                bureau,
                Property.LAUNCHED,
                "P",
                f"{city[:2]}{p}",
                f"该局启动{city[:2]}{p},覆盖全部乡镇。",
                None,
            )
            for p in programs[: 2 + n]
        ]
        w.article(f"{bureau}推进基层依法治理", f"202{n}-03-0{n + 1}", facts)
        again = [
            (
                "O",
                chief,
                Property.LEADS,
                "I",
                bureau,
                f"记者从{bureau}获悉,局长{chief}日前赴基层调研。",
                "局长",
            )
        ] * 1
        w.article(f"{city}调研", f"202{n}-06-11", again, publisher="法治时报", url=None)
        w.article(f"{bureau}所属单位", f"202{n}-09-02", [
            ("I", f"{city}法律援助中心", Property.PART_OF, "I", bureau, f"{city}法律援助中心是{bureau}下属单位。", None),
            ("I", f"{city}法律援助中心", Property.LAUNCHED, "P", f"{city[:2]}法援直通车", f"{city}法律援助中心推出{city[:2]}法援直通车。", None),
        ])  # fmt: skip
    w.article(
        "两市合作",
        "2023-05-05",
        [
            (
                "I",
                "青禾市司法局",
                Property.COOPERATES_WITH,
                "I",
                "云溪市司法局",
                "青禾市司法局与云溪市司法局签订合作协议。",
                None,
            )
        ],
    )
    return w


def inferred_of(w):
    top = w.entity("I", "北岭省司法厅")
    return [
        (w.entity("I", f"{city}司法局"), Property.PART_OF, top) for city in ("青禾市", "云溪市", "石桥市")
    ]


@pytest.fixture(scope="session")
def writer():
    """The class that makes knowledge from sentences."""
    return Writer


@pytest.fixture(scope="session")
def province():
    """An invented province: some sixty nodes, an inferred edge, and a node without an edge."""
    w = write_province()
    w.entity("I", "北岭大学")
    return w.knowledge(inferred_of(w))


@pytest.fixture(scope="session")
def hostile():
    """The same province and an article that tries to run."""
    w = write_province()
    sentence = f"青禾市司法局启动{HOSTILE_NAME},<b onclick=alert(1)>另\u202e外😀开展{HOSTILE_NAME}。"
    w.article(
        HOSTILE_TITLE,
        "2024-01-01",
        [("I", "青禾市司法局", Property.LAUNCHED, "P", HOSTILE_NAME, sentence, None)],
        publisher="<script>window.pwned=1</script>",
        url="javascript:window.pwned=1",
    )
    return w.knowledge(inferred_of(w))


@pytest.fixture(scope="session")
def generated():
    """Return a function that makes a graph of so many nodes by counting."""
    spec = spec_from_file_location("generated", Path(__file__).with_name("generated.py"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return cache(module.generate)


@pytest.fixture(scope="session")
def large(writer):
    """2,000 nodes: more than the page draws at once."""
    w = writer()
    facts = []
    for n in range(100):
        bureau = f"第{n}市司法局"
        facts += [
            (
                "I",
                bureau,
                Property.LAUNCHED,
                "P",
                f"第{n}市第{k}号工程",
                f"{bureau}启动第{n}市第{k}号工程。",
                None,
            )
            for k in range(19)
        ]
        facts.append(("I", bureau, Property.PART_OF, "I", "省司法厅", f"{bureau}隶属省司法厅。", None))
    w.article("百市报告", "2022-02-02", facts)
    return w.knowledge()


def until(page):
    """Return a function that waits until an expression holds; Playwright's own would need eval, which the page forbids."""

    def wait(expression, seconds=10):
        for _ in range(seconds * 50):
            if page.evaluate(expression):
                return
            page.wait_for_timeout(20)
        pytest.fail(f"{expression} did not come to hold")

    return wait


@pytest.fixture
def open_page(chromium, tmp_path):
    """Return a function that opens a page from a file, with the network cut; errors and requests fail the test."""
    contexts, faults = [], []

    def open_(knowledge, address="", *, width=1280, height=800, locale="zh-CN", scheme="light", **more):
        file = tmp_path / "network.html"
        file.write_text(render(knowledge, **more), encoding="utf-8", newline="\n")
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            locale=locale,
            color_scheme=scheme,
            reduced_motion="reduce",
            offline=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            # A GPU that is only software says that it is slow.
            lambda message: (
                faults.append(message.text)
                if message.type in {"error", "warning"} and "GL Driver Message" not in message.text
                else None
            ),
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request",
            lambda request: (
                faults.append(request.url) if not request.url.startswith(("file:", "data:")) else None
            ),
        )
        page.goto(file.as_uri() + address)
        page.until = until(page)
        page.until("Boolean(window.lawgraph)")
        page.wait_for_timeout(100)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []
