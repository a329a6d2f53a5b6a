import pytest
import rdflib

from lawgraph.graph.codes import code_of, concepts
from lawgraph.graph.queries import ontology_folder
from lawgraph.model import Entity, Kind


def coded(kind: Kind, label: str, organ: str | None = None) -> str | None:
    found = code_of(Entity("x", kind, label, "x", organ=organ))
    return found[1] if found else None


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("全国先进工作者", "national"),
        ("“全国优秀共产党员”称号", "national"),
        ("2021年度全国模范司法所", "national"),
        ("全省优秀公务员", "provincial"),
        ("四川省先进集体", "provincial"),
        ("公安部二级英模", "provincial"),
        ("北京市模范集体", "provincial"),
        ("全市政法工作先进单位", "municipal"),
        ("宜宾市三八红旗手", "municipal"),
        ("凉山彝族自治州先进集体", "municipal"),
        ("昆都仑区优秀党员", "county"),
        ("县级文明单位", "county"),
        ("全镇先进个人", "township"),
        ("个人二等功", None),  # by whom it was given, the name does not tell
        ("全区先进集体", None),  # of a district or of an autonomous region
        ("先进市", None),
        ("最美奋斗者", None),
        ("鼓楼区优秀教师", "county"),  # whichever of the five
    ],
)
def test_level_is_what_the_name_begins_with(name, level):
    assert coded(Kind.HONOUR, name) == (f"level-{level}" if level else None)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("提升行政执法质量三年行动", "plan"),
        ("“昆仑”专项行动", "campaign"),
        ("政法队伍教育整顿", "education"),
        ("法治宣传教育活动", "activity"),
        ("“三亮九谈”工作法", "method"),
        ("“30分钟公共法律服务圈”", "service"),
        ("“草原法律管家”", None),
        ("行政执法“三项制度”", "mechanism"),
        ("“枫桥式”司法所创建", "creation"),
    ],
)
def test_kind_of_a_program_is_its_head_noun(name, kind):
    assert coded(Kind.PROGRAM, name) == (f"program-{kind}" if kind else None)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("全市普法工作会议", "meeting"),
        ("先进模范表彰大会", "commendation"),
        ("“民法典相伴”法律知识讲座", "lecture"),
        ("党建研讨会", "forum"),
        ("国家宪法日", None),
    ],
)
def test_kind_of_an_event_is_its_head_noun(name, kind):
    assert coded(Kind.EVENT, name) == (f"event-{kind}" if kind else None)


def test_kind_of_an_institution_is_its_organ():
    assert coded(Kind.INSTITUTION, "包头市司法局", "justice-bureau") == "institution-justice-bureau"
    assert coded(Kind.INSTITUTION, "某联盟", "institution") is None
    assert coded(Kind.INSTITUTION, "某系统") is None
    assert coded(Kind.OFFICIAL, "张志刚") is None


def test_concepts_used_come_with_their_schemes_as_the_published_list_has_them():
    entities = [Entity("x", Kind.HONOUR, "全国先进工作者", "x"), Entity("y", Kind.EVENT, "普法会", "y")]
    found = {subject: dict(statements) for subject, statements in concepts(entities)}
    assert set(found) == {"lgc:level-national", "lgc:honour-levels", "lgc:event-meeting", "lgc:event-kinds"}
    assert found["lgc:level-national"]["skos:inScheme"] == ("lgc:honour-levels",)
    assert found["lgc:level-national"]["skos:prefLabel"] == ('"national"@en', '"国家级"@zh')
    published = rdflib.Graph().parse(ontology_folder() / "codelists.ttl")
    text = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in published.namespaces())
    for subject, statements in found.items():
        text += f"{subject} " + " ; ".join(f"{p} {', '.join(o)}" for p, o in statements.items()) + " .\n"
    copied = rdflib.Graph().parse(data=text, format="turtle")
    assert len(copied) > 15
    assert set(copied) <= set(published)


def test_nothing_used_nothing_written():
    assert list(concepts([Entity("x", Kind.HONOUR, "个人二等功", "x")])) == []
