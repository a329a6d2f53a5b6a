// What is shown follows from the state: a change of the address draws again what it concerns.

let graph;
const dark = matchMedia("(prefers-color-scheme: dark)");
const SHEETS = { timeline: timelineView, table: tableView, tree: treeView };
let printing = false;
let shown = null; // the address that the page shows; the browser tells of a change only later

function apply(first) {
  const before = state;
  shown = location.hash;
  state = readState();
  const changed = (...names) => first || names.some((name) => before[name] !== state[name]);
  const chinese = /^zh/i.test((navigator.languages || [navigator.language])[0] || "zh");
  text = TEXTS[state.lang] || (chinese ? TEXTS.zh : TEXTS.en);
  document.documentElement.lang = text === TEXTS.zh ? "zh-CN" : "en";
  document.documentElement.dataset.theme = printing ? "light" : state.theme || (dark.matches ? "dark" : "light");
  if (changed(...FILTERS)) applyFilters();
  if (changed(...SELECTION, ...FILTERS, "fold")) applyFocus();
  if (changed("lang", "theme", "view", ...FILTERS)) { renderFrame(); renderFilters(); }

  const sheet = SHEETS[state.view];
  document.body.dataset.view = state.view || "map";
  document.body.classList.toggle("chosen", Boolean(state.node || state.edge || state.path));
  byId("map").hidden = Boolean(sheet);
  byId("sheet").hidden = !sheet;
  if (sheet) {
    const follows = state.view === "timeline" ? SELECTION : [];
    if (changed("view", "sheet", "lang", ...FILTERS, ...follows)) byId("sheet").replaceChildren(...sheet().flat(Infinity).filter(Boolean));
    if (changed("view")) byId("sheet").scrollTop = 0;
  } else drawMap(first, changed);
  if (changed(...SELECTION, ...FILTERS, "lang", "view", "open", "fold")) {
    const name = renderPanel();
    if (!first && name && changed(...SELECTION)) say(text.selected(name), false);
  }
}

function drawMap(first, changed) {
  if (changed("theme")) readPalette();
  drawAsked();
  if (!network) startMap();
  if (changed("whole", "view")) drawWhole();
  redraw();
  renderScope();
  if (changed(...SELECTION, "view", "open", "province", "whole")) {
    const seen = focus.node ? around(focus.node) : [...focus.chosen];
    if (seen.length) frame(seen, 1.1, !first);
    else if (first || changed("view", "province", "whole")) frame(graph.nodes, 1.4, false);
  }
  byId("note").hidden = graph.nodes.length === 0 || kept.nodes.size > 0;
  byId("note").textContent = graph.kinds.every((kind) => kept.hidden.has(kind)) ? text.allHidden : text.noneLeft;
}

/** The bar at the top, the legend and the buttons. */
function renderFrame() {
  byId("home").textContent = graph.title || text.title;
  document.querySelectorAll("[data-text]").forEach((element) => { element.textContent = text[element.dataset.text]; });
  const view = state.view || "map", focused = byId("views").contains(document.activeElement);
  byId("views").setAttribute("aria-label", text.viewsLabel);
  byId("views").replaceChildren(...VIEWS.map((name) => el("button", { type: "button", "data-view": name, "aria-current": name === view ? "page" : null,
    onclick: () => go({ view: name === "map" ? null : name }) }, text.views[name])));
  if (focused) byId("views").querySelector("[aria-current]").focus();
  byId("search").placeholder = text.search;
  byId("search").setAttribute("aria-label", `${text.search} ${text.searchHelp}`);
  byId("search").title = text.searchHelp;
  byId("results").setAttribute("aria-label", text.search);
  byId("export").textContent = text.export;
  byId("export").title = text.exportHelp;
  byId("theme").textContent = document.documentElement.dataset.theme === "dark" ? text.light : text.dark;
  byId("language").textContent = text.other;
  byId("language").lang = text === TEXTS.zh ? "en" : "zh-CN";
  byId("canvas").setAttribute("role", "img");
  byId("canvas").setAttribute("aria-label", text.canvas);
  byId("panel").setAttribute("aria-label", text.details);
  byId("bar").setAttribute("aria-label", text.legend);
  byId("filters").setAttribute("aria-label", text.filter);
  byId("sheet").setAttribute("aria-label", text.views[view]);
  ["closer", "wider", "all"].forEach((id) => { byId(id).setAttribute("aria-label", text[id]); byId(id).title = text[id]; });
  renderLegend();
}

