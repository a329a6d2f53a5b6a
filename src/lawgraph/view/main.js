// The state of the page is its address (#node=…&hide=…&view=table&lang=en&theme=dark): every view can be
// sent to somebody, and back and forward work. Everything shown is drawn from it.

const graph = load(JSON.parse(byId("data").textContent));
const dark = matchMedia("(prefers-color-scheme: dark)");
let state = {};

function readState() {
  const query = new URLSearchParams(location.hash.slice(1));
  return {
    node: query.get("node"), edge: query.get("edge"), view: query.get("view"), theme: query.get("theme"), lang: query.get("lang"),
    hide: query.get("hide"),
  };
}

function hashFor(change) {
  const next = { ...state, node: null, edge: null, ...change };
  const parts = Object.entries(next).filter(([, value]) => value)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2F/g, "/").replace(/%2C/g, ",")}`);
  return `#${parts.join("&")}`;
}

function go(change) {
  const next = hashFor({ node: state.node, edge: state.edge, ...change });
  if (next !== (location.hash || "#")) location.hash = next;
}

function selection() {
  return { node: graph.nodeByKey.get(state.node) || null, edge: graph.edgeByKey.get(state.edge) || null };
}

const hiddenKinds = () => new Set((state.hide || "").split(",").filter(Boolean));

function visible(node) {
  const { node: chosen, edge } = selection();
  return !hidden.has(node.kind) || node === chosen || (edge && (edge.subject === node || edge.object === node));
}

let hidden = new Set();

function apply(first) {
  const before = state;
  state = readState();
  hidden = hiddenKinds();
  const changed = (name) => first || before[name] !== state[name];
  const chinese = /^zh/i.test((navigator.languages || [navigator.language])[0] || "zh");
  text = TEXTS[state.lang] || (chinese ? TEXTS.zh : TEXTS.en);
  document.documentElement.lang = text === TEXTS.zh ? "zh-CN" : "en";
  document.documentElement.dataset.theme = state.theme || (dark.matches ? "dark" : "light");
  if (changed("lang") || changed("theme") || changed("hide") || changed("view")) renderFrame();
  const { node, edge } = selection();
  const table = state.view === "table";
  byId("map").hidden = table;
  byId("table").hidden = !table;
  if (network && changed("theme")) readPalette();
  if (node && !node.drawn) { if (!network) startMap(); show(node); neighbours(node).slice(0, BATCH).forEach((other) => show(other, node)); }
  if (!table && !network) startMap();
  if (network) redraw();
  if (table && (changed("view") || changed("hide") || changed("lang"))) byId("table").replaceChildren(...tableView(graph, (n) => !hidden.has(n.kind)));
  if (!table && (changed("node") || changed("edge") || changed("view"))) {
    if (node) frame([node, ...neighbours(node)], 1.1, !first);
    else if (edge) frame([edge.subject, edge.object], 1.1, !first);
    else if (first || changed("view")) frame(graph.nodes, 1.4, false);
  }
  if (first || changed("node") || changed("edge") || changed("lang")) renderPanel();
  byId("note").hidden = graph.kinds.some((kind) => !hidden.has(kind));
  byId("note").textContent = text.allHidden;
}

function renderPanel() {
  const { node, edge } = selection();
  const missing = (state.node && !node) || (state.edge && !edge) ? el("p", { class: "notice" }, text.missing) : null;
  const content = node ? nodeView(node) : edge ? edgeView(edge) : overview(graph);
  byId("panel").replaceChildren(...[missing, ...content].flat(Infinity).filter((part) => part !== null && part !== ""));
  byId("panel").scrollTop = 0;
  document.title = [node ? node.name : edge ? `${edge.subject.name} ${text.verbs[edge.property]} ${edge.object.name}` : null, graph.title || text.title].filter(Boolean).join(" · ");
}

