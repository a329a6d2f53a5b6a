"""The words that rules look for in running text, set by set, and the one automaton that finds them all."""

from __future__ import annotations

import functools
from enum import StrEnum

from lawgraph.lexicon.divisions import TOWNSHIP_ENDINGS, Gazetteer
from lawgraph.lexicon.matcher import Matcher
from lawgraph.lexicon.vocabulary import Vocabulary


class Term(StrEnum):
    """A set of words; the value is a word of it."""

    PLACE = "包头市"
    DOUBTFUL_PLACE = "中山"
    ORGAN = "司法局"
    NATIONAL_BODY = "最高人民法院"
    ANAPHOR = "该局"
    TITLE = "局长"
    WORK = "记者"
    AWARDING = "荣获"
    HOLDING = "召开"
    EVENT = "座谈会"
    ATTENDING = "出席"
    ISSUING = "印发"
    IMPLEMENTING = "贯彻落实"
    LAUNCHING = "打造"
    UNDERTAKING = "承担"
    FOUNDING = "设立"
    FACILITY = "服务站"
    REFORMING = "首创"
    REFORM = "制度"
    PROGRAM = "专项行动"
    CAMPAIGN = "党史学习教育"
    TAIL = "工作法"
    DISTINCTION = "先进"
    SHARING = "榜上有名"
    JOINING = "联合"


@functools.cache
def terms() -> Matcher[Term]:
    """Return the automaton, made on the first call."""
    vocabulary = Vocabulary.load()
    posts, honours, events = vocabulary.posts, vocabulary.honours, vocabulary.events
    documents, programs = vocabulary.documents, vocabulary.programs
    return Matcher(
        {
            Term.PLACE: Gazetteer.load().names(),
            Term.DOUBTFUL_PLACE: Gazetteer.load().doubtful(),
            Term.ORGAN: (ending for organ in vocabulary.organs for ending in organ.endings),
            Term.NATIONAL_BODY: (form for body in vocabulary.national for form in body.forms),
            Term.ANAPHOR: vocabulary.relations["anaphors"],
            Term.TITLE: (*posts["heads"], *posts["others"]),
            Term.WORK: (*posts["works"]["before"], *posts["works"]["after"], *posts["works"]["public"]),
            Term.AWARDING: (*honours["receive"], *honours["give"], *honours["hand"], *honours["split"], "颁发"),
            Term.HOLDING: (*events["held"], *events["going"]),
            Term.EVENT: events["endings"],
            Term.ATTENDING: events["attended"],
            Term.ISSUING: documents["issued"],
            Term.IMPLEMENTING: documents["implements"],
            Term.LAUNCHING: (*programs["hard"], *programs["soft"], *programs["weak"]),
            Term.UNDERTAKING: programs["undertaken"],
            Term.FOUNDING: programs["founding"],
            Term.FACILITY: programs["facilities"],
            Term.REFORMING: programs["reforming"],
            Term.REFORM: programs["reforms"],
            Term.PROGRAM: (*programs["strong"], *programs["particular"]),
            Term.CAMPAIGN: programs["national"],
            Term.TAIL: programs["tails"],
            Term.DISTINCTION: honours["marks"],
            Term.SHARING: honours["same"],
            Term.JOINING: vocabulary.relations["together"],
        },
        seldom=TOWNSHIP_ENDINGS,
    )