/** On paper the page is light, and the map a drawing: a canvas keeps the shape that it has on the screen. */
function toPaper(begin) {
  printing = begin;
  apply(true);
  const map = (state.view || "map") === "map";
  if (begin && map && !byId("canvas").clientWidth) return; // the page is laid out for paper already
  document.querySelectorAll(".paper").forEach((drawing) => drawing.remove());
  if (!begin || !map) return;
  const drawing = document.importNode(new DOMParser().parseFromString(svgOf(), "image/svg+xml").documentElement, true);
  drawing.setAttribute("class", "paper");
  byId("map").append(drawing);
}

/** Show or hide what a button opens. */
function disclose(button, box, open = box.hidden) {
  box.hidden = !open;
  button.setAttribute("aria-expanded", String(open));
}

function wire() {
  const box = byId("search");
  new Finder(box, byId("results"), (hit) => {
    if (hit.year) { box.value = String(hit.year); go({ node: null, edge: null, path: null, view: "timeline", since: String(hit.year), until: String(hit.year) }); return; }
    box.value = hit.node.name;
    if (matchMedia("(pointer: coarse)").matches) box.blur(); // the keyboard on the screen would hide the answer
    go({ node: hit.node.key, edge: null, path: null });
  }, { years: true });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, textarea, select");
    if (event.key === "/" && !typing) { event.preventDefault(); box.focus(); }
    else if (event.key === "Escape" && !byId("formats").hidden) { disclose(byId("export"), byId("formats"), false); byId("export").focus(); }
    else if (event.key === "Escape" && !typing) go({ node: null, edge: null, path: null });
  });
  // A link in the page carries only what it selects; language, theme and filters stay as they are now.
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".menu")) disclose(byId("export"), byId("formats"), false);
    const anchor = event.target.closest('a[href^="#"]');
    if (!anchor || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (anchor.matches(".skip")) { (byId("panel").checkVisibility() ? byId("panel") : byId("sheet")).focus(); return; }
    const query = new URLSearchParams(anchor.getAttribute("href").slice(1));
    go({ node: query.get("node"), edge: query.get("edge"), path: query.get("path") });
  });
  byId("home").addEventListener("click", () => { box.value = ""; go({ node: null, edge: null, path: null, view: null }); if (network) frame(graph.nodes, 1.4); });
  byId("theme").addEventListener("click", () => go({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }));
  byId("language").addEventListener("click", () => go({ lang: text === TEXTS.zh ? "en" : "zh" }));
  byId("export").addEventListener("click", () => { renderFormats(); disclose(byId("export"), byId("formats")); });
  byId("narrow").addEventListener("click", () => { disclose(byId("narrow"), byId("filters")); renderFilters(); });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("closer").addEventListener("click", () => zoom(1.4));
  byId("wider").addEventListener("click", () => zoom(1 / 1.4));
  byId("all").addEventListener("click", () => frame(graph.nodes, 1.4));
  window.addEventListener("hashchange", () => { if (location.hash !== shown) apply(false); });
  dark.addEventListener("change", () => apply(true));
  window.addEventListener("beforeprint", () => toPaper(true));
  window.addEventListener("afterprint", () => toPaper(false));
}

async function start() {
  graph = load(await source());
  rememberOpening();
  wire();
  if (graph.focus && !location.hash) history.replaceState(null, "", hashFor({ node: graph.focus }));
  apply(true);
  // For the tests, and for a reader's console.
  window.lawgraph = {
    graph, search: (query) => search(query, graph.nodes).map((hit) => hit.node.name), labels: () => labelBoxes, map: () => network, whole: () => whole,
    texts: TEXTS, kept: () => kept, path: (from, to) => pathBetween(graph.nodeByKey.get(from), graph.nodeByKey.get(to)), sparql: sparqlOf, sources: independentSources, copies: copiesOf, svg: svgOf, gexf: gexfOf, csv: csvOf,
  };
}

start().catch((error) => {
  document.body.dataset.view = "map";
  byId("panel").textContent = error.message;
  throw error;
});
