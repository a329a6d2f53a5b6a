"""The abstention list of a build: ``abstained.jsonl``, one object a line, in order of article and place.

It is for people who work on recall and no part of the graph, and so it is bounded: of a mass of
articles it holds those of the lowest ids, which are a fair sample, since ids are digests of texts.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from lawgraph.graph.files import atomic
from lawgraph.graph.literals import clean
from lawgraph.model import Property, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from lawgraph.graph.knowledge import Knowledge
    from lawgraph.model import Abstention, Article

ABSTAINED_FILE = "abstained.jsonl"
#: At most so many lines, some 80 MB: more than anybody reads, and enough to count by word and reason.
MAX_LINES = 200_000
#: Letters of a sentence that a line shows, around the word.
_SHOWN = 300


def write_abstentions(knowledge: Knowledge, abstained: Mapping[str, tuple[Abstention, ...]], path: str | PathLike[str]) -> None:
    """Write the abstentions of each article, by its id: the word, what it calls for, why there is no claim, and the sentence."""
    left = MAX_LINES
    with atomic(path) as stream:
        for article in knowledge.articles:
            for one in abstained.get(article.id, ())[:left]:
                line = clean(json.dumps(abstention_record(article, one), ensure_ascii=False))
                stream.write(line.encode("utf-8") + b"\n")
                left -= 1


def abstention_record(article: Article, abstention: Abstention) -> dict[str, Any]:
    """Return an abstention as a JSON object; of a long sentence ``sentence`` holds what is around the word."""
    start, end = abstention.sentence_start, abstention.sentence_end
    if end - start > _SHOWN:
        start = max(start, min(abstention.start - _SHOWN // 2, end - _SHOWN))
        end = start + _SHOWN
    return {
        "article": article.id,
        "property": abstention.property.value,
        "word": article.text[abstention.start : abstention.end],
        "reason": abstention.reason.value,
        "start": abstention.start,
        "end": abstention.end,
        "sentence_start": abstention.sentence_start,
        "sentence_end": abstention.sentence_end,
        "sentence": article.text[start:end],
    }


def abstention_counts(abstained: Mapping[str, tuple[Abstention, ...]]) -> dict[str, Any]:
    """Return how many there are, how many of them the file holds, and how many by reason and by property."""
    everything = [one for found in abstained.values() for one in found]
    reasons, properties = Counter(one.reason for one in everything), Counter(one.property for one in everything)
    return {
        "found": len(everything),
        "written": min(len(everything), MAX_LINES),
        "reasons": {reason.value: reasons[reason] for reason in Reason if reasons[reason]},
        "properties": {prop.value: properties[prop] for prop in Property if properties[prop]},
    }
