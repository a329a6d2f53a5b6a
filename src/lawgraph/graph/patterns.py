"""Patterns: what programs of separate launchers have in common, as concepts, so that diffusion can be asked.

A pattern is derived from names and launches alone. It is no program: “枫桥式”司法所 of ten provinces
stay ten, each with its launcher, and point to one concept.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawgraph.graph import literals
from lawgraph.graph.derived import Derived
from lawgraph.graph.names import name
from lawgraph.lexicon.pinyin import pinyin
from lawgraph.model import Kind, Property
from lawgraph.resolve.ids import digest, slug
from lawgraph.resolve.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import KeysView

    from lawgraph.graph.knowledge import Knowledge
    from lawgraph.model import Entity
    from lawgraph.resolve.patterns import Pattern as Form


@dataclass(frozen=True, slots=True)
class Shared:
    """A pattern that separate launchers have: its identifier, its label, and the ids of its programs."""

    id: str
    label: str
    programs: tuple[str, ...]


def find_patterns(knowledge: Knowledge) -> tuple[Shared, ...]:
    """Return the patterns of the programs of ``knowledge``, by identifier.

    A pattern has at least two programs without a launcher in common. A program that nobody is told to
    have launched has none, nor has a campaign of the whole country, which is one program wherever it is run.
    Words that nobody puts in quotation marks are less surely a name: their launchers belong to two divisions.
    """
    launchers: dict[str, dict[str, Entity]] = defaultdict(dict)
    for claim in knowledge.claims:
        if claim.claim.property is Property.LAUNCHED and claim.object.kind is Kind.PROGRAM:
            launchers[claim.object.id][claim.subject.id] = claim.subject
    by_key: dict[str, list[tuple[str, Form]]] = defaultdict(list)
    for program, launched in sorted(launchers.items()):
        entity = knowledge.entity_by_id(Kind.PROGRAM, program)
        names = {other for body in launched.values() for other in (body.label, *body.alt_labels)}
        if form := pattern(entity.label, names):
            by_key[form.key].append((program, form))
    found = []
    for key, forms in by_key.items():
        bodies = [launchers[program] for program, _ in forms]
        label = _label([form for _, form in forms])
        places = {one.code for each in bodies for one in each.values()} - {None}
        if any(form.particular for _, form in forms) and _separate([each.keys() for each in bodies]) and ("“" in label or len(places) > 1):
            found.append(Shared(f"{slug(key)}-{digest(key)}", label, tuple(program for program, _ in forms)))
    return tuple(sorted(found, key=lambda one: one.id))


def _separate(groups: list[KeysView[str]]) -> bool:
    """Tell whether two of the groups of launchers have none in common."""
    return any(one.isdisjoint(other) for number, one in enumerate(groups) for other in groups[:number])


def _label(forms: list[Form]) -> str:
    """Return the commonest label in quotation marks, else the commonest; of equals the first in order."""
    counts: dict[str, int] = defaultdict(int)
    for form in forms:
        counts[form.label] += 1
    return min(counts, key=lambda label: ("“" not in label, -counts[label], label))


def pattern_part(knowledge: Knowledge, base: str) -> Derived:
    """Return the patterns as concepts, and ``lg:patternOf`` of their programs."""
    derived = Derived()
    for one in find_patterns(knowledge):
        concept = name("pattern", one.id, base)
        label = (literals.string(literals.clean_label(one.label), "zh"),)
        spelt = (literals.string(pinyin(one.label), "zh-latn-pinyin"),)
        derived.nodes[concept] = [("a", ("skos:Concept",)), ("rdfs:label", label), ("skos:prefLabel", label), ("skos:hiddenLabel", spelt)]
        for program in one.programs:
            derived.said[name(Kind.PROGRAM, program, base)].append(("lg:patternOf", (concept,)))
    return derived
