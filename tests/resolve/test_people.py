"""Officials across articles: what joins those of one name, what forbids it, and the reason that is kept."""

import pytest

from lawgraph.extract.extractor import extract
from lawgraph.model import Article, Extraction, Kind, Mention, MergeReason
from lawgraph.resolve.resolver import resolve


def _article(text, date, **more):
    return Article(text=text, date=date, **more)


def _resolve(*articles):
    return resolve([extract(article) for article in articles])


def _people(resolution, name=None):
    return [one for one in resolution.entities if one.kind is Kind.OFFICIAL and name in (None, one.label)]


def _reasons(resolution, entity):
    return {merge.reason for merge in resolution.identities[entity.kind.value, entity.id].merges}


CITY = _article("包头市司法局局长欧阳建国主持会议。", "2015-03-02")


def test_who_goes_on_to_the_superior_body_is_one_official():
    later = _article("内蒙古自治区司法厅副厅长欧阳建国讲话。", "2016-05-01")
    resolution = _resolve(CITY, later)
    (person,) = _people(resolution)
    assert MergeReason.ADJACENT_BODY in _reasons(resolution, person)


def test_who_goes_on_to_another_body_of_the_division_is_one_official():
    later = _article("包头市公安局局长欧阳建国讲话。", "2016-05-01")
    assert len(_people(_resolve(CITY, later))) == 1


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(_article("宜宾市司法局局长欧阳建国讲话。", "2016-05-01"), id="another province"),
        pytest.param(_article("内蒙古自治区司法厅厅长欧阳建国讲话。", "2016-05-01", source="x"), id="heads of two divisions at one time"),
        pytest.param(_article("内蒙古自治区司法厅副厅长欧阳建国讲话。", None), id="no date"),
    ],
)
def test_what_speaks_against_one_official(later):
    still = _article("包头市司法局局长欧阳建国再次主持会议。", "2018-03-02")
    earlier = _article("内蒙古自治区司法厅厅长欧阳建国到任。", "2014-01-02") if later.source == "x" else None
    articles = [one for one in (CITY, still, later, earlier) if one]
    assert len(_people(_resolve(*articles))) == 2


def test_a_name_of_two_characters_is_too_common_to_follow_to_another_body():
    articles = (_article("包头市司法局局长张伟主持会议。", "2015-03-02"), _article("内蒙古自治区司法厅副厅长张伟讲话。", "2016-05-01"))
    assert len(_people(_resolve(*articles))) == 2


def test_different_months_of_birth_are_different_officials():
    one = _article("欧阳建国，男，汉族，1970年3月生，现任包头市司法局局长。", "2015-03-02")
    other = _article("欧阳建国，男，汉族，1965年8月生，现任内蒙古自治区司法厅副厅长。", "2016-05-01")
    assert len(_people(_resolve(one, other))) == 2


def test_different_months_of_birth_at_one_body_are_different_officials():
    one = _article("欧阳建国，男，汉族，1970年3月生，现任包头市司法局局长。", "2015-03-02")
    other = _article("欧阳建国，男，汉族，1965年8月生，现任包头市司法局局长。", "2016-05-01")
    again = _article("欧阳建国，男，汉族，1965年8月生，现任包头市司法局局长、党组书记。", "2016-06-01")
    assert sorted(len({article for article, _, _ in one.mentions}) for one in _people(_resolve(one, other, again))) == [1, 2]


def test_the_former_post_that_a_text_names_joins_both_bodies():
    """张伟 is a common name, and no rule would follow it from 包头 to 宜宾: the text does."""
    before = _article("包头市司法局局长张伟主持会议。", "2015-03-02")
    move = _article("原包头市司法局局长张伟任宜宾市司法局局长。", "2017-01-05")
    after = _article("宜宾市司法局局长张伟讲话。", "2018-05-01")
    assert len(_people(_resolve(before, move, after))) == 1
    assert len(_people(_resolve(before, after))) == 2


