"use strict";
// Filters and searches the findings, opens what a link leads to, and moves between the picture's marks. All else works without it.
(() => {
  const form = document.getElementById("filter");
  const cases = [...document.querySelectorAll(".case")];
  const texts = new Map();

  function text(one) {
    if (!texts.has(one)) texts.set(one, one.textContent.toLowerCase());
    return texts.get(one);
  }

  function filter() {
    const verdicts = new Set([...form.querySelectorAll("[name=verdict]:checked")].map((box) => box.value));
    const line = form.elements.line?.value ?? "";
    const rule = form.elements.rule?.value ?? "";
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of cases) {
      const fits =
        verdicts.has(one.dataset.verdict) &&
        (line === "" || one.dataset.lines.split(" ").includes(line)) &&
        (rule === "" || one.dataset.rule === "" || one.dataset.rule === rule) &&
        words.every((word) => text(one).includes(word));
      one.hidden = !fits;
      shown += fits;
    }
    form.querySelector("output").textContent = `${shown} of ${cases.length} shown`;
  }

  function reveal() {
    let name = location.hash.slice(1);
    let target = name && document.getElementById(name);
    if (!target && name) {
      try { name = decodeURIComponent(name); } catch { return; }
      target = document.getElementById(name);
    }
    if (!target) return;
    document.querySelectorAll(".found").forEach((one) => one.classList.remove("found"));
    const card = target.closest(".case");
    if (!card) return;
    if (card.hidden) {
      form.reset();
      filter();
    }
    for (let one = target; one; one = one.parentElement) if (one.localName === "details") one.open = true;
    if (target !== card) target.classList.add("found");
    card.scrollIntoView({ block: "start" });
    card.querySelector("summary").focus({ preventScroll: true });
  }

  if (form) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    const all = form.elements.open;
    all.addEventListener("click", () => {
      const open = all.textContent === "Open all";
      for (const one of cases) if (!one.hidden) one.open = open;
      all.textContent = open ? "Close all" : "Open all";
    });
    filter();
  }

  // One stop of the tab key for the whole picture; arrow keys go from mark to mark.
  const marks = [...document.querySelectorAll(".picture a")];
  marks.forEach((mark, number) => mark.setAttribute("tabindex", number ? "-1" : "0"));
  function go(from, to) {
    if (!marks[to]) return;
    marks[from].setAttribute("tabindex", "-1");
    marks[to].setAttribute("tabindex", "0");
    marks[to].focus();
  }
  const lane = (mark) => mark.querySelector("path").getBoundingClientRect().top;
  function nextLane(from, step) {
    let to = from + step;
    while (marks[to] && Math.abs(lane(marks[to]) - lane(marks[from])) < 8) to += step;
    return to;
  }
  document.querySelector(".picture")?.addEventListener("keydown", (event) => {
    const from = marks.indexOf(event.target.closest("a"));
    if (from < 0) return;
    const to = {
      ArrowRight: () => from + 1, ArrowLeft: () => from - 1, Home: () => 0, End: () => marks.length - 1,
      ArrowDown: () => nextLane(from, 1), ArrowUp: () => nextLane(from, -1),
    }[event.key];
    if (!to) return;
    event.preventDefault();
    go(from, to());
  });

  // A link to what is already in the address changes nothing there, and still has to open it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) reveal();
  });
  window.addEventListener("hashchange", reveal);
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((one) => { one.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));
  reveal();
  document.documentElement.dataset.ready = "yes";
})();
