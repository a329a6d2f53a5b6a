"use strict";
// The query page: an editor, the shipped questions, and the answer as a table or as triples.
(async () => {
  const $ = (id) => document.getElementById(id);
  const answer = $("answer"), status = $("status"), chooser = $("question"), run = $("run");
  const base = answer.dataset.base, ontology = "https://w3id.org/lawgraph/ontology#";
  const SHOWN = 1000; // rows drawn at most: more makes a page slow, and the files have all
  const english = !(navigator.language || "zh").toLowerCase().startsWith("zh");
  const say = (zh, en) => { status.textContent = english ? en : zh; };

  const editor = new Yasqe($("editor"), {
    persistenceId: null, createShareableLink: null, showQueryButton: false, resizeable: true,
    autocompleters: ["variables"], // the others ask servers elsewhere
    extraKeys: { "Ctrl-Enter": ask, "Cmd-Enter": ask },
  });
  const questions = new Map((await (await fetch("/questions")).json()).map((one) => [one.name, one]));
  chooser.addEventListener("change", () => { editor.setValue(questions.get(chooser.value).sparql); ask(); });
  run.addEventListener("click", ask);

  const given = new URLSearchParams(location.search).get("query");
  if (given) {
    editor.setValue(given);
  } else if (questions.has("leaders")) {
    chooser.value = "leaders";
    editor.setValue(questions.get("leaders").sparql);
  }

  async function ask() {
    const query = editor.getValue();
    run.disabled = true;
    say("正在查询…", "Asking …");
    const began = performance.now();
    try {
      const response = await fetch("/sparql", {
        method: "POST",
        headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.9" },
        body: query,
      });
      const text = await response.text();
      const took = ((performance.now() - began) / 1000).toFixed(2);
      if (!response.ok) throw new Error(text);
      const table = response.headers.get("Content-Type").includes("json");
      links(query, table);
      if (table) show(JSON.parse(text), took);
      else { answer.replaceChildren(make("pre", text)); say(`${took} 秒`, `${took} s`); }
    } catch (error) {
      links(query, null);
      answer.replaceChildren(Object.assign(make("p", error.message), { className: "wrong" }));
      say("", "");
    }
    run.disabled = false;
  }

  function links(query, table) {
    $("save").hidden = table !== true;
    $("save-graph").hidden = table !== false;
    for (const link of document.querySelectorAll("a[data-format]")) {
      link.href = "/sparql?" + new URLSearchParams({ query, format: link.dataset.format });
    }
  }

  function show(found, took) {
    if ("boolean" in found) {
      answer.replaceChildren(make("p", String(found.boolean)));
      say(`${took} 秒`, `${took} s`);
      return;
    }
    const columns = found.head.vars, rows = found.results.bindings;
    const table = make("table"), head = table.createTHead().insertRow();
    for (const name of columns) head.append(Object.assign(make("th", name), { scope: "col" }));
    const body = table.createTBody();
    for (const row of rows.slice(0, SHOWN)) {
      const line = body.insertRow();
      for (const name of columns) line.insertCell().append(cell(row[name]));
    }
    answer.replaceChildren(table);
    const more = rows.length > SHOWN;
    say(`${rows.length} 行，${took} 秒${more ? `，显示前 ${SHOWN} 行` : ""}`, `${rows.length} rows, ${took} s${more ? `, the first ${SHOWN} shown` : ""}`);
  }

  function cell(term) {
    if (!term) return "";
    if (term.type !== "uri") return make("bdi", term.value);
    const link = make("a", term.value.startsWith(base) ? term.value.slice(base.length) : term.value);
    if (term.value.startsWith(base)) link.href = "/id/" + term.value.slice(base.length);
    else if (term.value.startsWith(ontology)) link.href = "/ontology#" + term.value.slice(ontology.length);
    else if (/^https?:/.test(term.value)) Object.assign(link, { href: term.value, rel: "noopener noreferrer", target: "_blank" });
    return link;
  }

  function make(name, text = "") {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  }

  ask();
})();
