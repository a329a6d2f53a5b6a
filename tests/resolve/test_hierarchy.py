"""Superior bodies by rule: every example of the data, the levels and exceptions, and what must stay unknown."""

import itertools
import random

import pytest

from lawgraph.errors import LexiconError
from lawgraph.extract.extractor import extract
from lawgraph.lexicon import hierarchy as data
from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.lexicon.hierarchy import LEVELS, Lines
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Article, Entity, Kind, Property
from lawgraph.resolve.hierarchy import infer, superior_edges
from lawgraph.resolve.ids import entity_id
from lawgraph.resolve.resolver import resolve

RULES = [*(one.rule for one in Lines.load().lines), *(one.rule for one in Lines.load().below), Lines.load().unit]


def body(label, code=None, organ=None, **more):
    key = f"{code or 'national'}|{label}"
    return Entity(entity_id(Kind.INSTITUTION, label, key, code), Kind.INSTITUTION, label, key, (), code, organ, **more)


def code_in(label):
    """The code of the longest division that a label names in full, today's before those of the past."""
    names = (label[a:b] for a, b in itertools.combinations(range(len(label) + 1), 2))
    found = [one for name in names for one in Gazetteer.load().named(name) if one.name == name]
    return max(found, key=lambda one: (len(one.name), one.valid_to is None)).code


def above(label, code=None, organ=None, others=()):
    """The label of the body above one, None where no rule tells it."""
    found = {one.lower.label: one for one in infer([body(label, code or code_in(label), organ), *others])}
    return found[label].upper.label if label in found else None


def chain(label, code):
    found = {one.lower.label: one.upper.label for one in infer([body(label, code)])}
    out = [label]
    while out[-1] in found:
        out.append(found[out[-1]])
    return out


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_holds_for_its_example(rule):
    lower, upper = rule.example
    (found,) = [one for one in infer([body(lower, code_in(lower))]) if one.lower.label == lower]
    assert (found.upper.label, found.rule) == (upper, rule)


def test_a_line_names_its_bodies_as_the_lexicon_does():
    full = {organ.full for organ in Vocabulary.load().organs}
    national = {one.name for one in Vocabulary.load().national}
    for line in Lines.load().lines:
        assert line.names["national"] in national
        assert {name for level, name in line.names.items() if level != "national"} <= full | {"{place}行政公署"}


def test_the_line_of_justice_runs_from_the_township_to_the_ministry():
    assert chain("茌平区司法局乐平铺司法所", "371503") == [
        "茌平区司法局乐平铺司法所",
        "茌平区司法局",
        "聊城市司法局",
        "山东省司法厅",
        "中华人民共和国司法部",
    ]


def test_below_a_municipality_no_level_lies_between():
    assert chain("丰台区司法局", "110106") == ["丰台区司法局", "北京市司法局", "中华人民共和国司法部"]


@pytest.mark.parametrize(
    ("label", "code", "expected"),
    [
        ("仙桃市司法局", "429004", "湖北省司法厅"),  # governed by the province directly
        ("巴林左旗司法局", "150422", "赤峰市司法局"),
        ("锡林浩特市人民政府", "152502", "锡林郭勒盟行政公署"),
        ("墨玉县公安局", "653222", "和田地区公安局"),
        ("石岐司法所", "442000", "中山市司法局"),  # a city without counties
        ("太平街道司法所", "441900", "东莞市司法局"),
        ("大台街道", "110109004", "门头沟区人民政府"),
        ("龙泉镇人民政府", "110109007", "门头沟区人民政府"),
        ("郫县司法局", "510124", "成都市司法局"),  # a county that is no more
        ("丰台区人民检察院", "110106", None),  # which branch, no code tells
        ("丰台区人民法院", "110106", None),
        ("济源市人民法院", "419001", None),
        ("海淀区小营派出所", "110108", None),  # of a branch of the city's bureau
        ("石河子市司法局", "659001", None),  # the Corps has a line of its own
        ("香港特别行政区政府", "810000", None),
        ("包头稀土高新区公安局", "150200", None),  # a zone, named with the city's code
        ("某某司法局", "150200", None),
        ("司法局", "150200", None),
        ("包头市财政局", "150200", None),  # a line that the data lacks
    ],
)
def test_superior_at_each_level(label, code, expected):
    assert above(label, code) == expected


