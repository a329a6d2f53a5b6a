// Drawing what the map did not open with: the neighbours of a node stand in rows beside it, as layout.py
// sets them, and everything else makes room, keeping its order. It follows from the address alone.

const BATCH = 60; // neighbours drawn at one press
const KIND_ORDER = ["Program", "Document", "Event", "Honour", "Place", "Institution", "Official"];
const FAN = 4, SPOKE = 46, AIR = 26; // as in layout.py

// What is drawn only because the reader asked for it: around what is selected, and around what was expanded.
let asked = new Set();

/** Ask for the best connected neighbours that are not drawn yet; each time that a key is in the address draws a batch. */
function expand(node) {
  if (!neighbours(node).some((other) => !other.drawn)) return;
  go({ open: [...listed("open"), node.key].join(","), fold: listed("fold").filter((key) => key !== node.key).join(",") });
}

function drawAsked() {
  restore();
  asked = new Set(focus.chosen);
  const batches = new Map(focus.node ? [[focus.node, 1]] : []);
  listed("open").map((key) => graph.nodeByKey.get(key)).filter(Boolean).forEach((node) => { asked.add(node); batches.set(node, (batches.get(node) || 0) + 1); });
  for (const node of asked) if (!node.drawn) settle(node);
  let room = MAX_DRAWN - graph.nodes.filter((node) => node.drawn).length;
  batches.forEach((count, node) => {
    const more = neighbours(node).filter((other) => !other.base).sort((a, b) => b.edges.length - a.edges.length || a.id - b.id).slice(0, Math.min(count * BATCH, room));
    more.forEach((other) => asked.add(other));
    const fresh = more.filter((other) => !other.drawn);
    room -= fresh.length;
    if (fresh.length) arrange(node, fresh);
  });
}

/** Put the map back to how it opened. */
function restore() {
  for (const node of graph.nodes) {
    if (node.base) Object.assign(node, node.base, { home: node.base.home });
    else if (node.drawn) Object.assign(node, { drawn: false, home: null });
  }
  graph.opening.fields.forEach((field) => Object.assign(field, field.base));
}

/** Remember where the nodes and fields of the opening map stand, and which hub each node stands with. */
function rememberOpening() {
  const hubs = graph.nodes.filter((node) => node.drawn && node.foot > 0);
  const nearest = (node, among) => among.reduce((best, hub) => (!best || Math.hypot(hub.x - node.x, hub.y - node.y) < Math.hypot(best.x - node.x, best.y - node.y) ? hub : best), null);
  for (const node of graph.nodes) {
    node.added = !node.drawn;
    if (!node.drawn) continue;
    const home = node.foot > 0 ? node : nearest(node, neighbours(node).filter((other) => other.drawn && other.foot > 0)) || nearest(node, hubs) || node;
    node.base = { x: node.x, y: node.y, side: node.side || 0, foot: node.foot || 0, home };
  }
  graph.opening.fields.forEach((field) => { field.base = { x: field.x, y: field.y, width: field.width, height: field.height }; });
}

/** Give a node that is not drawn a place: beside the body that it hangs on, or a cluster of its own below that. */
function settle(node) {
  const near = neighbours(node).filter((other) => other.drawn).sort((a, b) => (b.kind === "Institution") - (a.kind === "Institution") || b.edges.length - a.edges.length || a.id - b.id);
  const anchor = near[0] && near[0].home;
  if (near.length && near.length === neighbours(node).length && anchor === near[0]) { arrange(anchor, [node]); return; }
  const drawn = graph.nodes.filter((other) => other.drawn);
  const below = anchor || drawn.reduce((best, other) => (!best || other.y > best.y ? other : best), null) || { x: 0, y: 0 };
  const cut = extent(below).bottom + below.y + AIR / 2;
  const height = node.size * 2 + AIR * 1.5;
  makeRoom({ x: below.x, y: cut }, { left: 0, right: 0, top: 0, bottom: height }, new Set());
  Object.assign(node, { x: below.x, y: cut + node.size + AIR / 2, side: 1, foot: node.size, drawn: true, home: node });
}

/** Set these neighbours of a node beside it, together with those that stand there already. */
function arrange(hub, fresh) {
  const own = graph.nodes.filter((node) => node.drawn && node !== hub && node.home === hub);
  const before = extent(hub);
  const { spots, box, side, foot } = cluster(hub, [...own, ...fresh]);
  const grow = Object.fromEntries(["left", "right", "top", "bottom"].map((name) => [name, Math.max(0, box[name] - before[name])]));
  makeRoom(hub, grow, new Set([hub, ...own]));
  // A member of another cluster that now gets one of its own stays where it is; its row stays empty.
  Object.assign(hub, { side, foot, home: hub });
  spots.forEach(([dx, dy, to], node) => Object.assign(node, { x: hub.x + dx, y: hub.y + dy, side: to, foot: 0, drawn: true, home: hub }));
}

