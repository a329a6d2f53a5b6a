"""Made copies in invented words: cuts, other heads, other marks, and what must stay apart."""

import random

import pytest

from lawgraph.model import Article
from lawgraph.resolve.reprints import find_reprints, letters, shingles

_TOWNS = "东西南北上下前后石青白云"
_DEEDS = ("开通热线", "走访商户", "调处纠纷", "审查合同", "举办讲座", "回访对象", "公布清单", "培训骨干")


def sentences(seed: int, count: int) -> list[str]:
    """Return sentences that no two texts of different seeds share."""
    chance = random.Random(seed)
    return [
        f"{chance.choice(_TOWNS)}{chance.choice(_TOWNS)}镇今年{chance.choice(_DEEDS)}{chance.randrange(10, 9999)}次，"
        f"{chance.choice(_TOWNS)}{chance.choice(_TOWNS)}村又{chance.choice(_DEEDS)}{chance.randrange(10, 9999)}场。"
        for _ in range(count)
    ]


def article(text: str, date: str | None = "2021-03-09", publisher: str | None = None) -> Article:
    return Article(text, date=date, publisher=publisher)


def one_source(*articles: Article) -> bool:
    return len(set(find_reprints(articles).earliest.values())) == 1


TEXT = sentences(1, 24)
FIRST = article("".join(TEXT))
MADE = {
    "another head": "本报讯（记者甲）近日，" + "".join(TEXT),
    "another byline at the end": "".join(TEXT) + "（甲 乙 编辑：丙）",
    "a third of the sentences cut": "".join(TEXT[n] for n in range(24) if n % 3),
    "the second half cut": "".join(TEXT[:13]),
    "other marks and lines": "\n".join(TEXT).replace("，", ", ").replace("。", " . "),
    "digits of another width": "".join(TEXT).translate({ord(str(n)): 0xFF10 + n for n in range(10)}),
    "some letters changed": "".join("某" if n % 90 == 40 else letter for n, letter in enumerate("".join(TEXT))),
    "sentences in another order": "".join(TEXT[12:] + TEXT[:12]),
}


@pytest.mark.parametrize("made", MADE.values(), ids=MADE.keys())
def test_a_copy_is_one_source_with_the_earliest_known(made):
    late = article(made, "2021-04-01")
    others = [article("".join(sentences(seed, 24))) for seed in range(2, 30)]
    told = find_reprints([late, *others, FIRST])
    assert told.earliest[late.id] == told.earliest[FIRST.id] == FIRST.id
    assert [other.id for other in others] == [told.earliest[other.id] for other in others]
    assert told.excerpts == {}


def test_reports_of_one_form_on_two_events_stay_apart():
    form = "{}举行晋升仪式。主席团成员出席仪式，宣读命令状并向晋衔的{}等同志表示祝贺。仪式在嘹亮的歌声中开始，{}敬礼，全场起立鼓掌，仪式在{}结束。随后与会人员同{}合影留念。"
    one = article(form.format("三月一日东山市", "赵一鸣、钱二立", "赵一鸣、钱二立", "东山礼堂", "赵一鸣"))
    other = article(form.format("九月六日西河市", "孙三思、李四维", "孙三思、李四维", "西河会堂", "孙三思"))
    assert not one_source(one, other)


def test_two_sentences_that_differ_by_a_name_stay_apart_and_equal_ones_are_copies():
    assert not one_source(article("东镇司法所获评先进集体，全所上下深受鼓舞。"), article("西镇司法所获评先进集体，全所上下深受鼓舞。"))
    assert one_source(article("东镇司法所获评“先进集体”。"), article("东镇司法所 获评 先进集体"))


def test_what_is_first_is_the_date_then_the_own_site_then_the_id_and_never_guessed():
    dated, vague, bare = article("".join(TEXT), "2021-03-09"), article("按：" + "".join(TEXT), "2021"), article("注：" + "".join(TEXT), None)
    assert set(find_reprints([bare, vague, dated]).earliest.values()) == {dated.id}
    paper, own = article("甲" + "".join(TEXT), publisher="示例法治报"), article("乙" + "".join(TEXT), publisher="东山市司法局")
    assert set(find_reprints([paper, own]).earliest.values()) == {own.id}
    same = [article(mark + "".join(TEXT)) for mark in "甲乙丙"]
    assert set(find_reprints(same).earliest.values()) == {min(one.id for one in same)}


