"use strict";
(() => {
  const root = document.documentElement;
  const buttons = [...document.querySelectorAll("[data-set-ui]")];
  const worded = [...document.querySelectorAll("[data-en][data-ru][data-kk]")];
  const show = (code) => {
    root.dataset.ui = code;
    root.lang = code;
    buttons.forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.setUi === code)));
    worded.forEach((e) => { e.textContent = e.dataset[code]; });
    document.dispatchEvent(new Event("derek:language"));
  };
  buttons.forEach((b) => b.addEventListener("click", () => show(b.dataset.setUi)));
  const known = buttons.map((b) => b.dataset.setUi);
  show((navigator.languages || []).map((l) => l.slice(0, 2)).find((l) => known.includes(l)) || "en");

  // Pictures stand in the page once; parts of the page are made when they are opened.
  const pictures = JSON.parse(document.getElementById("pictures").textContent);
  document.querySelectorAll("[data-crop]").forEach((img) => { img.loading = "lazy"; img.src = pictures[img.dataset.crop]; });
  const data = JSON.parse(document.getElementById("details").textContent);
  const UI = ["en", "ru", "kk"];
  const at = () => UI.indexOf(root.dataset.ui);
  const word = (key) => (data.ui[key] || [key, key, key])[at()];
  const make = (name, fields = {}, ...children) => {
    const element = Object.assign(document.createElement(name), fields);
    element.append(...children);
    return element;
  };
  const BOUNDS = { "=": "", "~": "≈ ", ">": "> ", "<": "< ", ">=": "≥ ", "<=": "≤ " };
  const claim = (n) => {
    const [paper, value, low, high, bound, unit, quote, start, end, lang, label, place, period, page] = data.claims[n];
    const format = new Intl.NumberFormat(root.dataset.ui, { maximumFractionDigits: 6 });
    const body = [value, low, high].filter((v) => v !== null).map((v) => format.format(v)).join("–");
    // offsets count code points; a string here counts halves of some
    const points = [...quote];
    const part = (from, to) => points.slice(from, to).join("");
    const text = make("span", { lang: lang === "und" ? "" : lang }, part(0, start), make("mark", {}, part(start, end)), part(end));
    return {
      figure: BOUNDS[bound] + body + data.words[unit][at()], text, label: data.words[label][at()],
      place: data.words[place][at()], period, page: page ? word("page") + page : "", paper: data.names[paper],
    };
  };
  const item = (n) => {
    const c = claim(n);
    const where = [c.paper, c.page, c.period].filter(Boolean).map((w) => ` · ${w}`).join("");
    return make("li", {}, make("b", {}, c.figure), make("span", { className: "small" }, where), make("blockquote", {}, c.text));
  };
  const list = (items, className = "plain") => make("ul", { className }, ...items);
  const table = (head, rows) => make("div", { className: "scroll", tabIndex: 0 }, make("table", {},
    make("thead", {}, make("tr", {}, ...head.map((h) => make("th", { scope: "col" }, h)))), make("tbody", {}, ...rows)));
  const figures = (numbers) => table(["value", "what", "where", "when", "sentence"].map(word), numbers.map((n) => {
    const c = claim(n);
    return make("tr", {}, make("td", { className: "n" }, c.figure), make("td", {}, c.label), make("td", {}, c.place),
      make("td", {}, c.period), make("td", {}, c.text, make("span", { className: "small" }, c.page ? ` ${c.page}` : "")));
  }));
  const grid = (t) => {
    const rows = t.rows.map((row, n) => make("tr", {}, ...row.map((cell) => make(n < t.head ? "th" : "td", {}, cell))));
    const pages = t.pages.length ? ` ${word("page")}${t.pages.join(", ")}` : "";
    const caption = make("caption", { lang: t.lang === "und" ? "" : t.lang }, t.caption, make("span", { className: "small" }, pages));
    return make("div", { className: "scroll", tabIndex: 0 }, make("table", { className: "grid" }, caption, ...rows));
  };
  const pair = ([a, b, reasons]) => make("li", { className: "differing" },
    make("span", { className: "small" }, reasons.map((r) => word(`reason_${r}`)).join(", ")), list([item(a), item(b)]));
  const ofCard = (name, show) => (part) => {
    const card = data.cards[part.closest(".card").id];
    const more = card.more[name] ? [make("p", { className: "small" }, `${word("more_in_file")} ${card.more[name]}`)] : [];
    return [list(card[name].map(show)), ...more];
  };
  const parts = {
    clashing: ofCard("clashing", pair),
    explained: ofCard("explained", pair),
    group: ofCard("claims", item),
    claims: (part) => [figures(data.papers[part.dataset.paper].prose)],
    cells: (part) => [figures(data.papers[part.dataset.paper].cells)],
    tables: (part) => data.papers[part.dataset.paper].tables.map(grid),
    sections: (part) => [list(data.papers[part.dataset.paper].sections.map(([lang, kind, text]) => make("li", {},
      make("span", { className: "badge" }, lang), ` ${word(`kind_${kind}`)} · `, make("span", { lang: lang === "und" ? "" : lang }, text))))],
    unread: (part) => [list(data.papers[part.dataset.paper].unread.map(([surface, reason]) => make("li", {}, `${surface} `,
      make("span", { className: "small" }, word(`unread_${reason}`)))), "plain cols")],
    fitting: (part) => [list(data.papers[part.dataset.paper].fitting.map(([check, words]) => make("li", {},
      make("b", {}, word(`check_${check}`)), `: ${data.words[words][at()]}`)))],
  };
  const fill = (part) => {
    const body = make("div", { className: "filled" }, ...parts[part.dataset.fill](part));
    part.querySelector(":scope > .filled")?.remove();
    part.append(body);
  };
  const filled = [...document.querySelectorAll("[data-fill]")];
  filled.forEach((part) => part.addEventListener("toggle", () => { if (part.open) fill(part); }));
  document.addEventListener("derek:language", () => filled.filter((part) => part.open).forEach(fill));

  const search = document.getElementById("search");
  if (!search) return;
  const cards = [...document.querySelectorAll(".card")].map((element) => ({ element, words: element.dataset.words }));
  const choices = [...document.querySelectorAll("[data-filter]")];
  const nothing = document.getElementById("nothing");
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severity = document.querySelector("[name=severity]:checked").value;
    const wanted = choices.filter((c) => c.value).map((c) => [c.dataset.filter, c.value]);
    let shown = 0;
    for (const { element, words: text } of cards) {
      const fits = (severity === "all" || element.dataset.severity === severity)
        && wanted.every(([name, value]) => element.dataset[name].split(" ").includes(value))
        && words.every((w) => text.includes(w));
      if (element.hidden === fits) element.hidden = !fits;
      shown += fits;
    }
    nothing.hidden = shown > 0;
    document.getElementById("count").textContent = String(shown);
    document.getElementById("shown").hidden = shown === 0;
  };
  search.addEventListener("input", filter);
  document.querySelectorAll("[name=severity], [data-filter]").forEach((e) => e.addEventListener("change", filter));
  search.form.addEventListener("submit", (e) => e.preventDefault());
  document.addEventListener("derek:decided", filter);
  filter();

  // A link to a card that the filters hide shows it; one into a closed part opens it.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const card = target.closest(".card");
    if (card) card.hidden = false;
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  if (location.hash) reveal();
})();