const nameWidth = (node) => [...node.label].reduce((sum, char) => sum + (char > "\u2e7f" ? 13 : 7.2), 0);

/** How far a hub reaches with what stands beside it: { left, right, top, bottom }, from its centre. */
function extent(hub) {
  const box = { left: hub.size || 0, right: hub.size || 0, top: hub.size || 0, bottom: (hub.size || 0) + 20 };
  if (!hub.label) return box;
  const name = nameWidth(hub) * 1.08;
  if (hub.side) box[hub.side < 0 ? "left" : "right"] += name + 8;
  else { box.left = Math.max(box.left, name / 2); box.right = Math.max(box.right, name / 2); }
  for (const node of graph.nodes) {
    if (!node.drawn || node === hub || node.home !== hub) continue;
    const [dx, dy, reach] = [node.x - hub.x, node.y - hub.y, node.size + 8 + nameWidth(node)];
    box.left = Math.max(box.left, -dx + (node.side < 0 ? reach : node.size));
    box.right = Math.max(box.right, dx + (node.side > 0 ? reach : node.size));
    box.top = Math.max(box.top, -dy + AIR / 2);
    box.bottom = Math.max(box.bottom, dy + AIR / 2);
  }
  return box;
}

/** The places of members beside a hub, from its centre: a fan on its right, or of many two bent columns. */
function cluster(hub, members) {
  const step = graph.opening.row, size = hub.size, name = nameWidth(hub) * 1.08;
  const ordered = [...members].sort((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || b.size - a.size || a.id - b.id);
  const reach = (nodes) => Math.max(0, ...nodes.map((node) => node.size + 8 + nameWidth(node)));
  const spots = new Map();
  if (ordered.length <= FAN) {
    ordered.reverse().forEach((node, row) => spots.set(node, [size + SPOKE, (row - (ordered.length - 1) / 2) * step, 1]));
    const half = Math.max(ordered.length * step / 2, size, 12);
    return { spots, side: -1, foot: size, box: { left: size + 8 + name, right: size + SPOKE + reach(ordered), top: half, bottom: half } };
  }
  const half = Math.ceil(ordered.length / 2), tall = Math.max(size + 20, (half - 1) * step / 2);
  const wide = Math.max(name / 2 + 8, size + SPOKE) + 0.15 * tall;
  const columns = [[1, ordered.slice(0, half)], [-1, ordered.slice(half).reverse()]];
  for (const [side, column] of columns) {
    column.forEach((node, row) => {
      const y = (row - (column.length - 1) / 2) * step;
      spots.set(node, [side * wide * Math.sqrt(1 - 0.75 * (y / (tall + step)) ** 2), y, side]);
    });
  }
  return { spots, side: 0, foot: tall + 8, box: { left: wide + reach(columns[1][1]), right: wide + reach(columns[0][1]), top: tall + step / 2, bottom: tall + step / 2 } };
}

/** Move all else outward from a place, clusters as wholes: what was left of it stays left, what was above above. */
function makeRoom(at, grow, but) {
  const across = (x) => (x < at.x ? -grow.left : grow.right), down = (y) => (y < at.y ? -grow.top : grow.bottom);
  const shifts = new Map();
  for (const node of graph.nodes) {
    if (!node.drawn || but.has(node)) continue;
    const home = node.home || node;
    if (!shifts.has(home)) shifts.set(home, home === at || but.has(home) ? [0, 0] : [across(home.x), down(home.y)]);
    const [dx, dy] = shifts.get(home);
    node.x += dx;
    node.y += dy;
  }
  for (const field of graph.opening.fields) {
    const [right, bottom] = [field.x + field.width, field.y + field.height];
    field.x += across(field.x);
    field.y += down(field.y);
    field.width = right + across(right) - field.x;
    field.height = bottom + down(bottom) - field.y;
  }
}

/** The nodes to look at around a chosen one: those that stand with it, or where it is no hub its neighbours. */
function around(node) {
  const own = graph.nodes.filter((other) => other.drawn && other.home === node);
  return own.length > 1 ? own : [node, ...neighbours(node)];
}
