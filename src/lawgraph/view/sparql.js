// The query that returns an edge with its sentences, for readers who want to ask the graph themselves.

const VOCABULARIES = { oa: "http://www.w3.org/ns/oa#", prov: "http://www.w3.org/ns/prov#", rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#", schema: "http://schema.org/" };

/** The IRI of a node, as graph.ttl has it. */
function iriOf(node) {
  const [kind, ...id] = node.key.split("/");
  const local = encodeURIComponent(id.join("/")).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${graph.base}${kind.toLowerCase()}/${local}`;
}

function sparqlOf(edge) {
  const [a, b] = [`<${iriOf(edge.subject)}>`, `<${iriOf(edge.object)}>`];
  const title = `# ${edge.subject.name} ${edge.property} ${edge.object.name}`.replace(/\s+/g, " ");
  const prefixes = [`PREFIX lg: <${graph.ontology}>`];
  if (!edge.passages.length) {
    return [title, ...prefixes, "SELECT ?subject ?object", "WHERE {", `  VALUES (?subject ?object) { (${a} ${b}) }`, `  ?subject lg:${edge.property} ?object .`, "}", ""].join("\n");
  }
  prefixes.push(...Object.entries(VOCABULARIES).map(([name, iri]) => `PREFIX ${name}: <${iri}>`));
  // Cooperation has no direction: either may be the subject of the sentence.
  const ends = edge.property === "cooperatesWith" ? `(${a} ${b}) (${b} ${a})` : `(${a} ${b})`;
  return [
    title, ...prefixes,
    "SELECT ?sentence ?article ?published ?rule ?confidence",
    "WHERE {",
    `  VALUES (?subject ?object) { ${ends} }`,
    `  ?claim rdf:subject ?subject ; rdf:predicate lg:${edge.property} ; rdf:object ?object ;`,
    "    lg:rule ?rule ; lg:confidence ?confidence ; prov:wasDerivedFrom ?passage .",
    "  ?passage oa:exact ?sentence ; oa:hasSource ?source .",
    "  ?source rdfs:label ?article .",
    "  OPTIONAL { ?source schema:datePublished ?published }",
    "}",
    "ORDER BY ?published ?sentence ?rule",
    "",
  ].join("\n");
}

/** A button that shows the query, and the query to copy. */
function sparqlView(edge) {
  const box = el("div", { class: "sparql", hidden: true });
  const button = el("button", { type: "button", class: "quiet", "aria-expanded": "false", onclick: () => {
    box.hidden = !box.hidden;
    button.setAttribute("aria-expanded", String(!box.hidden));
    if (!box.firstChild) {
      const query = el("textarea", { readonly: true, rows: "8", spellcheck: "false", wrap: "off", "aria-label": text.sparql }, sparqlOf(edge));
      box.append(query, el("p", { class: "gloss" }, text.sparqlHelp), el("button", { type: "button", class: "quiet", onclick: () => copy(query.value, query) }, text.copy));
    }
  } }, text.sparql);
  return { button, box };
}

/** Copy words; where the browser forbids it, leave them selected and say which keys copy. */
async function copy(words, source) {
  try {
    await navigator.clipboard.writeText(words);
    say(text.copied);
  } catch {
    if (source) source.select();
    say(source && document.execCommand("copy") ? text.copied : text.copyFailed);
  }
}

/** Say something for a moment to screen readers, and to eyes where they would not see it anyhow. */
function say(words, seen = true) {
  byId("said").textContent = words;
  byId("said").classList.toggle("unseen", !seen);
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { byId("said").textContent = ""; }, 4000);
}
