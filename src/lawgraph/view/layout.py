"""Where each node stands: an atlas. Provinces are fields, bodies stand in their province, and what a body did beside it.

A hub (an institution) and the nodes that stand with it form a cluster: the hub and a row for each node,
so that names beside the signs never meet. The clusters of one division are set on shelves, the divisions
of one province likewise, and the provinces fill strips of a field in the order of their codes (a strip
treemap: Bederson, Shneiderman and Wattenberg, ACM Transactions on Graphics 21(4), 2002). Nothing is
drawn by chance and nothing iterates, so 20,000 nodes take a second, and the same graph the same places.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, TypeAlias

from lawgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Pair: TypeAlias = tuple[int, int]
Spot: TypeAlias = tuple[float, float, int, float]
"""x, y, the side of the node where its name goes (-1, 0 or 1), and of a hub how far below it its cluster ends, else 0."""

_ROW = 21.0  # height of a row: a name of 13 pixels with air, at zoom 1
_ROWS_MOST = 28.0
_SMALL = 13.5  # the least height in pixels at which names in rows can be read
_LETTER = 13.0  # width of a Chinese character of a name, at zoom 1
_SPOKE = 46.0  # shortest line from a hub to a node beside it
_GAP = 26.0  # between two clusters
_TITLE = (34.0, 26.0)  # height of the title of a field, by its level
_TITLE_WIDTH = 110.0  # room for 内蒙古自治区
_WIDTHS = (0.6, 0.75, 0.9, 1.05, 1.25)  # of the whole, tried against what its area would give
_FEW = 6  # provinces that stand by size rather than by code
_PAD = 18.0  # between the edge of a field and what stands in it
_LINE = 20.0  # height of the name of a hub
_MEMBERS = 1.5  # how much larger the room for the name of a member may become: its row stays as high
_FAN = 4  # up to so many nodes stand on the right of their hub, more on both sides
_SCREEN = (810.0, 650.0)  # the map's part of a screen of 1280 by 800 pixels, less a margin
_ASPECT = _SCREEN[0] / _SCREEN[1]
_ROOMS = (1.0, 1.2, 1.4, 1.6, 1.8, 2.1)  # room for names that is tried; beyond, the reader zooms in
_FAST = 3000  # nodes from which on one layout must do
_MANY = 12  # clusters from which on a field is worth dividing
_ORDER = {
    kind: rank
    for rank, kind in enumerate(
        (Kind.PROGRAM, Kind.DOCUMENT, Kind.EVENT, Kind.HONOUR, Kind.PLACE, Kind.INSTITUTION, Kind.OFFICIAL)
    )
}


@dataclass(frozen=True, slots=True)
class Item:
    """A node to place: its kind, its name on the map, its radius, and the keys of the fields that it lies in.

    ``region`` runs from the widest field, and fields are in the order of their keys: ("150000", "150200")
    is 内蒙古自治区, 包头市. Empty: with its neighbours.
    """

    kind: Kind
    label: str
    size: float
    region: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        """The width of the name at zoom 1."""
        return sum(_LETTER if char > "\u2e7f" else 0.55 * _LETTER for char in self.label)


@dataclass(frozen=True, slots=True)
class Field:
    """A part of the map with a key of its own, its level (0 a province, 1 a part of it) and its rectangle."""

    key: str
    level: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Map:
    """A place for each node, the fields they stand in, and the height of a row of names; in pixels at zoom 1."""

    spots: list[Spot]
    fields: list[Field]
    row: float


@dataclass(slots=True)
class _Block:
    """Nodes and fields placed within a rectangle whose upper left corner is (0, 0)."""

    width: float = 0.0
    height: float = 0.0
    spots: dict[int, Spot] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)

    def add(self, other: _Block, left: float, top: float) -> None:
        """Set another block into this one."""
        for node, (x, y, side, foot) in other.spots.items():
            self.spots[node] = (x + left, y + top, side, foot)
        for each in other.fields:
            self.fields.append(Field(each.key, each.level, each.x + left, each.y + top, each.width, each.height))
        self.width = max(self.width, left + other.width)
        self.height = max(self.height, top + other.height)


def place(items: Sequence[Item], pairs: Iterable[Pair]) -> Map:
    """Return the map of these nodes and edges, rounded to 0.1, its origin at the upper left.

    Example: an ``Item(Kind.INSTITUTION, "包头市司法局", 20, ("150000", "150200"))`` stands in the
    field 150000 (内蒙古自治区), with the programs that it alone launched on its right.
    """
    near: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for a, b in pairs:
        if a != b:
            near[a][b] += 1
            near[b][a] += 1
    if not items:
        return Map([], [], _ROW)
    homes = _homes(items, near)
    members: dict[int, list[int]] = {hub: [] for hub in sorted(set(homes))}
    for node, hub in enumerate(homes):
        if node != hub:
            members[hub].append(node)
    # Names keep their size on the screen, so a whole that is seen from afar needs more room for them:
    # the least room with which all fit, or else that with which most do.
    best: tuple[float, float, _Block] | None = None
    for text in _ROOMS if len(items) <= _FAST else _ROOMS[-1:]:
        drawn = _lay_out(members, items, text)
        fit = text * min(_SCREEN[0] / (drawn.width + 1), _SCREEN[1] / (drawn.height + 1))
        if best is None or fit > best[0] * 1.05:
            best = (fit, text, drawn)
        if fit >= 1:
            break
    assert best is not None
    _, text, whole = best
    spots = [(_round(x), _round(y), side, _round(foot)) for _, (x, y, side, foot) in sorted(whole.spots.items())]
    fields = [Field(f.key, f.level, *map(_round, (f.x, f.y, f.width, f.height))) for f in whole.fields]
    return Map(spots, fields, _step(text))


def _lay_out(members: dict[int, list[int]], items: Sequence[Item], text: float) -> _Block:
    """Lay all clusters out, with names that take ``text`` times their width and height at zoom 1."""
    regions: dict[str, dict[str, list[_Block]]] = defaultdict(lambda: defaultdict(list))
    for hub, own in members.items():
        first, second = (*_region(hub, own, items), "", "")[:2]
        regions[first][second].append(_cluster(hub, own, items, text))
    keys = sorted(regions)
    parts = [_region_parts(regions[key], text) for key in keys]
    if len(keys) == 1 and not keys[0]:  # no division is known: the map has no fields
        return _shelve(parts[0], max([*(b.width for b in parts[0]), sqrt(_area(parts[0]) * _ASPECT)]))
    if len(keys) <= _FEW:
        tried = [_stacks(parts, keys, text, count, width) for count in (1, 2, 3) for width in _WIDTHS]
    else:
        tried = [_strips(parts, keys, text, width) for width in (_WIDTHS if len(items) <= _FAST else (1.1,))]
    return max(tried, key=lambda whole: min(_ASPECT / (whole.width + 1), 1 / (whole.height + 1)))


def _round(value: float) -> float:
    return round(value, 1) + 0.0  # no "-0.0"


def _homes(items: Sequence[Item], near: dict[int, dict[int, int]]) -> list[int]:
    """Return for each node the hub that it stands with; a hub stands with itself."""

    def strongest(node: int, among: Iterable[int]) -> int:
        return max(among, key=lambda other: (near[node][other], len(near[other]), -other))

    homes = list(range(len(items)))
    bodies = {node for node, item in enumerate(items) if item.kind is Kind.INSTITUTION}
    for node in range(len(items)):
        own = [other for other in near[node] if other in bodies]
        if node in bodies:
            # A small body with one link stands with the body above it (司法所 with its 司法局).
            if len(near[node]) == 1 and own and len(near[own[0]]) > 1 and _together(items[node], items[own[0]]):
                homes[node] = own[0]
        elif own:
            homes[node] = strongest(node, own)
    # Nodes that know an institution only through another node stand where that one stands.
    rest = [node for node in range(len(items)) if homes[node] == node and node not in bodies and near[node]]
    for node in sorted(rest, key=lambda node: (-len(near[node]), node)):
        other = strongest(node, near[node])
        settled = [each for each in near[node] if homes[each] != each]
        if settled:
            homes[node] = homes[strongest(node, settled)]
        elif (len(near[other]), -other) > (len(near[node]), -node) and homes[other] == other:
            homes[node] = other
    # A home may itself have found one: follow the chain to its end.
    for node in range(len(items)):
        while homes[homes[node]] != homes[node]:
            homes[node] = homes[homes[node]]
    return homes


def _together(one: Item, other: Item) -> bool:
    return not one.region or not other.region or one.region[0] == other.region[0]


def _region(hub: int, members: list[int], items: Sequence[Item]) -> tuple[str, ...]:
    """Return the region of a cluster: the hub's, or the first that a member has."""
    return next((items[node].region for node in (hub, *members) if items[node].region), ())


