"""The texts and claims of a build as JSON Lines: one object a line, sorted by id, UTF-8.

``articles.jsonl`` holds the texts that every offset points into, ``claims.jsonl`` each claim with
its ends, words and rule. Fields that say nothing (no date, not inferred) are left out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lawgraph.errors import OutputError
from lawgraph.graph.files import atomic, read_error
from lawgraph.graph.literals import clean
from lawgraph.graph.publish import REPORT_FILE, finish
from lawgraph.model import Article, Claim, Entity, Kind, Mention, Property, ResolvedClaim
from lawgraph.resolve.ids import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike

    from lawgraph.graph.knowledge import Knowledge

ARTICLES_FILE = "articles.jsonl"
CLAIMS_FILE = "claims.jsonl"

_ENTITY_FIELDS = ("id", "label", "key", "code", "organ", "inferred", "provisional")

T = TypeVar("T")


def write_articles(knowledge: Knowledge, path: str | PathLike[str]) -> None:
    """Write every article with its text."""
    write_records(map(article_record, knowledge.articles), path)


def write_claims(knowledge: Knowledge, path: str | PathLike[str]) -> None:
    """Write every claim with its ends, its words and its rule."""
    write_records((claim_record(claim, knowledge.quote(claim)) for claim in knowledge.claims), path)


def read_articles(path: str | PathLike[str]) -> tuple[Article, ...]:
    """Read back what :func:`write_articles` wrote; raise where a text is not the one it was."""
    return tuple(iter_records(path, article_of))


def read_claims(path: str | PathLike[str]) -> tuple[ResolvedClaim, ...]:
    """Read back what :func:`write_claims` wrote.

    The entities lack ``alt_labels`` and ``mentions``, which the claims do not carry.
    """
    return tuple(iter_records(path, claim_of))


def article_record(article: Article) -> dict[str, Any]:
    """Return an article as a JSON object, with its copies where it has some: they share its text."""
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "date": article.date,
        "creators": list(article.creators),
        "url": article.url,
        "source": article.source,
        "sha256": article.sha256,
        "text": article.text,
    } | ({"copies": [_copy_record(article, copy) for copy in article.copies]} if article.copies else {})


def copy_id(article: Article, copy: Article) -> str:
    """Return the local name of a publication of an article's text: the article's, and a digest of what tells it apart."""
    return f"{article.id}-{digest('|'.join((copy.publisher or '', copy.date or '', copy.url or '')))}"


def _copy_record(article: Article, copy: Article) -> dict[str, Any]:
    return {
        "id": copy_id(article, copy),
        "title": copy.title,
        "publisher": copy.publisher,
        "date": copy.date,
        "creators": list(copy.creators),
        "url": copy.url,
        "source": copy.source,
    }


def claim_record(resolved: ResolvedClaim, quote: str) -> dict[str, Any]:
    """Return a claim as a JSON object: its ends as entities, with the span of each mention."""
    claim = resolved.claim
    record = {
        "id": resolved.id,
        "article": resolved.article_id,
        "subject": _end_record(resolved.subject, claim.subject),
        "property": claim.property.value,
        "object": _end_record(resolved.object, claim.object),
        "start": claim.start,
        "end": claim.end,
        "quote": quote,
        "rule": claim.rule,
        "confidence": claim.confidence,
        "observed": claim.observed,
        "since": claim.since,
        "until": claim.until,
        "role": claim.role,
        "count": claim.count,
        "conferred_by": claim.conferred_by,
        "modality": claim.modality,
    }
    return told(record)


def _end_record(entity: Entity, mention: Mention) -> dict[str, Any]:
    spot = {
        "start": mention.start,
        "end": mention.end,
        "name": mention.name,
        "aliases": list(mention.aliases),
        "code": mention.code,
        "organ": mention.organ,
        "anaphoric": mention.anaphoric,
        "traits": dict(mention.traits),
    }
    return {**told(entity_record(entity)), "mention": told(spot)}


def entity_record(entity: Entity) -> dict[str, Any]:
    """Return what an entity is, without its names and mentions, as a JSON object."""
    return {
        "kind": entity.kind.value,
        "id": entity.id,
        "label": entity.label,
        "key": entity.key,
        "code": entity.code,
        "organ": entity.organ,
        "inferred": entity.inferred,
        "provisional": entity.provisional,
    }


def told(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without the fields that say nothing; a zero says something."""
    return {
        key: value
        for key, value in record.items()
        if value is not None and value is not False and value not in ([], {})
    }


