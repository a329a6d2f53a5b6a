"""Graphs of any size, made by counting: bureaus of all provinces with their people, work and honours.

The names are put together from a few words and the divisions of the gazetteer; nothing in them is real.
"""

from lawgraph.graph.knowledge import Knowledge
from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.model import Article, Claim, Entity, Kind, Mention, Property, ResolvedClaim

_COMPANY = 18  # nodes beside each bureau
_SURNAMES, _GIVEN = "陈林周许何高罗韩苏沈", "立言思齐书平知秋子墨一鸣远航"
_WORDS = ("法润乡村", "公共法律服务", "枫桥经验", "律师进社区", "行政复议", "人民调解", "社区矫正", "普法宣传")
_KINDS = (
    (Kind.OFFICIAL, Property.LEADS),
    (Kind.OFFICIAL, Property.HOLDS_POST),
    (Kind.PROGRAM, Property.LAUNCHED),
    (Kind.PROGRAM, Property.LAUNCHED),
    (Kind.HONOUR, Property.AWARDED),
    (Kind.DOCUMENT, Property.ISSUED),
    (Kind.EVENT, Property.HELD),
)


def generate(size: int) -> Knowledge:
    """Return knowledge of ``size`` nodes, each with an edge, about 1.5 edges a node."""
    places = sorted(
        (row for rows in Gazetteer.load()._by_code.values() for row in rows[-1:] if len(row.code) == 6 and row.level in {"prefecture", "county"}),
        key=lambda row: row.code,
    )
    step = max(1, len(places) * (_COMPANY + 1) // max(size, 1))
    entities: list[Entity] = []
    articles, claims = [], []
    honours = [Entity(f"h{n}", Kind.HONOUR, f"第{n + 1}届法治先进集体", f"h{n}") for n in range(1 + size // 200)]
    entities += honours
    bureau = 0
    while len(entities) < size:
        place = places[bureau * step % len(places)]
        round_ = bureau * step // len(places)
        name = f"{place.name}司法局" if not round_ else f"{place.name}第{round_}法律服务所"
        hub = Entity(f"{place.code}-{bureau}", Kind.INSTITUTION, name, f"i{bureau}", code=place.code, organ="justice-bureau")
        entities.append(hub)
        facts, text = [], ""
        for k in range(min(_COMPANY, size - len(entities))):
            kind, prop = _KINDS[k % len(_KINDS)]
            word = _WORDS[(bureau + k) % len(_WORDS)]
            label = {
                Kind.OFFICIAL: _SURNAMES[(bureau + k) % 10] + _GIVEN[(bureau * 3 + k) % 13] + _GIVEN[(bureau + 5 * k) % 13],
                Kind.PROGRAM: f"“{word}”第{bureau}-{k}号工程",
                Kind.HONOUR: f"{word}示范单位第{bureau}-{k}号",
                Kind.DOCUMENT: f"《{place.name}{word}办法之{k}》",
                Kind.EVENT: f"{place.name}第{k}次{word}会议",
            }[kind]
            node = Entity(f"n{bureau}-{k}", kind, label, f"n{bureau}-{k}")
            entities.append(node)
            facts.append((hub, prop, node))
            if k % 2:
                facts.append((hub, Property.AWARDED, honours[(bureau * 7 + k) % len(honours)]))
        spans = []
        for subject, prop, obj in facts:
            sentence = f"{subject.label}在{place.name}第{len(spans)}次工作会上表示，{obj.label}已于当年覆盖{(bureau * 7 + len(spans)) % 97}个乡镇。"
            spans.append((len(text), sentence, subject, prop, obj))
            text += sentence
        articles.append(Article(text, f"{name}工作纪实", "北岭日报", f"20{10 + bureau % 14}-0{1 + bureau % 9}-1{bureau % 9}"))
        for start, sentence, one, prop, other in spans:
            subject, obj = (other, one) if other.kind is Kind.OFFICIAL else (one, other)
            claim = Claim(
                _mention(sentence, start, subject), prop, _mention(sentence, start, obj), start, start + len(sentence), f"{prop.value}.made-up/1", 0.9, observed=articles[-1].date
            )
            claims.append(ResolvedClaim(f"c{len(claims):06}", articles[-1].id, subject, obj, claim))
        bureau += 1
    return Knowledge(tuple(articles), tuple(entities), tuple(claims))


def _mention(sentence: str, start: int, entity: Entity) -> Mention:
    at = start + sentence.index(entity.label)
    return Mention(at, at + len(entity.label), entity.kind, entity.label)