def _cluster(hub: int, members: list[int], items: Sequence[Item], text: float) -> _Block:
    """Set the members beside their hub by kind: work on the right; of many, people on the left."""
    ordered = sorted(members, key=lambda node: (_ORDER[items[node].kind], -items[node].size, node))
    size, names, step = items[hub].size, min(text, _MEMBERS), _step(text)
    name = items[hub].width * 14 / 13 * text
    spots: dict[int, Spot] = {}
    if len(ordered) <= _FAN:  # one line, to be read from left to right: the name, the hub, its members
        middle = (name + size + 8 if ordered else size, max(len(ordered) * step, _LINE * text, 2 * size) / 2)
        spots[hub] = (*middle, -1 if ordered else 1, size)
        right = size + 8 if ordered else 2 * size + 8 + name
        for row, node in enumerate(reversed(ordered)):
            spots[node] = (middle[0] + size + _SPOKE, middle[1] + (row - (len(ordered) - 1) / 2) * step, 1, 0.0)
            right = max(right, size + _SPOKE + items[node].size + 8 + items[node].width * names)
        return _Block(middle[0] + right, 2 * middle[1], spots)
    half = (len(ordered) + 1) // 2
    reach = max(size + _LINE * text, (half - 1) * step / 2)
    columns = (ordered[half:][::-1], ordered[:half])
    wide = max(name / 2 + 8, size + _SPOKE) + 0.15 * reach
    left, right = (max(items[n].size + 8 + items[n].width * names for n in column) for column in columns)
    middle = (left + wide, reach + step / 2)
    for side, column in zip((-1, 1), columns, strict=True):
        for row, node in enumerate(column):
            y = (row - (len(column) - 1) / 2) * step
            bow = sqrt(1 - 0.75 * (y / (reach + step)) ** 2)  # the columns bend round the hub
            spots[node] = (middle[0] + side * wide * bow, middle[1] + y, side, 0.0)
    foot = max(spots[node][1] + items[node].size for node in ordered) - middle[1]
    spots[hub] = (*middle, 0, foot)
    return _Block(left + 2 * wide + right, 2 * reach + step, spots)