def test_people_tell_which_body_a_text_means():
    known = [_article(f"包头市司法局局长欧阳建国第{n}次主持会议。", f"2015-0{n}-02") for n in range(1, 6)]
    told = _article("市司法局局长欧阳建国讲话。", "2015-03-20")
    resolution = _resolve(*known, told)
    (body,) = [one for one in resolution.entities if one.kind is Kind.INSTITUTION]
    assert (body.label, body.code, body.provisional) == ("包头市司法局", "150200", False)
    assert MergeReason.SAME_STAFF in _reasons(resolution, body)
    assert len(_people(resolution)) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("市公安局局长欧阳建国讲话。", id="another kind of body"),
        pytest.param("省司法厅厅长欧阳建国讲话。", id="another level"),
        pytest.param("市司法局局长王建国讲话。", id="another name"),
    ],
)
def test_people_do_not_tell_another_body(text):
    known = [_article(f"包头市司法局局长欧阳建国第{n}次主持会议。", f"2015-0{n}-02") for n in range(1, 6)]
    bodies = [one for one in _resolve(*known, _article(text, "2015-03-20")).entities if one.kind is Kind.INSTITUTION]
    assert sorted(one.provisional for one in bodies) == [False, True]


def test_the_date_tells_which_of_two_bodies_is_meant():
    first = [_article(f"包头市司法局局长欧阳建国第{n}次主持会议。", f"2015-0{n}-02") for n in range(1, 6)]
    then = [_article(f"赤峰市司法局局长欧阳建国第{n}次主持会议。", f"2019-0{n}-02") for n in range(1, 6)]
    bodies = {one.label: one for one in _resolve(*first, *then, _article("市司法局局长欧阳建国讲话。", "2019-03-20")).entities if one.kind is Kind.INSTITUTION}
    assert set(bodies) == {"包头市司法局", "赤峰市司法局"}
    assert len(bodies["赤峰市司法局"].mentions) == 6


def test_a_wrong_character_that_sounds_right_is_the_same_head():
    known = [_article(f"包头市司法局局长张志刚第{n}次主持会议。", f"2015-0{n}-02") for n in range(1, 6)]
    resolution = _resolve(*known, _article("包头市司法局局长张志钢讲话。", "2015-03-20"))
    (person,) = _people(resolution)
    assert person.label == "张志刚"
    assert "张志钢" in person.alt_labels
    assert MergeReason.SAME_SOUND in _reasons(resolution, person)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param("包头市司法局局长张志强讲话。", "2015-03-20", id="sounds otherwise"),
        pytest.param("包头市司法局副局长张志钢讲话。", "2015-03-20", id="another post"),
        pytest.param("包头市司法局局长张志钢讲话。", "2019-03-20", id="another time"),
        pytest.param("包头市公安局局长张志钢讲话。", "2015-03-20", id="another body"),
    ],
)
def test_a_name_alike_is_otherwise_another_official(text, date):
    known = [_article(f"包头市司法局局长张志刚第{n}次主持会议。", f"2015-0{n}-02") for n in range(1, 6)]
    assert len(_people(_resolve(*known, _article(text, date)))) == 2


def _named(name, count):
    """Return articles that name somebody without a post."""
    return [Extraction(f"a{name}{n}", (Mention(5, 5 + len(name), Kind.OFFICIAL, name),)) for n in range(count)]


def test_a_name_met_without_a_post_again_and_again_is_one_familiar_person():
    crowd = [one for n in range(300) for one in _named(f"王{chr(0x4E00 + n)}{chr(0x5200 + n)}", 1)]
    resolution = resolve([*_named("佩斯科夫", 30), *crowd])
    (person,) = _people(resolution, "佩斯科夫")
    assert len(person.mentions) == 30
    assert MergeReason.FAMILIAR_NAME in _reasons(resolution, person)


def test_a_name_that_many_bear_in_other_countries_tells_nobody():
    crowd = [one for n in range(300) for one in _named(f"王{chr(0x4E00 + n)}{chr(0x5200 + n)}", 1)]
    assert len(_people(resolve([*_named("阿卜杜拉", 30), *crowd]), "阿卜杜拉")) == 30


def test_a_name_met_without_a_post_as_often_as_chance_has_it_is_several_people():
    crowd = [one for n in range(900) for one in _named(f"王{chr(0x4E00 + n)}", 3)]
    assert len(_people(resolve([*_named("张伟", 3), *crowd]), "张伟")) == 3


def test_posts_at_bodies_of_the_country_are_one_person_s():
    one = _article("中华全国总工会副主席欧阳建国讲话。", "2015-03-02")
    other = _article("最高人民检察院副检察长欧阳建国讲话。", "2016-05-01")
    assert len(_people(_resolve(one, other))) == 1
