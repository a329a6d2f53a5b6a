"""Read what the words right behind an official's name state of the person: 张三(女,彝族) · 张三,女,1975年8月生.

Only whoever is an official anyway is asked about, and only words that stand in one row behind the
name count: the row ends at the first that is none of its kind (现任, a verb, another name).
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.lexicon.vocabulary import Vocabulary

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene
    from lawgraph.model import Mention


class Traits(NamedTuple):
    """The traits that stand behind one name, as a mention carries them, and where the last of them ends."""

    pairs: tuple[tuple[str, str], ...]
    end: int


#: Where a row may begin: a mark, or the bracket of 张三(女).
_OPENING = frozenset(" ,、(")
_GENDERS = {"男": "male", "女": "female"}
#: What a row holds besides: age, home, Party, schooling, service.
_BESIDES = (
    r"\d{2}岁|[\u4e00-\u9fff]{2,12}人|籍贯[\u4e00-\u9fff]{2,12}|(?:中共)?(?:预备)?党员|无党派(?:人士)?|群众|[\u4e00-\u9fff]{2,3}党(?:党)?员|[\u4e00-\u9fff]{2,4}会员"
    r"|[\u4e00-\u9fff]{0,8}(?:大学|大专|本科|研究生|中专|高中|专科)(?:学历|文化(?:程度)?)?|[\u4e00-\u9fff]{0,8}(?:学士|硕士|博士)(?:学位)?|[\u4e00-\u9fff]{1,8}(?:学历|学位)"
    r"|(?:19|20)\d{2}年(?:\d{1,2}月)?(?:参加工作|加入中国共产党|入党)"
)


@functools.cache
def _row() -> re.Pattern[str]:
    """One word of a row and the mark behind it."""
    groups = "|".join(sorted(Vocabulary.load().names["ethnicities"], key=len, reverse=True))
    return re.compile(
        r"[ ,、(]{0,2}(?:(?P<gender>[男女])(?:性|同志)?|(?P<ethnicity>" + groups + ")"
        r"|(?:出?生于|出生年月:?|出生日期:?)?(?P<year>(?:19|20)\d{2})(?:年(?:(?P<month>1[0-2]|0?[1-9])月(?:\d{1,2}日)?)?|[.](?P<figure>1[0-2]|0[1-9])(?:[.]\d{2})?)"
        r"(?:出?生(?:于[\u4e00-\u9fff]{2,12}|人)?)?"
        "|" + _BESIDES + r")(?P<close>(?=[,、;。 )\n]|$)\)?)"
    )


#: A year and month behind a name is a birth where the row says so, or stands beside gender or ethnicity.
_BORN = re.compile(r"生|出生")


def find_traits(scene: Scene, mention: Mention) -> Traits | None:
    """Return what stands behind an official's name, None where nothing of it is told.

    A date of birth keeps the precision that it is told with, up to the month: a day would tell more
    of a person than telling two of one name apart needs. Of two values of one trait none counts.

    Example: 周立群,女,彝族,1975年8月生,现任… gives born 1975-08, ethnicity 彝族, gender female.
    """
    text = scene.folded
    position = mention.end + 2 if text.startswith("同志", mention.end) else mention.end
    if text[position : position + 1] not in _OPENING:
        return None
    limit = scene.text.sentence(mention.start).end
    told: dict[str, set[str]] = {}
    end = position
    while found := _row().match(text, position, limit):
        position = found.end()
        if found["gender"]:
            told.setdefault("gender", set()).add(_GENDERS[found["gender"]])
        elif found["ethnicity"]:
            told.setdefault("ethnicity", set()).add(found["ethnicity"])
        elif found["year"]:
            if not (_BORN.search(found.group()) or told):
                break
            if scene.year is not None and int(found["year"]) >= scene.year:
                break
            month = found["month"] or found["figure"]
            told.setdefault("born", set()).add(f"{found['year']}-{month:0>2}" if month else found["year"])
        else:
            continue
        end = position
    pairs = tuple((trait, min(values)) for trait, values in sorted(told.items()) if len(values) == 1)
    return Traits(pairs, end) if pairs else None
