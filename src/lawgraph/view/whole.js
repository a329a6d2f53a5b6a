// All nodes with an edge at once, on the atlas that layout.py made of them: sigma.js draws dots and lines by
// WebGL, names and fields are drawn as on the small map. Only the page of a large graph has sigma.js.

let whole = null; // the drawing while the reader looks at all

/** Switch between the opening map and the whole, as the address says. */
function drawWhole() {
  const wanted = Boolean(state.whole && graph.atlas);
  if (wanted === Boolean(whole)) return;
  if (whole) { whole.close(); whole = null; }
  byId("canvas").hidden = wanted;
  byId("tip").hidden = true;
  if (!wanted) { network.redraw(); return; }
  try {
    whole = new Whole();
  } catch { // a browser without WebGL, or one that has too little memory for it
    byId("whole").remove();
    byId("canvas").hidden = false;
    go({ whole: null });
    say(text.noWebgl);
  }
}

/** Say how much of the graph is drawn, and offer the rest. */
function renderScope() {
  if (!graph.atlas) return;
  const box = byId("scope") || el("p", { id: "scope" });
  if (!box.isConnected) byId("map").append(box);
  const all = graph.nodes.filter((node) => node.atlas).length, drawn = graph.nodes.filter((node) => node.drawn).length;
  const focused = box.contains(document.activeElement);
  box.replaceChildren(el("span", null, whole ? text.scopeAll(all) : text.scope(drawn, all)),
    el("button", { type: "button", onclick: () => go({ whole: whole ? null : "1" }) }, whole ? text.drawOverview : text.drawWhole));
  if (focused) box.querySelector("button").focus();
}

/** A colour on its way to that of the paper: WebGL would blend a transparent one with white. */
function faded(colour, part) {
  const [from, to] = [colour, palette.field].map((hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));
  return `rgb(${from.map((value, i) => Math.round(value * part + to[i] * (1 - part))).join(",")})`;
}

const GROWTH = 0.75; // a dot grows with this power of the zoom: seen afar a point, at zoom 1 as large as on the small map

class Whole {
  constructor() {
    this.map = graph.atlas;
    this.under = el("canvas"); // the fields, below the network
    this.stage = el("div");
    this.over = el("canvas"); // the names, above it
    this.box = el("div", { id: "whole", role: "img", "aria-label": text.canvas }, this.under, this.stage, this.over);
    byId("canvas").after(this.box);
    this.nodes = graph.nodes.filter((node) => node.atlas);
    const [width, height] = ["width", "height"].map((side) => Math.max(...this.map.fields.map((each) => each[side === "width" ? "x" : "y"] + each[side]), 1));
    const fit = Math.min(this.box.clientWidth / width, this.box.clientHeight / height) || 0.05;
    const net = new sigmaKit.Graph({ type: "directed", multi: true });
    this.nodes.forEach((node) => net.addNode(node.id, { x: node.atlas[0], y: -node.atlas[1], size: node.size * fit ** GROWTH }));
    graph.edges.forEach((edge) => edge.subject.atlas && edge.object.atlas && net.addEdgeWithKey(edge.id, edge.from, edge.to, { size: 0.6 }));
    this.sigma = new sigmaKit.Sigma(net, this.stage, {
      renderLabels: false, defaultDrawNodeHover: () => {}, hideEdgesOnMove: net.size > 5000, zIndex: true, zoomToSizeRatioFunction: (ratio) => ratio ** GROWTH, stagePadding: 14, minEdgeThickness: 0.6,
      minCameraRatio: fit / 2.5, maxCameraRatio: 1.6, enableCameraRotation: false,
      nodeReducer: (id, data) => ({ ...data, ...this.nodeLook(graph.nodes[id]) }), edgeReducer: (id, data) => ({ ...data, ...this.edgeLook(graph.edges[id]) }),
    });
    this.sigma.on("clickNode", ({ node }) => go({ node: graph.nodes[node].key, edge: null, path: null }));
    this.sigma.on("clickStage", () => go({ node: null, edge: null, path: null }));
    this.sigma.on("enterNode", ({ node, event }) => { hovered = graph.nodes[node]; tip(`${hovered.name}\n${text[hovered.kind]} · ${about(hovered)}`, event); this.draw(); });
    this.sigma.on("leaveNode", () => { hovered = null; byId("tip").hidden = true; this.draw(); });
    this.sigma.on("afterRender", () => this.draw());
    this.draw();
  }

