// The map: vis-network draws signs and lines; names are ours, since vis-network lets them overlap.

const MAX_DRAWN = 1500; // as many as vis-network moves at 30 frames a second: DRAW_ALL of collector.py

const NARROW = 500; // pixels

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
  network.on("dragEnd", ({ nodes }) => nodes.forEach((id) => {
    const node = graph.nodes[id], place = network.getPosition(id);
    if (node.base) Object.assign(node.base, { x: node.base.x + place.x - node.x, y: node.base.y + place.y - node.y });
    Object.assign(node, place);
  }));
  network.on("hoverNode", ({ node, pointer }) => { hovered = graph.nodes[node]; tip(`${hovered.name}\n${text[hovered.kind]} · ${about(hovered)}`, pointer.DOM); });
  network.on("hoverEdge", ({ edge, pointer }) => {
    const { subject, property, object } = graph.edges[edge];
    tip(`${subject.name} ${text.verbs[property]} ${object.name}`, pointer.DOM);
  });
  ["blurNode", "blurEdge", "dragStart", "zoom"].forEach((name) => network.on(name, () => { hovered = null; byId("tip").hidden = true; }));
  network.on("beforeDrawing", (ctx) => onScreen(ctx, () => drawFields(ctx, graph.opening.fields, toScreen)));
  network.on("afterDrawing", (ctx) => whole || onScreen(ctx, () => drawLabels(ctx, { ...picture(), nodes: graph.nodes.filter((node) => node.drawn && visible(node)) })));
  document.fonts.ready.then(() => network.redraw());
}

/** What is drawn, and where: { map, scale, toScreen, spot }, as `drawLabels` takes it. */
function picture() {
  if (whole) return whole;
  const scale = network.getScale();
  return {
    map: graph.opening, scale, toScreen,
    spot: (node) => {
      const at = network.body.nodes[node.id] || node, [x, y] = toScreen(at.x, at.y); // a dragged node is ahead of our copy of its place
      return { x, y, r: node.size * scale, side: node.side, foot: node.foot || 0 };
    },
  };
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
  if (whole) { whole.redraw(); return; }
  const { node: chosen, lit } = focus;
  const nodes = [], edges = [];
  const put = (list, key, item) => {
    const style = JSON.stringify(item);
    if (drawnStyle.get(key) === style) return;
    drawnStyle.set(key, style);
    list.push(item);
  };
  for (const node of graph.nodes) {
    if (!node.drawn && !drawnStyle.has(`n${node.id}`)) continue;
    const on = !lit || lit.has(node);
    node.more = graph.atlas && node.foot > 0 ? neighbours(node).filter((other) => !other.drawn).length : 0;
    put(nodes, `n${node.id}`, {
      id: node.id, x: node.x, y: node.y, shape: node.shape, size: node.size, hidden: !node.drawn || !visible(node), opacity: on ? 1 : 0.16,
      color: { background: palette[node.kind], border: palette.ink, hover: { background: palette[node.kind], border: palette.ink } }, borderWidth: node === chosen ? 3 : 0,
    });
  }
  const parallel = new Map();
  for (const edge of graph.edges) {
    const drawn = edge.subject.drawn && edge.object.drawn;
    if (!drawn && !drawnStyle.has(`e${edge.id}`)) continue;
    const pair = [edge.from, edge.to].sort().join();
    const turn = parallel.get(pair) || 0;
    parallel.set(pair, turn + 1);
    const on = !lit || (chosen ? edge.subject === chosen || edge.object === chosen : focus.edges.has(edge));
    put(edges, `e${edge.id}`, {
      id: edge.id, from: edge.from, to: edge.to, dashes: edge.passages.length ? false : [5, 5],
      hidden: !drawn || !visibleEdge(edge), width: on && lit ? 1.8 : 1.2,
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
  if (whole) { whole.frame(nodes); return; }
  const points = nodes.filter((node) => node.drawn && visible(node));
  const field = byId("canvas").getBoundingClientRect();
  if (!points.length || !field.width) return;
  const all = nodes === graph.nodes && graph.opening.fields.length > 0;
  // A narrow screen opens with the head of the largest field: of the whole no name could be read there.
  const head = all && !animate && field.width < NARROW;
  const largest = graph.opening.fields.filter((each) => !each.level).sort((a, b) => b.width * b.height - a.width * a.height).slice(0, 1);
  const spans = all ? (head ? largest : graph.opening.fields).map((each) => [each.x, each.x + each.width, each.y, each.y + each.height]) : points.map((node) => [node.x, node.x, node.y, node.y]);
  const [left, right, top, bottom] = [0, 1, 2, 3].map((i) => Math[i % 2 ? "max" : "min"](...spans.map((span) => span[i])));
  // The names beside the outermost signs must find their room too; fields hold theirs.
  const margin = all ? { x: 12, y: 12 } : { x: Math.min(200, field.width * 0.24), y: Math.min(56, field.height * 0.12) };
  const foot = all && byId("scope") ? byId("scope").offsetHeight + 8 : 0;
  const across = (field.width - 2 * margin.x) / (right - left + 1), down = (field.height - 2 * margin.y - foot) / (bottom - top + 1);
  const scale = head ? Math.max(Math.min(across, closest), (READABLE + 0.2) / graph.opening.row) : Math.min(across, down, closest);
  const centre = {
    x: head && scale > across ? left + (field.width / 2 - margin.x) / scale : (left + right) / 2,
    y: head && scale > down ? top + (field.height / 2 - margin.y) / scale : (top + bottom) / 2 + foot / 2 / scale,
  };
  const still = !animate || matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({ position: centre, scale, animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
}

function zoom(factor) {
  if (whole) whole.zoom(factor);
  else network.moveTo({ scale: network.getScale() * factor, animation: false });
}
