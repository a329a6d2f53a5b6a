// What the filters leave of the graph. An edge must pass all of them; a node stays with its kind and
// province, and, where edges are filtered, with an edge that passes.

let kept = { nodes: new Set(), edges: new Set() };

/** Read the filters out of the state once; the views then only ask. */
function applyFilters() {
  const hidden = new Set(listed("hide")), without = new Set(listed("without"));
  const sure = Number(state.sure) || 0;
  const here = (node) => !state.province || provincesOf(node).has(state.province);
  const passes = (edge) => !without.has(edge.property)
    && (sure === 0 || edge.passages.some((passage) => passage.confidence >= sure))
    && inYears(edge) && placed(edge).some(here);
  const narrowed = without.size > 0 || sure > 0 || state.since || state.until;
  const edges = new Set(graph.edges.filter((edge) => !hidden.has(edge.subject.kind) && !hidden.has(edge.object.kind) && passes(edge)));
  const nodes = new Set(graph.nodes.filter((node) => !hidden.has(node.kind) && (narrowed ? node.edges.some((edge) => edges.has(edge)) : here(node))));
  // The other end of an edge that leads out of the province stays with it.
  edges.forEach((edge) => nodes.add(edge.subject).add(edge.object));
  kept = { nodes, edges, hidden, without, sure };
}

/** How many filters are on; two ends of one range are one. */
const activeFilters = () => ["hide", "without", "province", "sure"].filter((name) => state[name]).length + (state.since || state.until ? 1 : 0);

/** Tell whether the map draws a node: one that passes the filters, or one that is selected. */
function visible(node) {
  if (focus.chosen.has(node)) return true;
  return kept.nodes.has(node) && !folded.has(node) && node.drawn && (!node.added || asked.has(node));
}

/** Tell whether the map draws an edge; one that only follows by rule is drawn from a selected node alone. */
function visibleEdge(edge) {
  if (focus.edges.has(edge)) return true;
  if (!edge.passages.length && !focus.chosen.has(edge.subject) && !focus.chosen.has(edge.object)) return false;
  return kept.edges.has(edge) && visible(edge.subject) && visible(edge.object);
}

// What the reader looks at: the nodes that are selected, and the edges and nodes to show brightly.
let focus = { node: null, chosen: new Set(), edges: new Set(), lit: null, steps: null };
let folded = new Set();

function applyFocus() {
  const { node, edge, path } = selection();
  const steps = path ? pathBetween(path.from, path.to) : null;
  const edges = new Set(edge ? [edge] : steps || []);
  const chosen = new Set(node ? [node] : [...edges].flatMap((each) => [each.subject, each.object]));
  if (path) chosen.add(path.from).add(path.to);
  const lit = node ? new Set([node, ...neighbours(node)]) : chosen.size ? chosen : null;
  focus = { node, chosen, edges, lit, steps };
  folded = new Set(listed("fold").map((key) => graph.nodeByKey.get(key)).filter(Boolean).flatMap(leaves));
}

/** The neighbours of a node that hang on it alone: they go when it is folded. */
const leaves = (node) => neighbours(node).filter((other) => other !== node && neighbours(other).every((third) => third === node || third === other));

const own = (node) => (graph.divisions[node.code] || [])[0];

/** The ends of an edge that say where it belongs: an honour that bodies of two provinces hold is of neither. */
function placed(edge) {
  const ends = [edge.subject, edge.object].filter(own);
  return ends.length ? ends : [edge.subject, edge.object];
}

/** The provinces that a node belongs to: its own, or those of the bodies that it is linked to. */
function provincesOf(node) {
  if (!node.provinces) {
    node.provinces = new Set(own(node) ? [own(node)] : neighbours(node).map(own).filter(Boolean));
  }
  return node.provinces;
}

/** The dates of an edge in order: [{ date, until, reported, passage }]; reported where only the article has one. */
function datesOf(edge) {
  if (!edge.dates) {
    edge.dates = edge.passages.flatMap((passage) => {
      const date = passage.since || passage.date || passage.until || passage.article.reported;
      if (!date) return [];
      const reported = !passage.since && !passage.until && (!passage.date || passage.date === passage.article.reported);
      return [{ date, until: passage.until, reported, passage }];
    }).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  }
  return edge.dates;
}

const yearOf = (date) => Number(date.slice(0, 4));

/** The dates of an edge within the years that the reader chose. */
function datesWithin(edge) {
  const [since, until] = [Number(state.since) || -Infinity, Number(state.until) || Infinity];
  return datesOf(edge).filter(({ date, until: last, passage }) =>
    yearOf(date) <= until && yearOf(passage.since && last ? last : date) >= since);
}

function inYears(edge) {
  if (!state.since && !state.until) return true;
  return datesOf(edge).length ? datesWithin(edge).length > 0 : state.undated === "1";
}
