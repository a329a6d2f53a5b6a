"""Persons who are shown to be public by how a text sets their names: speakers of a recorded talk, names with a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgraph.extract.findings import Post, Posting
from lawgraph.extract.nodes.foreign_names import foreign_at
from lawgraph.extract.nodes.official_names import name_at
from lawgraph.extract.nodes.official_works import clubs, one_before, read_by_tagger
from lawgraph.extract.text import Keyed
from lawgraph.extract.tokens import is_guess
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.nodes.name_words import Name
    from lawgraph.extract.scene import Scene


def find_speakers(scene: Scene) -> Iterator[Posting]:
    """Yield whoever opens a line of a recorded talk: 章惠生:首先感谢各位."""
    for line in _SPEAKER.finditer(scene.folded):
        start, end = line.span("name")
        name = name_at(scene, start)
        known = name is not None and name.end == end and _is_said(scene, name)
        if line["name"] not in clubs() and (known or (name is None and foreign_at(scene, start, end) == end)):
            post = Post(end, line.end(), end, "", False, None)
            yield Posting(Mention(start, end, Kind.OFFICIAL, name.text if name is not None else line["name"]), post, "work")


def find_linked(scene: Scene) -> Iterator[Posting]:
    """Yield whoever is named with a link to a page of their own, as news sites link public persons: 李迅来(微博)认为."""
    for link in _LINK.finditer(scene.folded):
        start = scene.text.sentence(link.start()).start
        name = one_before(scene, link.start(), start)
        if name is not None:
            post = Post(link.start(), link.end(), link.start(), "", False, None)
            yield Posting(Mention(name.start, name.end, Kind.OFFICIAL, name.text), post, "work")


_LINK = Keyed(r" ?\((?:微博|博客|blog)\)", "(微博)", "(博客)", "(blog)")


def _is_said(scene: Scene, name: Name) -> bool:
    """Tell whether the tagger reads a speaker's name, or a surname and no common word behind it: 徐|东华."""
    if read_by_tagger(scene, name.start) == name:
        return True
    first = scene.tokens.at(name.start)
    rest = scene.tokens.at(name.start + 1)
    if first is None or rest is None or (first.end, rest.end) != (name.start + 1, name.end) or len(name.text) != 3:
        return False
    return rest.tag in {"nr", "nz", "ns", "nrt"} or is_guess(rest.word)


#: A speaker's label, with what was said behind it.
_SPEAKER = Keyed(r"(?:^|\n)\(?(?P<name>[\u4e00-\u9fff]{2,4})\)?:(?=[\u4e00-\u9fff“]{2})", ":")
