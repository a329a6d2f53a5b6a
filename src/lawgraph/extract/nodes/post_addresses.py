"""The bodies of posts that are told as forms of address: 会议由|苗林|局长|主持."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgraph.extract.nodes.post_bodies import fits, only, spoken_of
from lawgraph.extract.nodes.post_implied import bare_organ
from lawgraph.extract.nodes.post_units import unit_before

if TYPE_CHECKING:
    from lawgraph.extract.findings import Post
    from lawgraph.extract.nodes.name_words import Name
    from lawgraph.extract.scene import Scene
    from lawgraph.model import Mention


def addressed_at(scene: Scene, name: Name, post: Post) -> Mention | None:
    """Return the body at which a person has the post that is the form of address: the one right before the name, else one spoken of."""
    return (
        _house(scene, name)
        or bare_organ(scene, name.start, None)[0]
        or _unit_of(scene, name, post)
        or _of_the_article(scene, post)
        or spoken_of(scene, post)
        or (only(scene, ("厅",)) if post.title.endswith("厅长") else None)  # 到省司法厅汇报…\n陈旭东|厅长: the province's, whose bureau's page this is
    )


def _house(scene: Scene, name: Name) -> Mention | None:
    """Return the body whose name ends where a person's begins: 墨言律师事务所|郭方|律师."""
    return next((one for one in scene.institutions if one.end == name.start), None)


def _unit_of(scene: Scene, name: Name, post: Post) -> Mention | None:
    """Return the unit right before a person with its head's title behind: 市司法局行政复议科|李涛|科长."""
    unit = unit_before(scene, name.start)
    return unit if unit is not None and fits(post.title, unit) else None


def _of_the_article(scene: Scene, post: Post) -> Mention | None:
    """Return the article's own body where a form of address fits it: 会议由|苗林|局长|主持, whatever bureau was named last."""
    focus = scene.focus
    return focus.anaphor(post.start, post.end) if focus is not None and post.head and fits(post.title, focus) else None
