// The map: vis-network draws signs and lines; names are ours, since vis-network lets them overlap.

const FONT = '"PingFang SC", "Hiragino Sans GB", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif';
const MAX_LABELS = 240;
const BATCH = 60; // neighbours drawn at one press

let network = null;
let nodeSet, edgeSet, palette, hovered = null;
const drawnStyle = new Map();

function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(`--${name}`).trim();
  palette = { paper: value("paper"), ink: value("ink"), line: value("edge"), accent: value("accent"), soft: value("soft"), rule: value("rule"), field: value("field") };
  graph.kinds.forEach((kind) => { palette[kind] = value(kind); });
}

function startMap() {
  readPalette();
  nodeSet = new vis.DataSet();
  edgeSet = new vis.DataSet();
  network = new vis.Network(byId("canvas"), { nodes: nodeSet, edges: edgeSet }, {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { borderWidth: 0, font: { size: 0 }, chosen: false },
    edges: { arrows: { to: { enabled: true, scaleFactor: 0.45 } }, smooth: false, chosen: false, width: 1.2 },
    interaction: { hover: true, hoverConnectedEdges: false, tooltipDelay: 3600000, keyboard: { enabled: true, bindToWindow: false }, selectConnectedEdges: false, dragNodes: true },
  });
  redraw();
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) go({ node: graph.nodes[nodes[0]].key, edge: null, path: null });
    else if (edges.length) go({ edge: graph.edges[edges[0]].key, node: null, path: null });
    else go({ node: null, edge: null, path: null });
  });
  network.on("doubleClick", ({ nodes }) => nodes.length && expand(graph.nodes[nodes[0]]));
  network.on("dragEnd", ({ nodes }) => nodes.forEach((id) => Object.assign(graph.nodes[id], network.getPosition(id))));
  network.on("hoverNode", ({ node, pointer }) => { hovered = graph.nodes[node]; tip(`${hovered.name}\n${text[hovered.kind]} · ${about(hovered)}`, pointer.DOM); });
  network.on("hoverEdge", ({ edge, pointer }) => {
    const { subject, property, object } = graph.edges[edge];
    tip(`${subject.name} ${text.verbs[property]} ${object.name}`, pointer.DOM);
  });
  ["blurNode", "blurEdge", "dragStart", "zoom"].forEach((name) => network.on(name, () => { hovered = null; byId("tip").hidden = true; }));
  network.on("beforeDrawing", (ctx) => onScreen(ctx, () => drawFields(ctx, graph.opening.fields, toScreen)));
  network.on("afterDrawing", drawLabels);
  document.fonts.ready.then(() => network.redraw());
}

/** A place of the map as a point on the canvas. */
function toScreen(x, y) {
  const scale = network.getScale(), centre = network.getViewPosition(), { clientWidth, clientHeight } = network.canvas.frame.canvas;
  return [(x - centre.x) * scale + clientWidth / 2, (y - centre.y) * scale + clientHeight / 2];
}

/** Draw in pixels of the screen instead of the units of the map. */
function onScreen(ctx, draw) {
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw();
  ctx.restore();
}

function tip(words, at) {
  const box = byId("tip");
  box.textContent = words;
  box.hidden = false;
  const field = byId("map").getBoundingClientRect();
  box.style.left = `${Math.max(8, Math.min(at.x + 14, field.width - box.offsetWidth - 8))}px`;
  box.style.top = `${at.y + 18 + box.offsetHeight > field.height ? at.y - box.offsetHeight - 10 : at.y + 18}px`;
}

/** Bring vis-network's nodes and edges in line with the state; only what changed is touched. */
function redraw() {
  const { node: chosen, lit } = focus;
  const nodes = [], edges = [];
  const put = (list, key, item) => {
    const style = JSON.stringify(item);
    if (drawnStyle.get(key) === style) return;
    drawnStyle.set(key, style);
    list.push(item);
  };
  for (const node of graph.nodes) {
    if (!node.drawn) continue;
    const on = !lit || lit.has(node);
    put(nodes, `n${node.id}`, {
      id: node.id, x: node.x, y: node.y, shape: node.shape, size: node.size, hidden: !visible(node), opacity: on ? 1 : 0.16,
      color: { background: palette[node.kind], border: palette.ink, hover: { background: palette[node.kind], border: palette.ink } }, borderWidth: node === chosen ? 3 : 0,
    });
  }
  const parallel = new Map();
  for (const edge of graph.edges) {
    if (!edge.subject.drawn || !edge.object.drawn) continue;
    const pair = [edge.from, edge.to].sort().join();
    const turn = parallel.get(pair) || 0;
    parallel.set(pair, turn + 1);
    const on = !lit || (chosen ? edge.subject === chosen || edge.object === chosen : focus.edges.has(edge));
    put(edges, `e${edge.id}`, {
      id: edge.id, from: edge.from, to: edge.to, dashes: edge.passages.length ? false : [5, 5],
      hidden: !visibleEdge(edge), width: on && lit ? 1.8 : 1.2,
      // Lines between the same two nodes bend, each a little more, so that every one can be clicked.
      smooth: turn ? { enabled: true, type: "curvedCW", roundness: 0.12 * turn } : false,
      color: { color: on && lit ? palette.accent : palette.line, hover: palette.accent, opacity: on ? 1 : 0.2 },
    });
  }
  nodeSet.update(nodes);
  edgeSet.update(edges);
}

