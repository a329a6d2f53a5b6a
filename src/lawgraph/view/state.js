// The state of the page is its address (#node=…&hide=…&view=table&lang=en): every view can be sent to
// somebody, and back and forward work. Nothing that is seen is kept anywhere else.

const SELECTION = ["node", "edge", "path"];
const FILTERS = ["hide", "without", "province", "since", "until", "undated", "sure"];
const FIELDS = [...SELECTION, "view", "sheet", ...FILTERS, "open", "fold", "whole", "lang", "theme"];
const VIEWS = ["map", "timeline", "table", "tree"];

let state = {};

const ALLOWED = { view: VIEWS, lang: ["zh", "en"], theme: ["light", "dark"] };

/** Read the address; anybody may have written it, so what is none of the page's words counts as nothing. */
function readState() {
  const query = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(FIELDS.map((name) => {
    const value = query.get(name) || null;
    return [name, ALLOWED[name] && !ALLOWED[name].includes(value) ? null : value];
  }));
}

/** The address of the page with these changes; what is selected is dropped unless it is named. */
function hashFor(change) {
  const next = { ...state, node: null, edge: null, path: null, ...change };
  const parts = FIELDS.filter((name) => next[name])
    .map((name) => `${name}=${encodeURIComponent(next[name]).replace(/%2F/g, "/").replace(/%2C/g, ",")}`);
  return `#${parts.join("&")}`;
}

/** Go to the state with these changes; what they do not name stays. It is drawn before this returns. */
function go(change) {
  const next = hashFor({ node: state.node, edge: state.edge, path: state.path, ...change });
  if (next === (location.hash || "#")) return;
  location.hash = next;
  apply(false);
}

const listed = (name) => (state[name] || "").split(",").filter(Boolean);

/** What is selected: a node, an edge, or the two ends of a path. At most one of the three. */
function selection() {
  const [from, to] = (state.path || "").split("~").map((key) => graph.nodeByKey.get(key) || null);
  return { node: graph.nodeByKey.get(state.node) || null, edge: graph.edgeByKey.get(state.edge) || null, path: from && to ? { from, to } : null };
}
