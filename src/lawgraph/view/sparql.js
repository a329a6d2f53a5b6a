// What a reader can copy and ask elsewhere: the query that returns an edge with its sentences, the command that corrects a claim or a node.

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

/** A button that shows words to copy, made when first asked for, and the place where they appear. */
function copyView(name, make, help, rows) {
  const box = el("div", { class: "sparql", hidden: true });
  const button = el("button", { type: "button", class: "quiet", "aria-expanded": "false", onclick: () => {
    box.hidden = !box.hidden;
    button.setAttribute("aria-expanded", String(!box.hidden));
    if (!box.firstChild) {
      const words = el("textarea", { readonly: true, rows, spellcheck: "false", wrap: "off", "aria-label": name }, make());
      box.append(words, el("p", { class: "gloss" }, help), el("button", { type: "button", class: "quiet", onclick: () => copy(words.value, words) }, text.copy));
    }
  } }, name);
  return { button, box };
}

const sparqlView = (edge) => copyView(text.sparql, () => sparqlOf(edge), text.sparqlHelp, "8");

/** The command that asks about one claim: whoever finds it wrong answers there. */
const claimCommands = (passage) => copyView(text.correct, () => `lawgraph review DIR --about claim:${passage.claim}`, text.correctHelp, "1");

/** The commands that tell why a node is one thing, and ask whether it is. */
function nodeCommands(node) {
  const name = node.key.replace(/^[^/]*\//, (kind) => `${kind.slice(0, -1).toLowerCase()}:`);
  return copyView(text.correct, () => ["explain DIR", ...(node.inferred ? [] : ["review DIR --about"])].map((command) => `lawgraph ${command} ${name}`).join("\n"), text.correctHelp, "2");
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
