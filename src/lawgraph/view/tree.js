// The hierarchy: institutions below those that they are part of, by province.

const OPEN_TREES = 400; // institutions that are shown unfolded

function treeView() {
  const bodies = graph.nodes.filter((node) => node.kind === "Institution" && kept.nodes.has(node));
  const upward = (node) => node.edges.filter((edge) => edge.property === "partOf" && edge.subject === node && edge.object !== node && kept.edges.has(edge));
  const below = new Map();
  bodies.forEach((node) => upward(node).forEach((edge) => (below.get(edge.object) || below.set(edge.object, []).get(edge.object)).push(edge)));
  const provinceOf = (node) => (graph.divisions[node.code] || [])[0] || "";
  const seen = new Set();
  const order = (a, b) => (a.code || "9").localeCompare(b.code || "9") || b.edges.length - a.edges.length || a.id - b.id;
  const roots = bodies.filter((node) => !upward(node).length);
  const open = bodies.length <= OPEN_TREES;

  function item(node, edge) {
    const parts = below.get(node) || [], first = !seen.has(node);
    seen.add(node);
    const leaders = othersBy(node, "leads", 1);
    const line = [nodeLink(node), leaders.length ? el("span", { class: "gloss" }, text.list(leaders.slice(0, 2).map((leader) => leader.name))) : null,
      edge ? el("a", { class: "quiet", href: hashFor({ edge: edge.key }) }, edge.passages.length ? text.evidence : text.byRule) : null];
    if (!parts.length) return el("li", { class: edge && !edge.passages.length ? "inferred" : null }, el("div", { class: "branch" }, line));
    if (!first) return el("li", null, el("div", { class: "branch" }, line, el("span", { class: "gloss" }, text.elsewhere)));
    const list = el("ul", { hidden: !open }, parts.map((each) => each).sort((a, b) => order(a.subject, b.subject)).map((each) => item(each.subject, each)));
    const toggle = el("button", { type: "button", class: "toggle", "aria-expanded": String(open), "aria-label": node.name,
      onclick: () => { list.hidden = !list.hidden; toggle.setAttribute("aria-expanded", String(!list.hidden)); } });
    return el("li", { class: edge && !edge.passages.length ? "inferred" : null }, el("div", { class: "branch" }, toggle, line, el("span", { class: "count" }, String(parts.length))), list);
  }

  const sections = new Map();
  const section = (node) => sections.get(provinceOf(node)) || sections.set(provinceOf(node), { trees: [], alone: [] }).get(provinceOf(node));
  roots.sort(order).forEach((node) => (below.has(node) ? section(node).trees.push(item(node)) : section(node).alone.push(node)));
  // Bodies that are part of each other in a ring have no root: begin with the best connected of them.
  bodies.filter((node) => !seen.has(node) && upward(node).length).sort((a, b) => b.edges.length - a.edges.length).forEach((node) => {
    if (!seen.has(node)) section(node).trees.push(item(node));
  });
  const names = [...sections.keys()].sort((a, b) => (a === "") - (b === "") || sections.get(b).trees.length - sections.get(a).trees.length || a.localeCompare(b, "zh-CN"));
  return [
    el("h2", null, text.treeTitle, el("span", { class: "count" }, String(bodies.length))),
    el("p", { class: "gloss" }, text.treeHelp),
    names.map((name) => {
      const { trees, alone } = sections.get(name);
      return el("section", { class: "forest" }, el("h3", null, name || text.unknownDivision),
        trees.length ? el("ul", { class: "tree" }, trees) : null,
        alone.length ? [el("h4", null, text.noParent, el("span", { class: "count" }, String(alone.length))), el("ul", { class: "alone" }, alone.slice(0, 200).map((node) => item(node)))] : null);
    }),
  ];
}
