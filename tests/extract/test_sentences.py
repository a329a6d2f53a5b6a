"""The example sentences: every phenomenon of the genre in our own words, traps included.

``tests/data/sentences/README.md`` tells the format.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lawgraph.extract.extractor import extract
from lawgraph.model import Article, Claim, Extraction, Kind, Mention, Property

FOLDER = Path(__file__).parents[1] / "data" / "sentences"
#: Rises with the sentences; at least a third of them are negative.
AT_LEAST = 1040
FIELDS = {
    "id", "phenomenon", "text", "title", "publisher", "date",
    "nodes", "edges", "not_nodes", "not_edges", "withheld", "nothing",
}  # fmt: skip
CLAIM_FIELDS = {"role", "modality", "observed", "since", "until", "count", "conferred_by"}


def cases() -> list[dict[str, Any]]:
    """All cases of all files, in order."""
    return [case for path in sorted(FOLDER.glob("*.toml")) for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]


CASES = cases()


def negative(case: dict[str, Any]) -> bool:
    """Tell whether a case says that something is not there."""
    empty = any(not wanted for field in ("nodes", "edges") for wanted in case.get(field, {}).values())
    return case.get("nothing", False) or empty or "not_nodes" in case or "not_edges" in case


def read(case: dict[str, Any]) -> Extraction:
    """Extract the case's article."""
    return extract(
        Article(text=case["text"], title=case.get("title", ""), publisher=case.get("publisher"), date=case.get("date"))
    )


def bears(mention: Mention, name: str) -> bool:
    """Tell whether a name is one of a mention's."""
    return name == mention.name or name in mention.aliases


def says(claim: Claim, edge: list[Any]) -> bool:
    """Tell whether a claim says what an edge of a case says."""
    subject, target, *fields = edge
    ends = [(claim.subject, claim.object)]
    if claim.property is Property.COOPERATES_WITH:
        ends.append((claim.object, claim.subject))
    qualified = all((getattr(claim, field) or "") == value for row in fields for field, value in row.items())
    return qualified and any(bears(one, subject) and bears(other, target) for one, other in ends)


def shown(claim: Claim) -> str:
    """A claim as a failure message shows it."""
    return f"{claim.subject.name} -{claim.property}-> {claim.object.name} ({claim.role}, {claim.modality}, {claim.rule})"


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_sentence(case):
    found = read(case)
    if case.get("nothing"):
        assert {one.name for one in found.mentions} == set()
    for kind, wanted in case.get("nodes", {}).items():
        mentions = [one for one in found.mentions if one.kind == Kind(kind)]
        assert {one.name for one in mentions if not any(bears(one, name) for name in wanted)} == set(), "found, not wanted"
        assert [name for name in wanted if not any(bears(one, name) for one in mentions)] == [], {one.name for one in mentions}
    for prop, wanted in case.get("edges", {}).items():
        claims = [one for one in found.claims if one.property == Property(prop)]
        assert [shown(one) for one in claims if not any(says(one, edge) for edge in wanted)] == [], "found, not wanted"
        assert [edge for edge in wanted if not any(says(one, edge) for one in claims)] == [], [shown(one) for one in claims]
    for kind, names in case.get("not_nodes", {}).items():
        assert {one.name for one in found.mentions if one.kind == Kind(kind) and any(bears(one, name) for name in names)} == set()
    for prop, edges in case.get("not_edges", {}).items():
        assert [shown(one) for one in found.claims if one.property == Property(prop) and any(says(one, edge) for edge in edges)] == []
    if "withheld" in case:
        assert found.withheld == case["withheld"]


def test_there_are_enough_sentences_and_a_third_are_negative():
    assert len(CASES) >= AT_LEAST
    assert 3 * sum(map(negative, CASES)) >= len(CASES)


def test_the_sentences_are_well_formed():
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert len({case["text"] for case in CASES}) == len(CASES)
    for case in CASES:
        assert set(case) <= FIELDS, case["id"]
        assert set(case) & {"nodes", "edges", "not_nodes", "not_edges", "withheld", "nothing"}, case["id"]
        for edges in (*case.get("edges", {}).values(), *case.get("not_edges", {}).values()):
            assert all(set(row) <= CLAIM_FIELDS for edge in edges for row in edge[2:]), case["id"]
