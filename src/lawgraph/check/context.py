"""Where the graph got a node from: the article and the sentence behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from lawgraph.errors import OutputError
from lawgraph.graph.names import NAMESPACES, PREFIXES
from lawgraph.graph.records import ARTICLES_FILE, CLAIMS_FILE, iter_records
from lawgraph.graph.stream import by_subject, rdf_files, triples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

    from lawgraph.graph.stream import Group, Term

    NodeKey = tuple[str, str]

_NODE: Final = re.compile(rf"[/#]({'|'.join(NAMESPACES)})/([^/\s>]+)>$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence and the title of its article; either may be unknown."""

    title: str = ""
    sentence: str = ""


def passages(source: str | PathLike[str], nodes: Iterable[str]) -> dict[str, Passage]:
    """Return, for each of these nodes (named as in N-Triples), the first passage that it comes from.

    A built folder tells it by its records; for a file alone the graph itself is asked, which misses
    a claim that lost its evidence. Nodes of which nothing is known are left out.
    """
    wanted = set(nodes)
    folder = Path(source)
    if not wanted:
        return {}
    try:
        if (folder / CLAIMS_FILE).is_file() and (folder / ARTICLES_FILE).is_file():
            return _of_records(folder, wanted)
        return _of_graph(rdf_files(source), wanted)
    except OutputError:  # a damaged record takes the passage away, and not the result that it explains
        return {}


def node_key(node: str) -> NodeKey | None:
    """Return the kind and the id of a node of ours: ``("claim", "c03")``; None for any other."""
    found = _NODE.search(node)
    return (found[1], unquote(found[2])) if found else None


def _of_records(folder: Path, wanted: set[str]) -> dict[str, Passage]:
    keys = {key: node for node in wanted if (key := node_key(node))}
    found: dict[str, tuple[str, str]] = {node: (key[1], "") for key, node in keys.items() if key[0] == "article"}
    for names, article, quote in iter_records(folder / CLAIMS_FILE, _names):
        for name in names:
            if name in keys:
                found.setdefault(keys[name], (article, quote))
    articles = {article for article, _ in found.values()}
    titles = dict(iter_records(folder / ARTICLES_FILE, lambda record: (record["id"], record["title"] or record["text"][:24])))
    return {node: Passage(titles.get(article, ""), quote) for node, (article, quote) in found.items() if article in articles}


def _names(record: dict[str, Any]) -> tuple[list[NodeKey], str, str]:
    """Return the keys of all nodes that a claim stands for, its article and its words."""
    ends = [(record[end]["kind"].lower(), record[end]["id"]) for end in ("subject", "object")]
    evidence = f"{record['article']}-{record['start']}-{record['end']}"
    return [("claim", record["id"]), ("evidence", evidence), *ends], record["article"], record["quote"]


def _of_graph(files: tuple[Path, ...], wanted: set[str]) -> dict[str, Passage]:
    """Follow node, claim, evidence and article, each in a pass over the files."""
    derived, source = PREFIXES["prov"] + "wasDerivedFrom", PREFIXES["oa"] + "hasSource"
    exact, label = PREFIXES["oa"] + "exact", PREFIXES["rdfs"] + "label"
    ends = (PREFIXES["rdf"] + "subject", PREFIXES["rdf"] + "object")

    behind: dict[str, str] = {}  # node to evidence
    for subject, properties in _groups(files):
        if derived in properties and ends[0] in properties:  # a claim: tenures are derived from claims in turn
            evidence = str(properties[derived][0])
            for name in (subject, evidence, *(str(end) for path in ends for end in properties.get(path, ()))):
                if name in wanted:
                    behind.setdefault(name, evidence)
        elif subject in wanted and source in properties:  # evidence that no claim stands on
            behind.setdefault(subject, subject)
    spots = _picked(files, set(behind.values()))
    articles = {node: str(_first(spots.get(evidence), source)) for node, evidence in behind.items()}
    articles |= {node: node for node in wanted if (key := node_key(node)) and key[0] == "article"}
    titles = _picked(files, set(articles.values()))
    return {
        node: Passage(_text(_first(titles.get(article), label)), _text(_first(spots.get(behind.get(node, "")), exact)))
        for node, article in articles.items()
    }


def _first(properties: dict[str, list[Term]] | None, path: str) -> Term | None:
    values = properties.get(path) if properties else None
    return values[0] if values else None


def _text(term: Term | None) -> str:
    return str(term.value) if term is not None and hasattr(term, "value") else ""


def _groups(files: tuple[Path, ...]) -> Iterator[Group]:
    for path in files:
        yield from by_subject(triples(path))


def _picked(files: tuple[Path, ...], wanted: set[str]) -> dict[str, dict[str, list[Term]]]:
    picked: dict[str, dict[str, list[Term]]] = {}
    for subject, properties in _groups(files):
        if subject in wanted:
            picked.setdefault(subject, {}).update(properties)
    return picked
