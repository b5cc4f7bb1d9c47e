"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  // nodes: [name after the package, package, place, own]; edges: [caller, callee, kind, sure, handed, place]
  const { packages, nodes, edges } = data;
  const KINDS = ["static", "interface", "dynamic"];
  const SURE = ["exact", "narrowed", "possible"];
  const MOST_SHOWN = 400, MOST_NEAR = 60, MOST_LISTED = 200;
  const byId = (id) => document.getElementById(id);
  const calls = nodes.map(() => []), called = nodes.map(() => []), members = packages.map(() => []);
  edges.forEach((edge, index) => { calls[edge[0]].push(index); called[edge[1]].push(index); });
  nodes.forEach((node, index) => members[node[1]].push(index));
  const nameOf = (n) => `${packages[nodes[n][1]]}.${nodes[n][0]}`;
  const own = packages.filter((_, p) => members[p].some((n) => nodes[n][3]));
  const common = own.reduce((a, b) => { while (a && !`${b}/`.startsWith(a)) a = a.replace(/[^/]*\/$/, ""); return a; }, own.length > 1 ? `${own[0]}/` : "");
  const short = (path) => (`${path}/` === common ? "." : path.startsWith(common) ? path.slice(common.length) : path);
  const shown = new Set(), open = new Set();
  let grouped = true, selected = -1;

  const cy = cytoscape({
    container: byId("graph"),
    minZoom: 0.02, maxZoom: 4, textureOnViewport: true, hideEdgesOnViewport: true, pixelRatio: 1,
    style: [
      { selector: "node", style: { label: "data(label)", "font-size": 10, "font-family": "monospace", width: 12, height: 12,
        "background-color": "#4c6ef5", color: "#888", "text-wrap": "ellipsis", "text-max-width": 220, "min-zoomed-font-size": 6 } },
      { selector: "node.package", style: { shape: "round-rectangle", "background-color": "#868e96", width: "data(size)", height: "data(size)" } },
      { selector: "node.outside", style: { "background-color": "#ced4da", shape: "diamond" } },
      { selector: "node.root", style: { "background-color": "#2f9e44" } },
      { selector: "node:selected", style: { "background-color": "#d9480f", "font-weight": "bold", color: "#d9480f" } },
      { selector: "edge", style: { width: 1, "curve-style": "straight", "target-arrow-shape": "triangle", "arrow-scale": 0.7,
        "line-color": "#adb5bd", "target-arrow-color": "#adb5bd" } },
      { selector: "edge.interface", style: { "line-color": "#7048e8", "target-arrow-color": "#7048e8" } },
      { selector: "edge.dynamic", style: { "line-color": "#e8590c", "target-arrow-color": "#e8590c" } },
      { selector: "edge.unsure", style: { "line-style": "dashed" } },
      { selector: "edge.handed", style: { "line-style": "dotted" } },
    ],
  });

  const wanted = () => {
    const kinds = new Set([...document.querySelectorAll("#kinds input[value]:checked")].map((box) => box.value));
    const part = byId("packages").value.trim(), outside = byId("outside").checked;
    return {
      edge: (e) => (e[4] ? kinds.has("handed") : kinds.has(KINDS[e[2]])),
      node: (n) => (nodes[n][3] || outside) && (!part || packages[nodes[n][1]].includes(part)),
      pack: (p) => (!part || packages[p].includes(part)) && (outside || members[p].some((n) => nodes[n][3])),
    };
  };

  function overview(filter) {
    const weights = new Map(), elements = [];
    for (const edge of edges) {
      const from = nodes[edge[0]][1], to = nodes[edge[1]][1];
      if (from !== to && filter.edge(edge) && filter.pack(from) && filter.pack(to)) {
        const key = `${from} ${to}`;
        weights.set(key, (weights.get(key) || 0) + 1);
      }
    }
    packages.forEach((path, p) => {
      if (filter.pack(p)) elements.push({ data: { id: `p${p}`, label: `${short(path)} (${members[p].length})`, size: 10 + 3 * Math.sqrt(members[p].length) }, classes: "package" });
    });
    for (const [key, count] of weights) {
      const [from, to] = key.split(" ");
      elements.push({ data: { source: `p${from}`, target: `p${to}`, label: String(count) } });
    }
    return elements;
  }

  function neighbourhood(filter) {
    const elements = [], there = new Set();
    for (const n of shown) {
      if (!filter.node(n) && n !== selected) continue;
      there.add(n);
      const node = nodes[n];
      elements.push({ data: { id: `f${n}`, label: `${packages[node[1]].split("/").pop()}.${node[0]}` }, classes: node[3] ? (node[4] ? "root" : "") : "outside" });
    }
    const drawn = new Set();
    for (const n of there) {
      for (const index of calls[n]) {
        const edge = edges[index];
        const key = `${edge[0]} ${edge[1]} ${edge[2]} ${edge[4]}`;
        if (!there.has(edge[1]) || !filter.edge(edge) || drawn.has(key)) continue;
        drawn.add(key);
        elements.push({ data: { source: `f${edge[0]}`, target: `f${edge[1]}` }, classes: [KINDS[edge[2]], edge[3] ? "unsure" : "", edge[4] ? "handed" : ""].join(" ") });
      }
    }
    return elements;
  }

  function draw() {
    const elements = grouped ? overview(wanted()) : neighbourhood(wanted());
    const before = {};
    cy.nodes().forEach((node) => { before[node.id()] = { ...node.position() }; });
    cy.elements().remove();
    cy.add(elements);
    const many = cy.nodes().length > 150;
    cy.nodes().forEach((node) => { if (before[node.id()]) node.position(before[node.id()]); });
    const layout = grouped || many
      ? { name: "concentric", concentric: (node) => node.degree(), levelWidth: () => 4, minNodeSpacing: 12 }
      : { name: "cose", animate: false, randomize: Object.keys(before).length === 0, nodeRepulsion: () => 12000, idealEdgeLength: () => 70 };
    cy.layout({ ...layout, fit: true, padding: 30 }).run();
    if (!grouped && selected >= 0) cy.$id(`f${selected}`).select();
    byId("status").textContent = grouped
      ? `${cy.nodes().length} packages, ${nodes.length} functions, ${edges.length} calls. Open a package or search.`
      : `${cy.nodes().length} functions shown. Click one to show or hide what is around it.`;
  }

  function near(n) {
    const filter = wanted(), found = new Set();
    for (const [table, side] of [[calls, 1], [called, 0]]) {
      for (const index of table[n]) {
        const other = edges[index][side];
        if (filter.edge(edges[index]) && filter.node(other) && found.size < MOST_NEAR) found.add(other);
      }
    }
    return found;
  }

  function focus(n) {
    if (grouped) { shown.clear(); open.clear(); grouped = false; }
    selected = n;
    shown.add(n);
    if (open.has(n)) {
      open.delete(n);
      const kept = new Set([...open].flatMap((other) => [other, ...near(other)]).concat(n));
      for (const other of [...shown]) if (!kept.has(other)) shown.delete(other);
    } else {
      open.add(n);
      for (const other of near(n)) if (shown.size < MOST_SHOWN) shown.add(other);
    }
    describe(n);
    draw();
  }

  function openPackage(p) {
    grouped = false; selected = -1;
    shown.clear(); open.clear();
    for (const n of members[p].slice(0, MOST_SHOWN)) shown.add(n);
    list(packages[p], members[p]);
    draw();
  }

  function button(text, action) {
    const item = document.createElement("li"), made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", action);
    item.append(made);
    return item;
  }

  function list(title, numbers) {
    const details = byId("details");
    details.replaceChildren();
    const head = document.createElement("h2");
    head.textContent = title;
    const all = document.createElement("ul");
    all.append(...numbers.slice(0, MOST_LISTED).map((n) => button(nodes[n][0], () => focus(n))));
    details.append(head, all);
  }

  function describe(n) {
    const details = byId("details");
    details.replaceChildren();
    const head = document.createElement("h2");
    head.textContent = nameOf(n);
    const place = document.createElement("p");
    place.className = "place";
    place.textContent = nodes[n][2] || "outside the repository";
    details.append(head, place);
    for (const [title, table, side] of [["Callers", called, 0], ["Callees", calls, 1]]) {
      const h3 = document.createElement("h3");
      h3.textContent = `${title} (${table[n].length})`;
      const all = document.createElement("ul");
      for (const index of table[n].slice(0, MOST_LISTED)) {
        const edge = edges[index];
        all.append(button(`${nameOf(edge[side])}  ${edge[4] ? "handed over" : KINDS[edge[2]]}, ${SURE[edge[3]]}  ${edge[5]}`, () => focus(edge[side])));
      }
      details.append(h3, all);
    }
  }

  function search() {
    const text = byId("search").value.trim().toLowerCase(), results = byId("results");
    results.replaceChildren();
    if (text.length < 2) return;
    const found = [];
    for (let n = 0; n < nodes.length && found.length < 50; n++) if (nameOf(n).toLowerCase().includes(text)) found.push(n);
    results.append(...found.map((n) => button(nameOf(n), () => focus(n))));
    byId("status").textContent = found.length ? `${found.length}${found.length === 50 ? " or more" : ""} found` : "nothing found";
  }

  function home() {
    grouped = true; selected = -1;
    const all = document.createElement("ul"), filter = wanted();
    packages.forEach((path, p) => { if (filter.pack(p)) all.append(button(`${short(path)} (${members[p].length})`, () => openPackage(p))); });
    byId("details").replaceChildren(all);
    draw();
  }

  cy.on("tap", "node", (event) => {
    const id = event.target.id();
    if (id[0] === "p") openPackage(Number(id.slice(1)));
    else focus(Number(id.slice(1)));
  });
  byId("search").addEventListener("input", search);
  byId("search").addEventListener("keydown", (event) => {
    const first = byId("results").querySelector("button");
    if (event.key === "Enter" && first) first.click();
    if (event.key === "ArrowDown" && first) { first.focus(); event.preventDefault(); }
  });
  byId("results").addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const next = step && document.activeElement.parentElement[step];
    if (step) { (next ? next.firstChild : byId("search")).focus(); event.preventDefault(); }
  });
  const again = () => (grouped ? home() : draw());
  byId("packages").addEventListener("change", again);
  byId("kinds").addEventListener("change", again);
  byId("all").addEventListener("click", home);
  byId("fit").addEventListener("click", () => cy.fit(undefined, 30));
  document.addEventListener("keydown", (event) => {
    if (event.target.tagName === "INPUT" && event.key !== "Escape") return;
    if (event.key === "/") { byId("search").focus(); event.preventDefault(); }
    else if (event.key === "Escape") home();
    else if (event.key === "f") cy.fit(undefined, 30);
    else if (event.key === "+" || event.key === "-") cy.zoom({ level: cy.zoom() * (event.key === "+" ? 1.3 : 0.75), renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  });

  if (data.about >= 0) focus(data.about); else home();
  document.body.dataset.ready = "yes";
})();