def _step(text: float) -> float:
    """Return the height of a row: a little more where the whole is seen from afar, or no name would fit."""
    return min(max(_ROW, _SMALL * text), _ROWS_MOST)


def _area(blocks: Iterable[_Block]) -> float:
    return sum((block.width + _GAP) * (block.height + _GAP) for block in blocks)


def _shelve(blocks: list[_Block], line: float) -> _Block:
    """Set blocks on shelves of this width, the highest first; low ones are stacked where a high one leaves room."""
    whole = _Block()
    x = y = tall = 0.0
    stack = _Block()  # what stands above one another at x

    def flush() -> None:
        nonlocal x, tall
        if stack.spots:
            whole.add(stack, x, y)
            x, tall = x + stack.width + _GAP, max(tall, stack.height)

    for block in sorted(blocks, key=lambda block: (-block.height, -block.width, min(block.spots))):
        narrow = not stack.spots or block.width <= max(stack.width * 1.25, stack.width + 20)
        if stack.spots and narrow and stack.height + _GAP + block.height <= max(tall, stack.height):
            stack.add(block, 0.0, stack.height + _GAP * 0.6)
            continue
        flush()
        if x > 0 and x + block.width > line:
            x, y, tall = 0.0, y + tall + _GAP, 0.0
        stack = _Block()
        stack.add(block, 0.0, 0.0)
        tall = max(tall, block.height)
    flush()
    return whole


def _region_parts(parts: dict[str, list[_Block]], text: float) -> list[_Block]:
    """Return what a province holds: the clusters, or a field for each division where they are many."""
    if sum(map(len, parts.values())) < _MANY or len(parts) == 1:  # nothing to tell apart
        return [block for _, blocks in sorted(parts.items()) for block in blocks]
    out = []
    for key, blocks in sorted(parts.items()):
        line = max([*(block.width for block in blocks), sqrt(_area(blocks) * _ASPECT)])
        out.append(_titled(_shelve(blocks, line), key, 1, text))
    return out


