// The data of the page: tables by column in, objects that know each other out.

function rows(table) {
  const names = Object.keys(table);
  const count = names.length ? table[names[0]].length : 0;
  return Array.from({ length: count }, (_, i) => Object.fromEntries(names.map((name) => [name, table[name][i]])));
}

function load(source) {
  const data = { ...source, nodes: rows(source.nodes), edges: rows(source.edges), articles: rows(source.articles) };
  data.passages = rows(source.passages).map((passage) => ({
    ...passage,
    turn: passage.sentence,
    article: data.articles[passage.article],
    sentence: source.sentences[passage.sentence],
    rule: source.rules[passage.rule],
  }));
  data.nodes.forEach((node, id) => Object.assign(node, { id, edges: [], drawn: node.x !== undefined && node.x !== null }));
  data.edges.forEach((edge, id) => {
    edge.id = id;
    edge.subject = data.nodes[edge.from];
    edge.object = data.nodes[edge.to];
    edge.passages = data.passages.slice(edge.first, edge.first + edge.count);
    edge.key = `${edge.subject.key}~${edge.property}~${edge.object.key}`;
    edge.date = edge.passages.map((p) => p.since || p.date || p.article.reported || "").sort().pop() || "";
    edge.subject.edges.push(edge);
    if (edge.object !== edge.subject) edge.object.edges.push(edge);
  });
  data.nodeByKey = new Map(data.nodes.map((node) => [node.key, node]));
  data.edgeByKey = new Map(data.edges.map((edge) => [edge.key, edge]));
  return data;
}

function otherEnd(edge, node) {
  return edge.subject === node ? edge.object : edge.subject;
}

function neighbours(node) {
  return [...new Set(node.edges.map((edge) => otherEnd(edge, node)))];
}

/** A second line that tells namesakes apart: 局长 · 包头市司法局. */
function about(node) {
  const post = node.edges.find((edge) => edge.subject === node && (edge.property === "leads" || edge.property === "holdsPost"));
  if (post) {
    const role = post.passages.map((p) => p.role).find(Boolean);
    return [role, post.object.name].filter(Boolean).join(" · ");
  }
  const maker = node.edges.find((edge) => edge.object === node && edge.subject.kind === "Institution" && node.kind !== "Institution");
  return maker ? maker.subject.name : text.relations(node.edges.length);
}
