"""What a rule is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from lawgraph.extract.dates import date_in
from lawgraph.model import Claim, Property

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.model import Mention


@dataclass(frozen=True, slots=True)
class Expected:
    """An edge that a rule's example must give."""

    subject: str
    property: Property
    object: str


class RuleFunction(Protocol):
    """A rule reads a scene and yields claims."""

    def __call__(self, scene: Scene) -> Iterator[Claim]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Rule:
    """A named, versioned function from a scene to claims, with the example that documents and tests it.

    ``id`` is stable; ``version`` rises whenever the rule's results change.
    """

    id: str
    version: int
    example: str
    expects: Expected
    find: RuleFunction

    @property
    def name(self) -> str:
        """The id and version as claims carry them."""
        return f"{self.id}/{self.version}"


def rule(identifier: str, version: int, *, example: str, expects: tuple[str, Property, str]) -> Callable[[RuleFunction], Rule]:
    """Make a rule of a function: ``@rule("awarded.passive", 1, example=…, expects=(…))``."""

    def make(function: RuleFunction) -> Rule:
        return Rule(identifier, version, example, Expected(*expects), function)

    return make


def when(scene: Scene, at: int) -> str | None:
    """Return the date that the sentence at ``at`` gives for what it says there, None where it gives none.

    A date behind it counts in its own clause only: 获评甲,2018年获评乙 dates no more than 乙.
    """
    sentence, clause = scene.text.sentence(at), scene.text.clause(at)
    return date_in(scene.folded[sentence.start : sentence.end], scene.article.date, at - sentence.start, clause.end - sentence.start)


def claim(scene: Scene, subject: Mention, prop: Property, obj: Mention, at: int, **qualifiers: str | int | None) -> Claim:
    """Return a claim that stands on the sentence at ``at``; rule and confidence are filled in by the extractor."""
    qualifiers.setdefault("observed", when(scene, at))
    sentence = scene.text.sentence(at)
    start, end = sentence.start, sentence.end
    while start < end and scene.folded[start] in " \n":
        start += 1
    while end > start and scene.folded[end - 1] in " \n":
        end -= 1
    return Claim(subject, prop, obj, start, end, "", 0.0, **qualifiers)  # type: ignore[arg-type]