/** The bar at the top and the legend. */
function renderFrame() {
  byId("home").textContent = graph.title || text.title;
  document.querySelectorAll("[data-text]").forEach((element) => { element.textContent = text[element.dataset.text]; });
  byId("search").placeholder = text.search;
  byId("search").setAttribute("aria-label", `${text.search} ${text.searchHelp}`);
  byId("search").title = text.searchHelp;
  byId("view").textContent = state.view === "table" ? text.map : text.table;
  byId("theme").textContent = document.documentElement.dataset.theme === "dark" ? text.light : text.dark;
  byId("language").textContent = text.other;
  byId("canvas").setAttribute("role", "img");
  byId("canvas").setAttribute("aria-label", text.canvas);
  ["closer", "wider", "all"].forEach((id) => { byId(id).setAttribute("aria-label", text[id]); byId(id).title = text[id]; });
  byId("legend").setAttribute("aria-label", text.legend);
  const counts = new Map();
  graph.nodes.forEach((node) => counts.set(node.kind, (counts.get(node.kind) || 0) + 1));
  const shapes = new Map(graph.nodes.map((node) => [node.kind, node.shape]));
  // Keep the focus where it is: a reader may press several kinds in turn.
  const focused = document.activeElement && document.activeElement.dataset.kind;
  byId("legend").replaceChildren(...graph.kinds.filter((kind) => counts.get(kind)).map((kind) =>
    el("button", { type: "button", "data-kind": kind, "aria-pressed": String(!hidden.has(kind)), onclick: () => toggle(kind) },
      sign(kind, shapes.get(kind)), text[kind], el("span", { class: "count" }, String(counts.get(kind))))));
  if (focused) byId("legend").querySelector(`[data-kind="${focused}"]`).focus();
}

function toggle(kind) {
  const next = new Set(hidden);
  if (!next.delete(kind)) next.add(kind);
  go({ hide: graph.kinds.filter((each) => next.has(each)).join(",") || null });
}

// Search: the results follow the typing; arrows choose, Enter opens, Escape closes.
let results = [], active = -1;

function renderResults() {
  const box = byId("search"), list = byId("results");
  results = search(box.value, graph.nodes);
  active = results.length ? 0 : -1;
  list.replaceChildren(...(results.length ? results.map(resultItem) : box.value.trim() ? [el("li", { class: "none" }, text.none)] : []));
  list.hidden = !box.value.trim();
  box.setAttribute("aria-expanded", String(!list.hidden));
  markActive();
}

function resultItem({ node, name, hits }, i) {
  const letters = [...name].map((char, at) => (hits.has(at) ? el("b", null, char) : char));
  return el("li", { role: "option", id: `result${i}`, onmousedown: (event) => { event.preventDefault(); pick(i); } },
    sign(node.kind, node.shape), el("span", { class: "found" }, el("bdi", null, letters), el("small", null, el("bdi", null, about(node)))));
}

function markActive() {
  [...byId("results").children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
  const item = byId(`result${active}`);
  if (item) { item.scrollIntoView({ block: "nearest" }); byId("search").setAttribute("aria-activedescendant", item.id); }
  else byId("search").removeAttribute("aria-activedescendant");
}

function pick(i) {
  if (!results[i]) return;
  byId("search").value = results[i].node.name;
  closeResults();
  go({ node: results[i].node.key, edge: null });
}

function closeResults() {
  byId("results").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
  byId("search").removeAttribute("aria-activedescendant");
}

function wire() {
  const box = byId("search");
  box.addEventListener("input", renderResults);
  box.addEventListener("focus", () => { box.select(); if (box.value.trim()) renderResults(); });
  box.addEventListener("blur", closeResults);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter in an input method chooses a character
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && results.length) { active = (active + step + results.length) % results.length; markActive(); event.preventDefault(); }
    else if (event.key === "Enter") pick(active);
    else if (event.key === "Escape") { if (byId("results").hidden) box.value = ""; closeResults(); event.stopPropagation(); }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, textarea");
    if (event.key === "/" && !typing) { event.preventDefault(); box.focus(); }
    else if (event.key === "Escape" && !typing) go({ node: null, edge: null });
  });
  // A link in the page carries only what it selects; language, theme and filter stay as they are now.
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest && event.target.closest('a[href^="#"]');
    if (!anchor || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (anchor.matches(".skip")) { byId("panel").focus(); return; }
    const query = new URLSearchParams(anchor.getAttribute("href").slice(1));
    go({ node: query.get("node"), edge: query.get("edge") });
  });
  byId("home").addEventListener("click", () => { box.value = ""; go({ node: null, edge: null, view: null }); if (network) frame(graph.nodes, 1.4); });
  byId("view").addEventListener("click", () => go({ view: state.view === "table" ? null : "table" }));
  byId("theme").addEventListener("click", () => go({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }));
  byId("language").addEventListener("click", () => go({ lang: text === TEXTS.zh ? "en" : "zh" }));
  byId("closer").addEventListener("click", () => zoom(1.4));
  byId("wider").addEventListener("click", () => zoom(1 / 1.4));
  byId("all").addEventListener("click", () => frame(graph.nodes, 1.4));
  window.addEventListener("hashchange", () => apply(false));
  dark.addEventListener("change", () => apply(true));
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: false });
}

wire();
apply(true);
// For the tests, and for a reader's console.
window.lawgraph = { graph, search: (query) => search(query, graph.nodes).map((hit) => hit.node.name), labels: () => labelBoxes, map: () => network };
