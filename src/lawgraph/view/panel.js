// The panel beside the map: an opening page, a node, or an edge.

const GROUPS = [
  ["leads", 1], ["leads", 0], ["holdsPost", 1], ["holdsPost", 0], ["launched", 0], ["launched", 1], ["awarded", 0], ["awarded", 1],
  ["issued", 0], ["issued", 1], ["implements", 0], ["implements", 1], ["held", 0], ["held", 1], ["attended", 0], ["attended", 1],
  ["cooperatesWith", 0], ["cooperatesWith", 1], ["partOf", 0], ["partOf", 1],
];

function overview(data) {
  const top = data.nodes.filter((node) => node.kind === "Institution" && node.edges.length)
    .sort((a, b) => b.edges.length - a.edges.length || a.id - b.id).slice(0, 8);
  const linked = data.nodes.filter((node) => node.edges.length).length;
  const drawn = data.nodes.filter((node) => node.drawn && node.edges.length).length;
  const how = text.how.map((line) => el("li", null, line.split(/(<[so]>[^<]*<\/[so]>)/).map((piece) => {
    const word = /^<([so])>(.*)<\//.exec(piece);
    return word ? el("mark", { class: word[1] === "s" ? "subject" : "object" }, word[2]) : piece;
  })));
  return [
    el("h2", null, data.title || text.title),
    el("p", { class: "lead" }, text.intro({ read: data.read, nodes: data.nodes.length, edges: data.edges.length, passages: data.passages.length })),
    drawn < linked ? el("p", { class: "gloss" }, text.drawnFirst(drawn, linked - drawn)) : null,
    linked < data.nodes.length ? el("p", { class: "gloss" }, text.loose(data.nodes.length - linked)) : null,
    top.length ? [el("h3", null, text.start), el("ol", { class: "top" }, top.map((node) => el("li", null, nodeLink(node), el("p", { class: "gloss" }, tally(node)))))] : null,
    el("h3", null, text.howTo),
    el("ul", { class: "how" }, how),
    data.articles.length ? el("details", { class: "articles" }, el("summary", null, `${text.read} (${data.articles.length})`),
      data.articles.slice(0, 200).map((article) => sourceLine(article))) : null,
  ];
}

/** Count a node's relations by what they are: 领导人 2 · 项目 5. */
function tally(node) {
  const counts = new Map();
  node.edges.forEach((edge) => {
    const name = text[edge.property][edge.subject === node ? 0 : 1];
    counts.set(name, (counts.get(name) || 0) + 1);
  });
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 4).map(([name, count]) => `${name} ${count}`).join(" · ");
}

function nodeView(node) {
  const passages = node.edges.flatMap((edge) => edge.passages);
  const articles = new Set(passages.map((passage) => passage.article));
  const hidden = neighbours(node).filter((other) => !other.drawn);
  const facts = [
    node.names && node.names.length ? [text.alsoCalled, text.list(node.names)] : null,
    node.code ? [text.code, node.code] : null,
  ].filter(Boolean);
  const groups = GROUPS.map(([property, side]) => {
    const edges = node.edges.filter((edge) => edge.property === property && (side ? edge.object === node && edge.subject !== node : edge.subject === node));
    if (!edges.length) return null;
    edges.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.id - b.id));
    return el("section", { class: "group" },
      el("h3", null, text[property][side], el("span", { class: "count" }, String(edges.length))),
      edges.map((edge) => edgeItem(edge, node)));
  });
  return [
    el("p", { class: "kind" }, sign(node.kind, node.shape), text[node.kind], el("a", { href: hashFor({}), class: "back" }, text.back)),
    el("h2", null, el("bdi", { lang: "zh-CN" }, node.name)),
    el("p", { class: "pinyin" }, node.pinyin || ""),
    el("p", { class: "gloss" }, [text.relations(node.edges.length), text.passages(passages.length), text.articles(articles.size)].join(" · ")),
    facts.length ? el("dl", null, facts.map(([name, value]) => el("div", null, el("dt", null, name), el("dd", null, el("bdi", null, value))))) : null,
    node.inferred ? el("p", { class: "notice" }, text.inferredNode) : null,
    node.provisional ? el("p", { class: "notice" }, text.provisional) : null,
    hidden.length ? el("button", { type: "button", class: "expand", onclick: () => expand(node) }, text.hidden(hidden.length)) : null,
    groups.some(Boolean) ? groups : el("p", { class: "gloss" }, text.noEdges),
  ];
}

function edgeItem(edge, node) {
  const { role, date } = roleOf(edge);
  const other = otherEnd(edge, node);
  return el("article", null,
    el("h4", null, nodeLink(other)),
    role || date ? el("p", { class: "role" }, role ? el("bdi", null, role) : null, role && date ? " · " : null, date) : null,
    passagesView(edge));
}

function edgeView(edge) {
  const { role, date } = roleOf(edge);
  return [
    el("p", { class: "kind" }, text.relation, el("a", { href: hashFor({}), class: "back" }, text.back)),
    el("h2", { class: "triple" }, nodeLink(edge.subject), el("span", { class: "verb" }, text.verbs[edge.property]), nodeLink(edge.object)),
    role || date ? el("p", { class: "role" }, [role, date].filter(Boolean).join(" · ")) : null,
    edge.passages.length ? el("p", { class: "gloss" }, [text.passages(edge.passages.length), text.articles(new Set(edge.passages.map((p) => p.article)).size)].join(" · ")) : null,
    passagesView(edge, 8),
  ];
}
