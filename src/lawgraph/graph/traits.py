"""Gender, birth and ethnicity of officials, where the sentence of a claim states them.

The claim carries what its own sentence says (``lg:statedBirth`` …), so that each such statement has
its evidence; the official carries it where all of their claims agree.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from lawgraph.graph import literals
from lawgraph.graph.derived import Derived
from lawgraph.graph.names import name
from lawgraph.model import Kind

if TYPE_CHECKING:
    from lawgraph.graph.derived import Statement
    from lawgraph.graph.knowledge import Knowledge
    from lawgraph.model import Mention

#: By the name of the trait in ``Mention.traits``: what the official carries, and what the claim does.
_PROPERTIES: Final = {
    "born": ("schema:birthDate", "lg:statedBirth"),
    "ethnicity": ("lg:ethnicity", "lg:statedEthnicity"),
    "gender": ("schema:gender", "lg:statedGender"),
}


def stated(mention: Mention) -> list[Statement]:
    """Return what a claim says of its subject's traits, in Turtle."""
    return [(_PROPERTIES[trait][1], (_literal(trait, value),)) for trait, value in mention.traits]


def trait_part(knowledge: Knowledge, base: str) -> Derived:
    """Return the traits of officials on which all claims agree; a month of birth and its year agree."""
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for resolved in knowledge.claims:
        if resolved.claim.subject.traits and resolved.subject.kind is Kind.OFFICIAL:
            for trait, value in resolved.claim.subject.traits:
                told[name(Kind.OFFICIAL, resolved.subject.id, base)][trait].add(value)
    derived = Derived()
    for official, traits in told.items():
        for trait in sorted(traits):
            exact = max(traits[trait], key=lambda value: (len(value), value))
            if all(value == exact or (trait == "born" and exact.startswith(value)) for value in traits[trait]):
                derived.said[official].append((_PROPERTIES[trait][0], (_literal(trait, exact),)))
    return derived


def _literal(trait: str, value: str) -> str:
    if trait == "born":
        return literals.date(value)
    return literals.string(value, "zh" if trait == "ethnicity" else None)
