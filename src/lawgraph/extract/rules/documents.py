"""Rules for ``issued`` and ``implements``: who made a document, who carries one out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgraph.extract.rules.base import claim, rule
from lawgraph.extract.subjects import doers
from lawgraph.model import Property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.model import Claim


@rule(
    "issued.verb", 1,
    example="青州市司法局印发《青州市司法所工作规范》。",
    expects=("青州市司法局", Property.ISSUED, "《青州市司法所工作规范》"),
)
def issued(scene: Scene) -> Iterator[Claim]:
    """The subject of a verb of issuing made the document behind it."""
    for citation in scene.citations:
        if citation.verb is None or not citation.issued:
            continue
        author = _author(scene, citation.document.start)
        if author is not None:
            continue
        for doer in doers(scene, citation.verb.start):
            yield claim(scene, doer, Property.ISSUED, citation.document, citation.document.start)


def _author(scene: Scene, start: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Return the body whose name stands right before a document: 司法部《…意见》."""
    return next((one for one in scene.institutions if one.end == start), None)


@rule(
    "issued.author", 1,
    example="会议传达了司法部《关于加强司法所建设的意见》。",
    expects=("中华人民共和国司法部", Property.ISSUED, "《关于加强司法所建设的意见》"),
)
def author(scene: Scene) -> Iterator[Claim]:
    """A body whose name stands right before a document made it."""
    for citation in scene.citations:
        body = _author(scene, citation.document.start)
        if body is not None:
            yield claim(scene, body, Property.ISSUED, citation.document, citation.document.start)


@rule(
    "implements.verb", 1,
    example="青州市司法局深入学习贯彻《中国共产党政法工作条例》。",
    expects=("青州市司法局", Property.IMPLEMENTS, "《中国共产党政法工作条例》"),
)
def implements(scene: Scene) -> Iterator[Claim]:
    """The subject of a verb of carrying out or studying implements the document behind it."""
    for citation in scene.citations:
        if citation.verb is None or citation.issued:
            continue
        for doer in doers(scene, citation.verb.start):
            yield claim(scene, doer, Property.IMPLEMENTS, citation.document, citation.document.start)


RULES = (issued, author, implements)