  nodeLook(node) {
    const on = !focus.lit || focus.lit.has(node);
    return { hidden: !kept.nodes.has(node) && !focus.chosen.has(node), color: on ? palette[node.kind] : faded(palette[node.kind], 0.16), zIndex: on ? 1 : 0 };
  }

  edgeLook(edge) {
    const on = focus.node ? edge.subject === focus.node || edge.object === focus.node : focus.edges.has(edge);
    return { hidden: (!kept.edges.has(edge) && !focus.edges.has(edge)) || Boolean(focus.lit && !on) || (!edge.passages.length && !on), color: focus.lit && on ? palette.accent : faded(palette.line, 0.6), zIndex: on ? 1 : 0 };
  }

  get scale() {
    const [from, to] = [this.sigma.graphToViewport({ x: 0, y: 0 }), this.sigma.graphToViewport({ x: 1000, y: 0 })];
    return (to.x - from.x) / 1000;
  }

  /** Draw the fields below the network and the names above it. */
  draw() {
    const ratio = window.devicePixelRatio || 1, { clientWidth, clientHeight } = this.box;
    for (const canvas of [this.under, this.over]) {
      const size = [clientWidth, clientHeight].map((side) => Math.round(side * ratio));
      if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
    }
    const origin = this.sigma.graphToViewport({ x: 0, y: 0 }), scale = this.scale;
    this.toScreen = (x, y) => [origin.x + x * scale, origin.y + y * scale];
    const radius = (node) => node.size * scale ** GROWTH;
    this.spot = (node) => { const [x, y] = this.toScreen(node.atlas[0], node.atlas[1]); return { x, y, r: radius(node), side: node.atlas[2], foot: node.atlas[3] }; };
    const [below, above] = [this.under, this.over].map((canvas) => canvas.getContext("2d"));
    for (const ctx of [below, above]) ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
    onScreen(below, () => drawFields(below, this.map.fields, this.toScreen));
    onScreen(above, () => drawLabels(above, { nodes: this.nodes.filter((node) => kept.nodes.has(node) || focus.chosen.has(node)), map: this.map, scale, toScreen: this.toScreen, spot: this.spot }));
  }

  redraw() { this.sigma.refresh({ skipIndexation: true }); }

  /** Move so that these nodes fill the view; all of them: the whole. */
  frame(nodes) {
    const camera = this.sigma.getCamera(), still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const to = (target) => (still ? camera.setState(target) : camera.animate(target, { duration: 350 }));
    const spots = nodes.filter((node) => node.atlas).map((node) => node.atlas);
    if (nodes === graph.nodes || !spots.length) { to({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }); return; }
    const [xs, ys] = [0, 1].map((at) => spots.map((spot) => spot[at]));
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const wanted = Math.min((this.box.clientWidth * 0.6) / (right - left + 1), (this.box.clientHeight * 0.75) / (bottom - top + 1), 1.1);
    const centre = this.sigma.viewportToFramedGraph(this.sigma.graphToViewport({ x: (left + right) / 2, y: -(top + bottom) / 2 }));
    to({ x: centre.x, y: centre.y, ratio: (camera.getState().ratio * this.scale) / wanted });
  }

  zoom(factor) {
    const camera = this.sigma.getCamera();
    camera.setState({ ratio: camera.getState().ratio / factor });
  }

  close() {
    this.sigma.kill();
    this.box.remove();
  }
}