/** Move so that these nodes and the names beside them fill the view. */
function frame(nodes, closest, animate = true) {
  const points = nodes.filter((node) => node.drawn && visible(node));
  const field = byId("canvas").getBoundingClientRect();
  if (!points.length || !field.width) return;
  const whole = nodes === graph.nodes && graph.opening.fields.length > 0;
  const spans = whole ? graph.opening.fields.map((each) => [each.x, each.x + each.width, each.y, each.y + each.height]) : points.map((node) => [node.x, node.x, node.y, node.y]);
  const [left, right, top, bottom] = [0, 1, 2, 3].map((i) => Math[i % 2 ? "max" : "min"](...spans.map((span) => span[i])));
  // The names beside the outermost signs must find their room too; fields hold theirs.
  const margin = whole ? { x: 12, y: 12 } : { x: Math.min(200, field.width * 0.24), y: Math.min(56, field.height * 0.12) };
  const scale = Math.min((field.width - 2 * margin.x) / (right - left + 1), (field.height - 2 * margin.y) / (bottom - top + 1), closest);
  const still = !animate || matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
}

/** Ask for the best connected neighbours that are not drawn yet; each time that a key is in the address draws a batch. */
function expand(node) {
  if (!neighbours(node).some((other) => !other.drawn)) return;
  go({ open: [...listed("open"), node.key].join(","), fold: listed("fold").filter((key) => key !== node.key).join(",") });
}

// What is drawn only because the reader asked for it: around what is selected, and around what was expanded.
let asked = new Set();

function drawAsked() {
  asked = new Set(focus.chosen);
  const batches = new Map(focus.node ? [[focus.node, 1]] : []);
  listed("open").map((key) => graph.nodeByKey.get(key)).filter(Boolean).forEach((node) => { asked.add(node); batches.set(node, (batches.get(node) || 0) + 1); });
  asked.forEach((node) => show(node));
  batches.forEach((count, node) => {
    neighbours(node).filter((other) => !other.drawn || other.added).sort((a, b) => b.edges.length - a.edges.length || a.id - b.id)
      .slice(0, count * BATCH).forEach((other) => { asked.add(other); show(other, node); });
  });
}

/** Give a node a free place near another one, on a widening spiral. */
function show(node, near) {
  if (node.drawn) return;
  const anchor = near || neighbours(node).find((other) => other.drawn) || { ...network.getViewPosition(), size: 0 };
  node.added = true;
  const taken = graph.nodes.filter((other) => other.drawn);
  for (let k = 1; ; k++) {
    const reach = 40 + 16 * Math.sqrt(k * 3);
    const spot = { x: anchor.x + 2 * reach * Math.cos(k * 2.4), y: anchor.y + reach * Math.sin(k * 2.4) };
    if (k < 2000 && taken.some((other) => Math.abs(other.x - spot.x) < 120 && Math.abs(other.y - spot.y) < 27)) continue;
    Object.assign(node, { x: Math.round(spot.x), y: Math.round(spot.y), side: spot.x < anchor.x ? -1 : 1, drawn: true });
    return;
  }
}

/** Boxes on the screen, kept by cells of 64 pixels so that a clash is found without asking each. */
class Boxes {
  constructor() { this.cells = new Map(); }
  *keys([left, top, right, bottom]) {
    for (let x = left >> 6; x <= right >> 6; x++) for (let y = top >> 6; y <= bottom >> 6; y++) yield x * 4096 + y;
  }
  add(box) { for (const key of this.keys(box)) (this.cells.get(key) || this.cells.set(key, []).get(key)).push(box); }
  hits(box, but) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) {
        if (other !== but && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return true;
      }
    }
    return false;
  }
}

let labelBoxes = []; // what was drawn last; the tests look whether any two overlap
let labelTexts = []; // the same, and the titles of the fields, for a drawing of what is seen