def test_an_excerpt_is_one_source_with_the_long_text_that_holds_it():
    notice = article("".join(TEXT[4:8]), "2021-03-01")
    told = find_reprints([FIRST, notice])
    assert set(told.earliest.values()) == {notice.id}
    assert told.excerpts == {notice.id: (FIRST.id,)}


def test_of_copies_that_hold_an_excerpt_the_earliest_that_does_is_named():
    notice, cut, late = article("".join(TEXT[20:])), article("".join(TEXT[:20]), "2021-01-01"), article("注：" + "".join(TEXT), "2021-05-01")
    told = find_reprints([FIRST, notice, late, cut])
    assert told.excerpts == {notice.id: (FIRST.id,)}
    assert set(told.earliest.values()) == {cut.id}


def test_a_digest_and_the_texts_that_it_holds_are_sources_of_their_own():
    one, other = article("".join(sentences(50, 5))), article("".join(sentences(51, 5)))
    digest = article(one.text + other.text + "".join(sentences(52, 6)))
    told = find_reprints([one, other, digest])
    assert told.earliest == {each.id: each.id for each in (one, other, digest)}
    assert told.excerpts == {one.id: (digest.id,), other.id: (digest.id,)}


def test_an_excerpt_of_an_excerpt_makes_no_digest():
    middle, short = article("".join(TEXT[:10])), article("".join(TEXT[2:6]))
    assert one_source(FIRST, middle, short)


def test_a_notice_in_two_long_reports_joins_the_earliest_and_leaves_the_other():
    notice = "".join(sentences(60, 5))
    early, late = article(notice + "".join(sentences(61, 20)), "2021-01-01"), article("".join(sentences(62, 20)) + notice, "2021-02-01")
    own = article(notice, "2021-01-15")
    told = find_reprints([late, own, early])
    assert told.earliest == {early.id: early.id, own.id: early.id, late.id: late.id}
    assert told.excerpts == {own.id: (early.id, late.id)}


def test_the_same_result_whatever_the_order_and_in_every_run():
    articles = [article("".join(sentences(seed, 12)), f"2021-01-{seed + 1:02}") for seed in range(20)]
    articles += [article("又讯：" + one.text[: len(one.text) * 3 // 4], "2021-05-01") for one in articles[::2]]
    expected = find_reprints(articles)
    assert len(set(expected.earliest.values())) == 20
    for seed in range(4):
        random.Random(seed).shuffle(articles)
        assert find_reprints(articles) == expected


def test_a_thousand_notices_of_one_form_are_told_apart_and_their_copies_found():
    form = "{}镇司法所发布公告：自本月起在{}村、{}村、{}村设立调解点，联系人{}，每逢集日受理{}类纠纷{}件以内，逾期由{}号窗口登记，请相互转告。办理时请带身份证件与有关材料。"
    chance = random.Random(7)
    word = lambda: "".join(chance.choices("安宁康泰福禄寿喜春夏秋冬梅兰竹菊松柏", k=4))  # noqa: E731
    notices = [article(form.format(word(), word(), word(), word(), word(), word(), chance.randrange(10, 99), chance.randrange(100, 999))) for _ in range(1000)]
    copies = [article(one.text + "（完）", "2021-06-01") for one in notices[::100]]
    told = find_reprints([*notices, *copies]).earliest
    assert {copy.id for copy in copies} == {one for one, first in told.items() if one != first}
    assert [told[copy.id] for copy in copies] == [one.id for one in notices[::100]]


@pytest.mark.parametrize("text", ["", " ", "。", "！？\n", "法", "🏛️⚖️", "\u202e\u0000"])
def test_texts_of_nothing_are_no_trouble(text):
    told = find_reprints([article(text), FIRST])
    assert told.earliest == {article(text).id: article(text).id, FIRST.id: FIRST.id}
    assert find_reprints([]).earliest == {}


def test_letters_and_shingles():
    assert letters("“枫桥式”司法所，２０２１年") == "枫桥式司法所2021年"
    assert shingles("枫桥式司法所") == {"枫桥式司", "桥式司法", "式司法所"}
    assert shingles("法") == {"法"}
