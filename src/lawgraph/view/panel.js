// The panel beside every view: an opening page, a node, an edge, or the path between two nodes.

const GROUPS = [
  ["leads", 1], ["leads", 0], ["holdsPost", 1], ["holdsPost", 0], ["awarded", 0], ["awarded", 1], ["launched", 0], ["launched", 1],
  ["issued", 0], ["issued", 1], ["held", 0], ["held", 1], ["attended", 0], ["attended", 1], ["implements", 0], ["implements", 1],
  ["cooperatesWith", 0], ["cooperatesWith", 1], ["partOf", 0], ["partOf", 1],
];

function renderPanel() {
  const { node, edge, path } = selection();
  const lost = [state.node && !node, state.edge && !edge, state.path && !path].some(Boolean);
  const content = node ? nodeView(node) : edge ? edgeView(edge) : path ? pathView(path) : overview();
  byId("panel").replaceChildren(...[lost ? el("p", { class: "notice" }, text.missing) : null, ...content].flat(Infinity).filter((part) => part !== null && part !== ""));
  byId("panel").scrollTop = 0;
  const name = node ? node.name : edge ? `${edge.subject.name} ${text.verbs[edge.property]} ${edge.object.name}` : path ? `${path.from.name} — ${path.to.name}` : null;
  document.title = [name, graph.title || text.title].filter(Boolean).join(" · ");
  return name;
}

function overview() {
  const top = graph.nodes.filter((node) => node.kind === "Institution" && node.degree)
    .sort((a, b) => b.degree - a.degree || a.id - b.id).slice(0, 8);
  const linked = graph.nodes.filter((node) => node.degree).length;
  const drawn = graph.nodes.filter((node) => node.drawn && node.degree).length;
  const loose = graph.nodes.filter((node) => !node.degree && !node.inferred).length;
  const how = text.how.map((line) => el("li", null, line.split(/(<[so]>[^<]*<\/[so]>)/).map((piece) => {
    const word = /^<([so])>(.*)<\//.exec(piece);
    return word ? el("mark", { class: word[1] === "s" ? "subject" : "object" }, word[2]) : piece;
  })));
  return [
    el("h2", null, graph.title || text.title),
    el("p", { class: "lead" }, text.intro({ read: graph.read, nodes: graph.nodes.length, edges: graph.edges.length, passages: graph.passages.length })),
    drawn < linked ? el("p", { class: "gloss" }, text.drawnFirst(drawn, linked - drawn)) : null,
    loose ? el("p", { class: "gloss" }, text.loose(loose)) : null,
    top.length ? [el("h3", null, text.start), el("ol", { class: "top" }, top.map((node) => el("li", null, nodeLink(node), el("p", { class: "gloss" }, tally(node)))))] : null,
    el("h3", null, text.howTo),
    el("ul", { class: "how" }, how),
    graph.articles.length ? el("details", { class: "articles" }, el("summary", null, `${text.read} (${graph.articles.length})`),
      graph.articles.slice(0, 200).map((article) => sourceLine(article))) : null,
  ];
}

/** Count a node's relations by what they are: 领导人 2 · 项目 5. */
function tally(node) {
  const counts = tallies(node.edges, (edge) => text[edge.property][edge.subject === node ? 0 : 1]);
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 4).map(([name, count]) => `${name} ${count}`).join(" · ");
}

/** The edges of a node by what they say of it: [{ property, side, edges }], the newest first. */
function groupsOf(node) {
  return GROUPS.map(([property, side]) => {
    const edges = node.edges.filter((edge) => edge.property === property && (side ? edge.object === node && edge.subject !== node : edge.subject === node));
    edges.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.id - b.id));
    return { property, side, edges };
  }).filter((group) => group.edges.length);
}

function nodeView(node) {
  const passages = [...new Set(node.edges.flatMap((edge) => edge.passages))];
  const dates = node.edges.flatMap(datesOf).map(({ date }) => date).sort();
  const division = graph.divisions[node.code];
  const facts = [
    node.names && node.names.length ? [text.alsoCalled, text.list(node.names)] : null,
    division ? [text.division, division.join(" · ")] : null,
    node.code ? [text.code, node.code] : null,
    dates.length ? [text.seenFrom, [...new Set([dates[0], dates[dates.length - 1]])].join(` ${text.until} `)] : null,
  ].filter(Boolean);
  const groups = groupsOf(node).map(({ property, side, edges }) => el("section", { class: "group" },
    el("h3", null, text[property][side], el("span", { class: "count" }, String(edges.length))),
    edges.map((edge) => edgeItem(edge, node))));
  return [
    el("p", { class: "kind" }, sign(node.kind, node.shape), text.one[node.kind], el("a", { href: hashFor({}), class: "back" }, text.back)),
    el("h2", null, el("bdi", { lang: "zh-CN" }, node.name)),
    el("p", { class: "pinyin", lang: "zh-Latn-pinyin" }, node.pinyin || ""),
    facts.length ? el("dl", null, facts.map(([name, value]) => el("div", null, el("dt", null, name), el("dd", null, el("bdi", null, value))))) : null,
    node.inferred ? el("p", { class: "notice" }, text.inferredNode) : null,
    node.provisional ? el("p", { class: "notice" }, text.provisional) : null,
    support(passages),
    actionsOf(node),
    patternView(node),
    groups.length ? groups : el("p", { class: "gloss" }, text.noEdges),
  ];
}

