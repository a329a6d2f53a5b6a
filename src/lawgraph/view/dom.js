// Elements are made here and nowhere else, and text is set as text: no article can become markup.

function el(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const byId = (id) => document.getElementById(id);

const POINTS = {
  square: "2,2 14,2 14,14 2,14",
  triangle: "8,1.5 15,14 1,14",
  triangleDown: "1,2 15,2 8,14.5",
  diamond: "8,1 14.5,8 8,15 1.5,8",
  hexagon: "4.2,1.5 11.8,1.5 15.4,8 11.8,14.5 4.2,14.5 0.6,8",
  star: "8,0.8 10.2,5.6 15.4,6.2 11.5,9.8 12.6,15 8,12.4 3.4,15 4.5,9.8 0.6,6.2 5.8,5.6",
};

/** The sign of a kind, as on the map. */
function sign(kind, shape) {
  const make = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  };
  const svg = make("svg", { viewBox: "0 0 16 16", class: `sign ${kind}`, "aria-hidden": "true" });
  svg.append(shape === "dot" ? make("circle", { cx: 8, cy: 8, r: 6.5 }) : make("polygon", { points: POINTS[shape] }));
  return svg;
}

/** A link to a node; the address holds the selection, so that it can be copied or opened beside. */
function nodeLink(node, name) {
  return el("a", { href: hashFor({ node: node.key }), class: "node" }, sign(node.kind, node.shape), el("bdi", null, name || node.name));
}