def article_of(record: dict[str, Any]) -> Article:
    """Return the article of a record. Raises ValueError where its text is not the one that was read, KeyError for a lack."""
    article = _publication(record, record["text"], tuple(_publication(copy, record["text"]) for copy in record.get("copies", ())))
    if article.sha256 != record["sha256"]:
        raise ValueError(f"the text of {record['id']} is not the one that was read (SHA-256 differs)")
    return article


def _publication(record: dict[str, Any], text: str, copies: tuple[Article, ...] = ()) -> Article:
    return Article(
        text=text,
        title=record["title"],
        publisher=record["publisher"],
        date=record["date"],
        creators=tuple(record["creators"]),
        url=record["url"],
        source=record["source"],
        copies=copies,
    )


def claim_of(record: dict[str, Any]) -> ResolvedClaim:
    """Return the claim of a record, its ends without ``alt_labels`` and ``mentions``. Raises ValueError or KeyError for no such record."""
    fields = ("observed", "since", "until", "role", "count", "conferred_by", "modality")
    kind = Kind(record["subject"]["kind"]), Kind(record["object"]["kind"])
    claim = Claim(
        subject=_mention(record["subject"]["mention"], kind[0]),
        property=Property(record["property"]),
        object=_mention(record["object"]["mention"], kind[1]),
        start=record["start"],
        end=record["end"],
        rule=record["rule"],
        confidence=record["confidence"],
        **{field: record[field] for field in fields if field in record},
    )
    subject, obj = entity_of(record["subject"]), entity_of(record["object"])
    return ResolvedClaim(record["id"], record["article"], subject, obj, claim)


def _mention(record: dict[str, Any], kind: Kind) -> Mention:
    lists = {"aliases": tuple(record.get("aliases", ())), "traits": tuple(sorted(record.get("traits", {}).items()))}
    return Mention(kind=kind, **(record | lists))


def entity_of(record: dict[str, Any]) -> Entity:
    """Return the entity that :func:`entity_record` wrote."""
    return Entity(kind=Kind(record["kind"]), **{name: record[name] for name in _ENTITY_FIELDS if name in record})


def write_records(records: Iterable[dict[str, Any]], path: str | PathLike[str]) -> None:
    """Write JSON objects, one a line, whole or not at all. Raises OutputError where that fails."""
    with atomic(path) as stream:
        for record in records:
            # Halves of surrogate pairs, which UTF-8 cannot hold, survive a JSON escape but not this.
            line = clean(json.dumps(record, ensure_ascii=False))
            stream.write(line.encode("utf-8") + b"\n")


def read_report(folder: str | PathLike[str]) -> dict[str, Any]:
    """Return the ``build.json`` of a built folder. Raises OutputError where the folder is none."""
    finish(folder)
    path = Path(folder) / REPORT_FILE
    try:
        report = json.loads(path.read_bytes())
    except OSError as error:
        raise read_error(path, error) from error
    except ValueError as error:
        raise OutputError(str(path), f"is no JSON: {error}", "Build it again with `lawgraph build`") from error
    if not isinstance(report, dict) or not isinstance(report.get("base_iri"), str):
        raise OutputError(str(path), "is no report of a build", "Build it again with `lawgraph build`")
    return report


def iter_records(
    path: str | PathLike[str],
    make: Callable[[dict[str, Any]], T],
    advance: Callable[[int], None] | None = None,
    *,
    only: Callable[[bytes], object] | None = None,
) -> Iterator[T]:
    """Yield what ``make`` returns for each JSON object of a file, one line at a time.

    ``advance`` takes the bytes of each line. Lines of which ``only`` does not hold are passed over, a
    hundred times as fast as they are read. Raises OutputError that names the line where one is no JSON
    object or ``make`` finds that it is no record.
    """
    number = 0
    try:
        with Path(path).open("rb") as stream:
            for number, line in enumerate(stream, 1):  # noqa: B007 - the error below tells the line
                if only and not only(line):
                    continue
                made = make(json.loads(line))
                if advance:
                    advance(len(line))
                yield made
    except OSError as error:
        raise read_error(path, error) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        problem = f"line {number} is no record of a build: {error!r}"
        raise OutputError(str(path), problem, "Build it again with `lawgraph build`") from error