function drawLabels(ctx) {
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  const [width, height] = [ctx.canvas.clientWidth, ctx.canvas.clientHeight];
  const scale = network.getScale(), centre = network.getViewPosition();
  const { node: chosen, lit } = focus;
  const signs = new Boxes(), names = new Boxes();
  const corner = byId("canvas").getBoundingClientRect();
  for (const button of document.querySelectorAll("#map .zoom")) { // what lies over the canvas must not cover a name
    const { left, top, right, bottom } = button.getBoundingClientRect();
    names.add([left - corner.left, top - corner.top, right - corner.left, bottom - corner.top]);
  }
  const seen = [];
  for (const node of graph.nodes) {
    if (!node.drawn || !visible(node)) continue;
    const at = network.body.nodes[node.id]; // a dragged node is ahead of our copy of its place
    const x = (at.x - centre.x) * scale + width / 2, y = (at.y - centre.y) * scale + height / 2, r = node.size * scale;
    if (x < -r || y < -r || x > width + r || y > height + r) continue;
    const box = [x - r, y - r, x + r, y + r];
    signs.add(box);
    const rank = node === chosen ? 5 : node === hovered ? 4 : lit && lit.has(node) ? 3 : 0;
    if (lit && rank === 0) continue;
    seen.push({ node, x, y, r, box, rank: rank + (node.foot ? 1 : 0) + node.size / 100 });
  }
  seen.sort((a, b) => b.rank - a.rank || a.node.id - b.node.id);
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = palette.paper;
  ctx.fillStyle = palette.ink;
  labelBoxes = [];
  labelTexts = [];
  for (const { words, font, level, box } of fieldTitles(ctx, graph.opening.fields, toScreen, [width, height])) {
    if (names.hits(box)) continue;
    names.add(box);
    ctx.font = font;
    ctx.fillStyle = palette.soft;
    ctx.fillText(words, box[0] + 2, (box[1] + box[3]) / 2);
    labelTexts.push({ words, font, soft: true, x: box[0] + 2, y: (box[1] + box[3]) / 2 });
  }
  ctx.fillStyle = palette.ink;
  // The names beside a hub stand in rows: either each finds its room, or they would be a few at random.
  const pitch = graph.opening.row * scale, roomy = pitch >= 12.5, small = pitch < 17;
  for (const { node, x, y, r, box, rank } of seen.slice(0, 1000)) {
    if (labelBoxes.length >= MAX_LABELS) break;
    if (!roomy && !node.foot && rank < 3 && node.kind !== "Official") continue;
    const strong = node.foot > 0 || node === chosen;
    const words = rank >= 4 && node.name.length <= 30 ? node.name : node.label;
    const font = strong ? `600 14px ${FONT}` : `${small ? 12 : 13}px ${FONT}`;
    const w = measure(ctx, words, font), h = strong ? 19 : small ? 13 : 17;
    const place = {
      right: [x + r + 5, y - h / 2], left: [x - r - 5 - w, y - h / 2], below: [x - w / 2, y + r + 2], foot: [x - w / 2, y + Math.max(r, (node.foot || 0) * scale) + 4], above: [x - w / 2, y - r - h - 2],
    };
    // A name outside the oval has a row of its own; elsewhere it would lie across the lines.
    const own = node.side > 0 ? ["right"] : node.side < 0 ? ["left"] : [];
    const order = own.length && !node.foot && rank < 4 ? own : [...own, "below", "foot", "above", "right", "left"];
    const boxes = order.map((name) => place[name]).map(([left, top]) => [left - 2, top, left + w + 2, top + h])
      .filter((b) => b[0] >= 2 && b[1] >= 2 && b[2] <= width - 2 && b[3] <= height - 2 && !names.hits(b));
    // The name of a hub goes below it, or below all that stands around it where that is too near.
    // It may cover a small sign only if it is one that the reader must see.
    const best = boxes.find((b) => !signs.hits(b, box)) || (rank >= 1 ? boxes[0] : null);
    if (!best) continue;
    names.add(best);
    labelBoxes.push(best);
    labelTexts.push({ words, font, x: best[0] + 2, y: best[1] + h / 2 });
    ctx.font = font;
    ctx.strokeText(words, best[0] + 2, best[1] + h / 2);
    ctx.fillText(words, best[0] + 2, best[1] + h / 2);
  }
  ctx.restore();
}

const widths = new Map();

function measure(ctx, words, font) {
  const key = font + words;
  if (!widths.has(key)) {
    ctx.font = font;
    widths.set(key, ctx.measureText(words).width);
  }
  return widths.get(key);
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: false });
}
