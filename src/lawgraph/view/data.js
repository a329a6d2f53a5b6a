// The data of the page: tables by column in, objects that know each other out.

function rows(table) {
  const names = Object.keys(table);
  const count = names.length ? table[names[0]].length : 0;
  return Array.from({ length: count }, (_, i) => Object.fromEntries(names.map((name) => [name, table[name][i]])));
}

/** Return the page's data: JSON, or where it is large JSON as deflate in base64. */
async function source() {
  const element = byId("data");
  if (element.type === "application/json") return JSON.parse(element.textContent);
  if (typeof DecompressionStream === "undefined") throw new Error("This page needs a browser of 2023 or later. 此页需要 2023 年以后的浏览器。");
  const bytes = Uint8Array.from(atob(element.textContent), (char) => char.charCodeAt(0));
  element.remove();
  return JSON.parse(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text());
}

const BODY_LABEL = 15, MAP_LABEL = 12; // characters of a name on the map, as in collector.py

function load(data) {
  const { kinds, shapes, colours, properties } = data;
  const sounds = new Map(Object.entries(data.sounds));
  data.articles = rows(data.articles);
  data.passages = rows(data.passages).map((passage) => Object.assign(passage, {
    turn: passage.sentence,
    article: data.articles[passage.article],
    sentence: data.sentences[passage.sentence],
    rule: data.rules[passage.rule],
  }));
  data.nodes = rows(data.nodes);
  data.edges = rows(data.edges);
  data.nodes.forEach((node, id) => {
    const letters = [...node.name];
    const kind = kinds[node.kind];
    const longest = kind === "Institution" ? BODY_LABEL : MAP_LABEL;
    Object.assign(node, {
      id, kind, key: `${kind}/${node.local}`, shape: shapes[node.kind], color: colours[node.kind], edges: [], degree: 0,
      label: letters.length <= longest ? node.name : `${letters.slice(0, longest - 1).join("")}…`,
      pinyin: node.pinyin || spelt(node.name, sounds),
      drawn: node.x !== undefined && node.x !== null,
    });
  });
  let first = 0;
  data.edges.forEach((edge, id) => {
    edge.id = id;
    edge.property = properties[edge.property];
    edge.subject = data.nodes[edge.from];
    edge.object = data.nodes[edge.to];
    edge.passages = data.passages.slice(first, first + (edge.count || 0));
    first += edge.count || 0;
    edge.key = `${edge.subject.key}~${edge.property}~${edge.object.key}`;
    edge.date = edge.passages.map((p) => p.since || p.date || p.article.reported || "").sort().pop() || "";
    edge.subject.edges.push(edge);
    if (edge.object !== edge.subject) edge.object.edges.push(edge);
    if (edge.passages.length) { edge.subject.degree += 1; edge.object.degree += 1; } // as in collector.py: what articles say
  });
  data.nodes.forEach((node) => { node.size = Math.min(6.5 + 2.2 * Math.sqrt(node.degree), 24); });
  for (const map of [data.opening, data.atlas].filter(Boolean)) {
    map.fields = map.fields.map(([title, key, level, x, y, width, height]) => ({ title, key, level, x, y, width, height }));
  }
  data.nodeByKey = new Map(data.nodes.map((node) => [node.key, node]));
  data.edgeByKey = new Map(data.edges.map((edge) => [edge.key, edge]));
  return data;
}

/** Spell a name with the commonest sound of each character; lexicon/pinyin.py cuts it in the same way. */
function spelt(name, sounds) {
  return (name.match(/[\u3400-\u9fff]|[^\u3400-\u9fff\s]+/g) || []).map((piece) => sounds.get(piece) || piece).join(" ");
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
