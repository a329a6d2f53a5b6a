"""Where each node stands: every institution in the middle of its own people, work and honours.

A hub (an institution) and the nodes that belong to it alone form a cluster: an oval around the hub on
which each node has a row of its own, so that names beside it never meet. Hubs and the nodes that
several of them share are laid out by force (ForceAtlas2: linear attraction, repulsion by degree),
pushed apart until no two clusters overlap, and the connected parts are packed on shelves.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from lawgraph.model import Kind

Floats: TypeAlias = NDArray[np.float64]
Pair: TypeAlias = tuple[int, int]
Spot: TypeAlias = tuple[float, float, int, float]
"""x, y, the side of the node where its name goes (-1, 0 or 1), and how far below a hub its cluster ends."""

_ROW = 27.0  # height of a row: a name of 13 pixels with air, at zoom 1
_GAP = 34.0  # between two clusters
_ASPECT = 1.25  # width to height of the whole: the map's part of a 1280 pixel screen
_SEED = 20210407
_ORDER = {
    kind: rank
    for rank, kind in enumerate(
        (Kind.PROGRAM, Kind.DOCUMENT, Kind.EVENT, Kind.HONOUR, Kind.PLACE, Kind.INSTITUTION, Kind.OFFICIAL)
    )
}


@dataclass(frozen=True, slots=True)
class Item:
    """A node to place: its kind, its name on the map and its radius."""

    kind: Kind
    label: str
    size: float

    @property
    def width(self) -> float:
        """The width of the name at 13 pixels."""
        return sum(13.0 if char > "\u2e7f" else 7.0 for char in self.label)


@dataclass(slots=True)
class _Cluster:
    """A hub and its own nodes, placed around (0, 0); ``left`` to ``bottom`` bound it with its names."""

    spots: dict[int, Spot]
    left: float
    right: float
    top: float
    bottom: float


def place(items: list[Item], pairs: list[Pair]) -> list[Spot]:
    """Return a place for each node, rounded to 0.1. The same nodes and edges get the same places."""
    near: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for a, b in pairs:
        if a != b:
            near[a][b] += 1
            near[b][a] += 1
    homes = _homes(items, near)
    clusters = {hub: _cluster(hub, members, items) for hub, members in _members(homes).items()}
    parts = [_arrange(part, clusters, homes, near) for part in _parts(clusters, homes, near)]
    spots: dict[int, Spot] = {}
    for offset, part in zip(
        _shelve([(p.right - p.left, p.bottom - p.top) for p in parts]), parts, strict=True
    ):
        for node, (x, y, side, foot) in part.spots.items():
            spots[node] = (
                _round(x - part.left + offset[0]),
                _round(y - part.top + offset[1]),
                side,
                _round(foot),
            )
    return [spots[node] for node in range(len(items))]


def _round(value: float) -> float:
    return round(value, 1) + 0.0  # no "-0.0"


def _homes(items: list[Item], near: dict[int, dict[int, int]]) -> list[int]:
    """Return for each node the hub that it stands with; a hub stands with itself."""
    homes = list(range(len(items)))
    institutions = {node for node, item in enumerate(items) if item.kind is Kind.INSTITUTION}
    for node in range(len(items)):
        own = [other for other in near[node] if other in institutions]
        if node in institutions:
            # A small body with one link stands with the body above it (司法所 with its 司法局).
            if len(near[node]) == 1 and own and len(near[own[0]]) > 1:
                homes[node] = own[0]
        elif len(own) == 1:
            homes[node] = own[0]
    # Nodes that know an institution only through another node stand where that one stands.
    for _ in range(3):
        for node in range(len(items)):
            if (
                homes[node] == node
                and node not in institutions
                and not any(o in institutions for o in near[node])
            ):
                settled = [o for o in near[node] if homes[o] != o]
                if settled:
                    best = max(settled, key=lambda o: (near[node][o], len(near[o]), -o))
                    homes[node] = homes[best]
                elif near[node]:
                    hub = max((node, *near[node]), key=lambda o: (len(near[o]), -o))
                    homes[node] = hub if homes[hub] == hub else node
    return [homes[homes[node]] for node in range(len(items))]


def _members(homes: list[int]) -> dict[int, list[int]]:
    members: dict[int, list[int]] = {hub: [] for hub in sorted(set(homes))}
    for node, hub in enumerate(homes):
        if node != hub:
            members[hub].append(node)
    return members


def _cluster(hub: int, members: list[int], items: list[Item]) -> _Cluster:
    """Set the members around their hub by kind: work on the right, people on the left, a row each."""
    ordered = sorted(members, key=lambda node: (_ORDER[items[node].kind], -items[node].size, node))
    half = (len(ordered) + 1) // 2
    name = items[hub].width * 14 / 13 / 2
    spots: dict[int, Spot] = {hub: (0.0, 0.0, 0, 0.0)}
    left = right = name
    reach = max(items[hub].size + 26.0, (half - 1) * _ROW / 2)
    for side, column in ((1, ordered[:half]), (-1, ordered[half:][::-1])):
        wide = name + 26.0 + 0.25 * reach
        rows = (len(column) - 1) / 2
        for row, node in enumerate(column):
            y = (row - rows) * (_ROW if len(column) > 2 else 1.6 * _ROW)
            x = side * max(wide * sqrt(max(0.0, 1 - (y / (reach + _ROW)) ** 2)), 30.0)
            spots[node] = (x, y, side, 0.0)
            edge = abs(x) + items[node].size + 8 + items[node].width
            left, right = (left, max(right, edge)) if side > 0 else (max(left, edge), right)
    foot = max((y + items[node].size for node, (_, y, _, _) in spots.items()), default=0.0)
    spots[hub] = (0.0, 0.0, 0, foot)
    return _Cluster(spots, -left, right, -reach - 12, reach + 36)


def _parts(
    clusters: dict[int, _Cluster], homes: list[int], near: dict[int, dict[int, int]]
) -> list[list[int]]:
    """Return the connected parts as lists of hubs, the largest first."""
    links: dict[int, set[int]] = {hub: set() for hub in clusters}
    for node, others in near.items():
        for other in others:
            links[homes[node]].add(homes[other])
    seen: set[int] = set()
    parts = []
    for hub in sorted(clusters):
        if hub in seen:
            continue
        part, queue = [], [hub]
        seen.add(hub)
        while queue:
            part.append(current := queue.pop())
            queue += sorted(links[current] - seen)
            seen |= links[current]
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-sum(len(clusters[hub].spots) for hub in part), part[0]))


def _arrange(
    part: list[int], clusters: dict[int, _Cluster], homes: list[int], near: dict[int, dict[int, int]]
) -> _Cluster:
    """Lay out the clusters of one connected part and return them as one."""
    index = {hub: at for at, hub in enumerate(part)}
    weights: dict[Pair, int] = defaultdict(int)
    for hub in part:
        for node in clusters[hub].spots:
            for other, count in near[node].items():
                a, b = index[hub], index[homes[other]]
                if a < b:
                    weights[a, b] += count
    boxes = np.array(
        [(clusters[h].left, clusters[h].right, clusters[h].top, clusters[h].bottom) for h in part]
    )
    points = _spread(_force(len(part), dict(sorted(weights.items()))), boxes)
    whole = _Cluster({}, 0.0, 0.0, 0.0, 0.0)
    for hub, (x, y) in zip(part, points.tolist(), strict=True):
        for node, (dx, dy, side, foot) in clusters[hub].spots.items():
            whole.spots[node] = (x + dx, y + dy, side, foot)
    whole.left, whole.right = (
        float((points[:, 0] + boxes[:, 0]).min()),
        float((points[:, 0] + boxes[:, 1]).max()),
    )
    whole.top, whole.bottom = (
        float((points[:, 1] + boxes[:, 2]).min()),
        float((points[:, 1] + boxes[:, 3]).max()),
    )
    return whole


def _force(count: int, weights: dict[Pair, int]) -> Floats:
    """Return ForceAtlas2 positions of a small graph, with the distance of two linked nodes near 1."""
    if count == 1:
        return np.zeros((1, 2))
    points = np.random.default_rng(_SEED).uniform(-1, 1, (count, 2)) * sqrt(count)
    ends = np.array(list(weights), dtype=np.intp).reshape(-1, 2)
    pull = np.sqrt(np.array(list(weights.values()), dtype=np.float64))[:, None]
    degree = np.bincount(ends.ravel(), minlength=count) + 1.0
    steps = 300 if count <= 300 else 100
    for step in range(steps):
        away = points[:, None, :] - points[None, :, :]
        square = (away**2).sum(axis=2) + 0.01
        force = ((degree[:, None] * degree[None, :] / square)[:, :, None] * away).sum(axis=1) * 0.2
        along = (points[ends[:, 1]] - points[ends[:, 0]]) * pull
        for axis in (0, 1):
            force[:, axis] += np.bincount(ends[:, 0], along[:, axis], count) - np.bincount(
                ends[:, 1], along[:, axis], count
            )
        force -= 0.05 * points * degree[:, None]  # gravity keeps loose ends near
        force /= degree[:, None]
        length = np.sqrt((force**2).sum(axis=1, keepdims=True)) + 1e-9
        points = points + force / length * np.minimum(length, 0.1 * sqrt(count)) * (1 - step / steps)
    return np.asarray(points - points.mean(axis=0))


def _spread(points: Floats, boxes: Floats) -> Floats:
    """Scale positions up to the size of the clusters, then push overlapping ones apart."""
    count = len(points)
    if count == 1:
        return points
    centres = np.stack([(boxes[:, 0] + boxes[:, 1]) / 2, (boxes[:, 2] + boxes[:, 3]) / 2], axis=1)
    halves = np.stack([boxes[:, 1] - boxes[:, 0], boxes[:, 3] - boxes[:, 2]], axis=1) / 2 + _GAP / 2
    if count == 2:  # one above the other: two clusters are wider than high
        return np.array([[0.0, 0.0], [0.0, float(halves[:, 1].sum())]]) - centres
    spans = np.ptp(points, axis=0) + 1e-6
    area = float((halves[:, 0] * halves[:, 1]).sum()) * 4
    # Start closer than they can stay, in a field higher than wide: wide clusters are pushed sideways most.
    points = points / spans * np.array([sqrt(area) * 0.8, sqrt(area)]) * 0.5 + centres
    need = halves[:, None, :] + halves[None, :, :]
    for _ in range(400 if count <= 400 else 120):
        away = points[:, None, :] - points[None, :, :]
        lack = need - np.abs(away)
        clash = np.asarray((lack > 0).all(axis=2)) & ~np.eye(count, dtype=np.bool_)
        if not clash.any():
            break
        # Move along the axis with the smaller overlap; of two at one spot the first goes left.
        across = lack[:, :, 0] / need[:, :, 0] < lack[:, :, 1] / need[:, :, 1]
        for axis, chosen in ((0, clash & across), (1, clash & ~across)):
            order = np.arange(count)
            sign = np.where(
                away[:, :, axis] == 0,
                np.where(order[:, None] < order[None, :], -1.0, 1.0),
                np.sign(away[:, :, axis]),
            )
            moves = np.where(chosen, sign * lack[:, :, axis], 0.0).sum(axis=1)
            shares = np.maximum(chosen.sum(axis=1), 1)
            points[:, axis] += 0.55 * moves / shares
    return np.asarray(points - centres)


def _shelve(sizes: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Pack boxes on shelves, and return the upper left corner of each."""
    if not sizes:
        return []
    area = sum((width + _GAP) * (height + _GAP) for width, height in sizes)
    line = max(*(width for width, _ in sizes), sqrt(area * _ASPECT) * 1.05)
    corners, x, y, tall = [(0.0, 0.0)] * len(sizes), 0.0, 0.0, 0.0
    for at in sorted(range(len(sizes)), key=lambda at: (-sizes[at][1], at)):
        width, height = sizes[at]
        if x > 0 and x + width > line:
            x, y, tall = 0.0, y + tall + _GAP, 0.0
        corners[at] = (x, y)
        x, tall = x + width + _GAP, max(tall, height)
    return corners
