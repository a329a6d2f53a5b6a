"""A graph in, one HTML file out: nothing in it is fetched, and no article text is ever code."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import re
import zlib
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawgraph.errors import ViewError
from lawgraph.graph.divisions import above, division
from lawgraph.graph.names import BASE, ONTOLOGY, checked_base
from lawgraph.graph.passages import shown
from lawgraph.graph.patterns import find_patterns
from lawgraph.graph.reprints import sources
from lawgraph.lexicon.pinyin import common_sounds, spelt
from lawgraph.model import Kind, Property
from lawgraph.view.collector import collect_map, link
from lawgraph.view.kinds import LOOKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgraph.graph.knowledge import Knowledge
    from lawgraph.model import Entity
    from lawgraph.view.layout import Field, Map, Spot

# The order is that of their use: they share one scope, so that the page needs no module loader.
SCRIPTS = (
    "texts.js",
    "data.js",
    "search.js",
    "dom.js",
    "state.js",
    "filters.js",
    "path.js",
    "labels.js",
    "fields.js",
    "expand.js",
    "whole.js",
    "map.js",
    "evidence.js",
    "sparql.js",
    "finder.js",
    "filterbar.js",
    "panel.js",
    "timeline.js",
    "table.js",
    "tree.js",
    "export.js",
    "main.js",
)
STYLES = ("style.css", "map.css")
#: sigma.js and graphology in one file (tools/sigma); only a page that vis-network cannot draw whole has it.
SIGMA = "sigma.min.js"
#: Characters of JSON from which on the page holds it packed: below, a reader may look into the file.
PACK_FROM = 1_000_000
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_ARTICLE = ("article", "title", "publisher", "reported", "url")


def render(knowledge: Knowledge, *, title: str | None = None, focus: Entity | None = None, base_iri: str = BASE) -> str:
    r"""Return the whole page as text. Write it as UTF-8 with ``\n``, or its hashes will not match.

    ``title`` replaces the page's own heading; ``focus`` is the node that it opens with; ``base_iri`` is that of the graph, for the queries that
    the page shows. Raises ViewError where pyvis lacks its vis-network.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    style = "".join(map(_asset, STYLES))
    data = page_data(knowledge, base_iri=base_iri)
    data["title"] = shown(title) if title else None
    data["focus"] = f"{focus.kind.value}/{focus.id}" if focus else None
    scripts = [vis_network(), *([_asset(SIGMA)] if data["atlas"] else []), _program()]
    text = to_json(data)
    packed = len(text) > PACK_FROM
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(map(_hash, scripts)),
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    environment = Environment(
        loader=PackageLoader("lawgraph.view", "."),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    # Only text of our own package and of vis-network is marked as safe, and JSON with < > & escaped.
    return environment.get_template("page.html.j2").render(
        title=data["title"] or "机构关系图谱",
        policy=Markup(policy),  # noqa: S704
        style=Markup(style),  # noqa: S704
        scripts=[Markup(script) for script in scripts],  # noqa: S704
        data=Markup(pack(text) if packed else text),  # noqa: S704
        packed=packed,
    )


def page_data(knowledge: Knowledge, *, base_iri: str = BASE) -> dict[str, Any]:
    """Return what the page knows, as tables by column: each column's name is written once, not once a row.

    What ``data.js`` can work out is left out: map labels, sizes, pinyin that follows from ``sounds``.
    """
    collected = collect_map(knowledge)
    articles: dict[str, int] = {}
    sentences: dict[str, int] = {}
    rules: dict[str, int] = {}
    article_rows: list[dict[str, Any]] = []
    passages: list[dict[str, Any]] = []
    edges: list[dict[str, Any]] = []
    for edge in collected.edges:
        for item in edge["evidence"]:
            if item["article"] not in articles:
                articles[item["article"]] = len(articles)
                article_rows.append({"id" if name == "article" else name: item[name] for name in _ARTICLE})
            row = {name: value for name, value in item.items() if name not in _ARTICLE}
            row["article"] = articles[item["article"]]
            row["sentence"] = sentences.setdefault(item["sentence"], len(sentences))
            row["rule"] = rules.setdefault(item["rule"], len(rules))
            passages.append(row)
        prop = _PROPERTIES.index(edge["property"])
        edges.append({"from": edge["from"], "to": edge["to"], "property": prop, "count": len(edge["evidence"])})
    _tell_sources(article_rows, knowledge)
    patterns = find_patterns(knowledge)
    pattern_of = {f"{Kind.PROGRAM.value}/{program}": number for number, pattern in enumerate(patterns) for program in pattern.programs}
    sounds = common_sounds((node["name"], node["pinyin"]) for node in collected.nodes)
    return {
        "kinds": _KINDS,
        "shapes": [LOOKS[kind].shape for kind in Kind],
        "colours": [LOOKS[kind].colour for kind in Kind],
        "properties": _PROPERTIES,
        "nodes": _columns(_node_row(node, sounds, collected.spots.get(node["id"]), pattern_of.get(node["key"])) for node in collected.nodes),
        "patterns": [shown(pattern.label) for pattern in patterns],
        "edges": _columns(edges),
        "passages": _columns(passages),
        "articles": _columns(article_rows),
        "sentences": list(sentences),
        "rules": list(rules),
        "sounds": sounds,
        "opening": _map_row(collected.opening),
        "atlas": _map_row(collected.atlas) if collected.atlas else None,
        "read": len(knowledge.articles),
        "divisions": _divisions({entity.code for entity in knowledge.entities if entity.code}),
        "base": checked_base(base_iri),
        "ontology": ONTOLOGY,
    }


def _tell_sources(rows: list[dict[str, Any]], knowledge: Knowledge) -> None:
    """Add to each article the number of its independent source, that of its text, the earliest known where it is a copy, and its copies to the letter."""
    by_article, earliest = sources(knowledge), knowledge.reprints.earliest
    source_numbers: dict[str, int] = {}
    text_numbers: dict[str, int] = {}
    for row in rows:
        article = knowledge.article_by_id(row["id"])
        row["source"] = source_numbers.setdefault(by_article[article.id], len(source_numbers))
        row["text"] = text_numbers.setdefault(earliest[article.id], len(text_numbers))
        first = knowledge.article_by_id(earliest[article.id])
        row["earliest"] = None if first == article else " ".join(filter(None, (shown(first.publisher or first.title), first.date)))
        row["copies"] = [
            {"title": shown(copy.title), "publisher": shown(copy.publisher or "") or None, "reported": copy.date, "url": link(copy.url)}
            for copy in article.copies
        ]


_KINDS = [kind.value for kind in Kind]
_PROPERTIES = [prop.value for prop in Property]


def _divisions(codes: set[str]) -> dict[str, list[str]]:
    """Return the names of each division from its province down: 150203 is 内蒙古自治区, 包头市, 昆都仑区."""
    found: dict[str, list[str]] = {}
    for code in sorted(codes):
        place, names = division(code), list[str]()
        while place is not None:
            names.insert(0, place.label)
            place = above(place.code)
        if names:
            found[code] = names
    return found


def _node_row(node: dict[str, Any], sounds: dict[str, str], spot: Spot | None, pattern: int | None) -> dict[str, Any]:
    row = {name: node.get(name) for name in ("name", "names", "code", "inferred", "provisional", "x", "y", "side", "foot")}
    row["kind"] = _KINDS.index(node["kind"])
    row["local"] = node["key"].partition("/")[2]
    row["pinyin"] = None if spelt(node["name"], sounds) == node["pinyin"] else node["pinyin"]
    row["atlas"] = spot
    row["pattern"] = pattern
    return row


def _map_row(drawn: Map) -> dict[str, Any]:
    return {"row": drawn.row, "fields": [_field_row(each) for each in drawn.fields]}


def _field_row(each: Field) -> list[Any]:
    """Return a field with its name: that of its division, or its key where the page has a word for it."""
    place = division(each.key)
    return [place.label if place else "", each.key, each.level, each.x, each.y, each.width, each.height]


def _columns(rows: Iterable[dict[str, Any]]) -> dict[str, list[Any]]:
    """Turn rows into columns; a column that is empty throughout is left out."""
    columns: dict[str, list[Any]] = {}
    for row in rows:
        for name, value in row.items():
            columns.setdefault(name, []).append(value)
    # Not "in (None, False, [])": 0 equals False, and a column of zeros is not empty.
    return {
        name: values
        for name, values in columns.items()
        if any(v is not None and v is not False and v != [] for v in values)
    }


def to_json(data: object) -> str:
    r"""Return JSON that no text can leave: nothing in it ends a script element or a line of script.

    Example: ``to_json("</script>") == '"\\u003c/script\\u003e"'``
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def pack(text: str) -> str:
    """Return text as zlib's deflate in base64, which ``data.js`` reads back with DecompressionStream.

    Chinese news in JSON shrinks to about a third so; no character of the result means anything in HTML.
    """
    return base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def vis_network() -> str:
    """Return the vis-network that pyvis ships, without the line that points to a source map."""
    # Found without an import: pyvis itself would load IPython and networkx, half a second for one file.
    package = importlib.util.find_spec("pyvis")
    folders = package.submodule_search_locations if package is not None else None
    try:
        source = Path((folders or [""])[0], _VIS).read_text(encoding="utf-8")
    except OSError as error:
        raise ViewError("pyvis", f"its {_VIS} is not there", "Install pyvis 0.3.2") from error
    return re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", source)


def _program() -> str:
    parts = [f"// {name}\n{_asset(name)}" for name in SCRIPTS]
    return '"use strict";\n(function () {\n' + "\n".join(parts) + "})();\n"


def _asset(name: str) -> str:
    return resources.files("lawgraph.view").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