/** The other programs of a program's pattern, in order of date, each with its launcher. */
function patternView(node) {
  if (typeof node.pattern !== "number") return null;
  const dated = (other) => other.edges.flatMap(datesOf).map(({ date }) => date).sort()[0] || "";
  const others = graph.nodes.filter((other) => other.pattern === node.pattern && other !== node).sort((a, b) => (dated(a) || "9999").localeCompare(dated(b) || "9999") || a.id - b.id);
  return el("section", { class: "group pattern" },
    el("h3", null, text.pattern(graph.patterns[node.pattern]), el("span", { class: "count" }, String(others.length))),
    others.map((other) => el("p", null, nodeLink(other), " · ", [about(other), dated(other)].filter(Boolean).join(" · "))));
}

/** What a reader can do with a node: see its timeline, find a path from it, draw or fold what is around it. */
function actionsOf(node) {
  const undrawn = neighbours(node).filter((other) => !visible(other) && kept.nodes.has(other) && !folded.has(other));
  const alone = leaves(node), closed = listed("fold");
  const button = (name, onclick, extra = "") => el("button", { type: "button", class: `quiet ${extra}`, onclick }, name);
  const finder = el("div", { class: "pathTo" });
  const correct = nodeCommands(node);
  const onMap = (state.view || "map") === "map";
  return el("div", { class: "actions" },
    node.edges.length && state.view !== "timeline" ? button(text.timelineOf, () => go({ view: "timeline" })) : null,
    node.edges.length ? button(text.findPath, () => (finder.firstChild ? finder.replaceChildren() : openPath(finder, node))) : null,
    onMap && undrawn.length ? button(text.hidden(undrawn.length), () => expand(node), "expand") : null,
    onMap && closed.includes(node.key) ? button(text.unfold, () => go({ fold: closed.filter((key) => key !== node.key).join(",") }), "unfold")
      : onMap && alone.length ? button(text.fold(alone.length), () => go({ fold: [...closed, node.key].join(",") }), "fold") : null,
    correct.button, correct.box, finder);
}

/** A search box for the other end of the path. */
function openPath(place, from) {
  const list = el("ul", { id: "ends", role: "listbox", class: "results", "aria-label": text.pathTo(from.name), hidden: true });
  const box = el("input", { type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "ends", autocomplete: "off", spellcheck: "false",
    placeholder: text.pathTo(from.name), "aria-label": text.pathTo(from.name) });
  place.replaceChildren(el("div", { class: "search" }, box, list));
  new Finder(box, list, ({ node }) => go({ node: null, edge: null, path: `${from.key}~${node.key}` }));
  box.focus();
}

/** An edge as its node sees it: the other end, role and dates, the passages, and the way to the query. */
function edgeItem(edge, node) {
  const { role, date } = roleOf(edge);
  const sparql = sparqlView(edge);
  return el("article", null,
    el("h4", null, nodeLink(otherEnd(edge, node))),
    role || date ? el("p", { class: "role" }, role ? el("bdi", null, role) : null, role && date ? " · " : null, date) : null,
    passagesView(edge),
    el("p", { class: "tail" }, el("a", { href: hashFor({ edge: edge.key }) }, text.thisEdge), sparql.button),
    sparql.box);
}

function edgeView(edge) {
  const { role, date } = roleOf(edge);
  const sparql = sparqlView(edge);
  return [
    el("p", { class: "kind" }, text.relation, el("a", { href: hashFor({}), class: "back" }, text.back)),
    el("h2", { class: "triple" }, nodeLink(edge.subject), el("span", { class: "verb" }, text.verbs[edge.property]), nodeLink(edge.object)),
    role || date ? el("p", { class: "role" }, [role, date].filter(Boolean).join(" · ")) : null,
    support(edge.passages),
    el("div", { class: "actions" }, sparql.button), sparql.box,
    passagesView(edge, 8),
  ];
}

/** The path between two nodes, step by step, each with the sentence that says so. */
function pathView({ from, to }) {
  const steps = focus.steps;
  const items = [];
  let at = from;
  (steps || []).forEach((edge) => {
    const next = otherEnd(edge, at);
    const forward = edge.subject === at;
    items.push(el("li", null, el("p", { class: `verb ${forward ? "" : "backward"}` }, text[edge.property][forward ? 0 : 1]), el("h4", null, nodeLink(next)), passagesView(edge, 1),
      el("p", { class: "tail" }, el("a", { href: hashFor({ edge: edge.key }) }, text.thisEdge))));
    at = next;
  });
  return [
    el("p", { class: "kind" }, text.pathTitle, el("a", { href: hashFor({}), class: "back" }, text.back)),
    el("h2", { class: "triple" }, nodeLink(from), el("span", { class: "verb" }, steps ? text.steps(steps.length) : "…"), nodeLink(to)),
    el("div", { class: "actions" }, el("button", { type: "button", class: "quiet", onclick: () => go({ path: `${to.key}~${from.key}` }) }, text.swap)),
    steps ? [el("p", { class: "gloss" }, text.pathHelp), el("h3", null, nodeLink(from)), el("ol", { class: "path" }, items)] : el("p", { class: "notice" }, text.noPath),
  ];
}