def _titled(block: _Block, key: str, level: int, text: float) -> _Block:
    """Put a title over a block and a margin around it."""
    whole = _Block()
    whole.add(block, _PAD, _TITLE[level] * text)
    whole.width, whole.height = max(whole.width + _PAD, _TITLE_WIDTH * text), whole.height + _PAD
    whole.fields.insert(0, Field(key, level, 0.0, 0.0, whole.width, whole.height))
    return whole


def _stacks(regions: list[list[_Block]], keys: list[str], text: float, count: int, width: float) -> _Block:
    """Stack a few provinces in so many columns, the largest first, so that the reader begins there."""
    areas = [_area(blocks) for blocks in regions]
    line = sqrt(sum(areas) * _ASPECT) * width / count - 2 * _PAD
    columns: list[list[_Block]] = [[] for _ in range(min(count, len(regions)))]
    for at in sorted(range(len(regions)), key=lambda at: (-areas[at], keys[at])):
        block = _titled(_shelve(regions[at], max([line, *(b.width for b in regions[at])])), keys[at], 0, text)
        min(columns, key=lambda column: sum(each.height + _GAP for each in column)).append(block)
    tall = max(sum(block.height + _GAP for block in column) for column in columns) - _GAP
    whole, x = _Block(), 0.0
    for column in columns:
        wide, y = max(block.width for block in column), 0.0
        spare = (tall - sum(block.height for block in column) - _GAP * (len(column) - 1)) / len(column)
        for block in column:
            block.fields[0] = Field(block.fields[0].key, 0, 0.0, 0.0, wide, block.height + spare)
            whole.add(block, x, y)
            y += block.height + spare + _GAP
        x += wide + _GAP
    whole.width, whole.height = x - _GAP, tall
    return whole


def _strips(regions: list[list[_Block]], keys: list[str], text: float, width: float) -> _Block:
    """Lay the provinces in strips across the map in the order of their codes, each as wide as its share of its strip.

    ``width`` stretches the whole: what the clusters of a field leave empty is not known beforehand.
    """
    least = (_TITLE_WIDTH * text + _GAP) * (_TITLE[0] * text + 2 * _PAD + _LINE * text)
    areas = [max(least, _area(blocks) * 1.1 + 2 * _PAD * _TITLE[0] * text) for blocks in regions]
    line = max(sqrt(sum(areas) * _ASPECT) * width, max(block.width for blocks in regions for block in blocks) + 2 * _PAD)
    strips: list[list[int]] = [[]]
    for at in range(len(regions)):
        trial = [*strips[-1], at]
        if strips[-1] and _slimness(trial, areas, line) > _slimness(strips[-1], areas, line):
            strips.append([at])
        else:
            strips[-1] = trial
    for _ in range(3):  # a strip of many small provinces may need more than its line: then all take that
        rows = []
        for strip in strips:
            share = sum(areas[at] for at in strip)
            row = []
            for at in strip:
                inner = (line - _GAP * (len(strip) - 1)) * areas[at] / share - 2 * _PAD
                row.append(_titled(_shelve(regions[at], max([inner, *(b.width for b in regions[at])])), keys[at], 0, text))
            rows.append(row)
        full = max(sum(block.width + _GAP for block in row) for row in rows) - _GAP
        if full <= line * 1.02:
            break
        line = full
    whole, y = _Block(), 0.0
    for row in rows:
        tall = max(block.height for block in row)
        spare = (full - sum(block.width for block in row) - _GAP * (len(row) - 1)) / len(row)
        x = 0.0
        for block in row:  # the fields of a strip are as high as the highest, and reach from edge to edge
            block.fields[0] = Field(block.fields[0].key, 0, 0.0, 0.0, block.width + spare, tall)
            whole.add(block, x, y)
            x += block.width + spare + _GAP
        y += tall + _GAP
    whole.width, whole.height = full, y - _GAP
    return whole


def _slimness(strip: list[int], areas: list[float], line: float) -> float:
    """Return the mean ratio of the longer to the shorter side in a strip of these provinces."""
    height = sum(areas[at] for at in strip) / line
    widths = [areas[at] / height for at in strip]
    return sum(max(width / height, height / width) for width in widths) / len(widths)