def test_courts_are_supervised_and_procuratorates_led():
    ties = {one.lower.label: one.rule.tie for one in infer([body("包头市中级人民法院", "150200"), body("包头市人民检察院", "150200")])}
    assert ties["包头市中级人民法院"] == "supervision"
    assert ties["包头市人民检察院"] == "leadership"


def test_a_unit_belongs_to_the_nearest_body_whose_whole_name_opens_its_own():
    branch = body("上海市公安局浦东分局", "310000", "public-security")
    assert above("上海市公安局浦东分局刑侦支队", "310000", others=[branch]) == "上海市公安局浦东分局"
    assert above("上海市公安局浦东分局刑侦支队", "310000") == "上海市公安局"
    assert above("驻包头市司法局纪检监察组", "150200") == "包头市司法局"
    unit = body("中华人民共和国公安部交通管理局")
    assert [one.upper.label for one in infer([unit])] == ["中华人民共和国公安部"]


def test_a_company_or_school_that_bears_a_body_s_name_is_no_unit_of_it():
    assert above("包头市人民政府招待所有限公司", "150200", "company") is None


def test_an_institution_that_articles_name_is_taken_and_others_are_marked():
    bureau, department = body("包头市司法局", "150200"), body("内蒙古自治区司法厅", "150000")
    edges = {(one.lower.label, one.upper) for one in infer([bureau, department])}
    assert ("包头市司法局", department) in edges
    (ministry,) = [upper for label, upper in edges if label == "内蒙古自治区司法厅"]
    assert ministry.inferred
    assert ministry.id == body("中华人民共和国司法部").id  # as if an article had named it
    assert not ministry.alt_labels


def test_a_form_of_a_name_is_enough_to_find_the_superior():
    department = Entity("150000-sifating", Kind.INSTITUTION, "自治区司法厅", "150000|x", ("内蒙古自治区司法厅",), "150000")
    assert above("包头市司法局", "150200", others=[department]) == "自治区司法厅"


def test_an_inferred_body_gets_an_id_of_its_own():
    taken = Entity("150000-sifating", Kind.INSTITUTION, "内蒙古自治区思法厅", "150000|内蒙古自治区思法厅", (), "150000")
    (found,) = [one.upper for one in infer([body("包头市司法局", "150200"), taken]) if one.lower.label == "包头市司法局"]
    assert found.id.startswith("150000-sifating-")


def test_a_provisional_institution_has_no_superior():
    assert infer([body("鼓楼区司法局", None, provisional=True)]) == ()


def test_the_result_does_not_depend_on_the_order_nor_on_its_own_additions():
    bodies = [body(label, code_in(label)) for label in ("包头市司法局", "昆都仑区司法局", "丰台区司法局", "宜宾市人民政府", "中国共产党中山市委员会")]
    found = infer(bodies)
    for seed in range(5):
        shuffled = list(bodies)
        random.Random(seed).shuffle(shuffled)
        assert infer(shuffled) == found
    assert infer([*bodies, *(one.upper for one in found)]) == found


def test_edges_of_articles_reach_the_ministry():
    entities = resolve([extract(Article(text="昆都仑区司法局局长王某走访。", title="包头"))]).entities
    edges = [(lower.label, prop, upper.label) for lower, prop, upper in superior_edges(entities)]
    assert edges == [
        ("内蒙古自治区司法厅", Property.PART_OF, "中华人民共和国司法部"),
        ("包头市司法局", Property.PART_OF, "内蒙古自治区司法厅"),
        ("昆都仑区司法局", Property.PART_OF, "包头市司法局"),
    ]


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda rows: rows["line"][0].pop("basis"), "lacks 'basis'"),
        (lambda rows: rows["line"][0].update(tie="friendship"), "friendship"),
        (lambda rows: rows["below"][0].update(under="nothing"), "'nothing'"),
        (lambda rows: rows.pop("unit"), "'unit'"),
    ],
)
def test_a_slip_in_the_data_is_told(monkeypatch, damage, says):
    rows = data.table("hierarchy")
    damage(rows)
    monkeypatch.setattr(data, "table", lambda _: rows)
    with pytest.raises(LexiconError, match=says):
        Lines.load.__wrapped__(Lines)


def test_levels_of_the_data_are_levels():
    assert {level for line in Lines.load().lines for level in line.names} <= set(LEVELS)
