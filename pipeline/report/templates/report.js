"use strict";
(() => {
  const root = document.documentElement;
  const buttons = [...document.querySelectorAll("[data-set-ui]")];
  const show = (code) => {
    root.dataset.ui = code;
    root.lang = code;
    buttons.forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.setUi === code)));
  };
  buttons.forEach((b) => b.addEventListener("click", () => show(b.dataset.setUi)));
  const known = buttons.map((b) => b.dataset.setUi);
  show((navigator.languages || []).map((l) => l.slice(0, 2)).find((l) => known.includes(l)) || "en");

  const search = document.getElementById("search");
  if (!search) return;
  const cards = [...document.querySelectorAll(".card")];
  const nothing = document.getElementById("nothing");
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severity = document.querySelector("[name=severity]:checked").value;
    let shown = 0;
    for (const card of cards) {
      const fits = (severity === "all" || card.dataset.severity === severity) && words.every((w) => card.dataset.words.includes(w));
      card.hidden = !fits;
      shown += fits;
    }
    nothing.hidden = shown > 0;
  };
  search.addEventListener("input", filter);
  document.querySelectorAll("[name=severity]").forEach((r) => r.addEventListener("change", filter));
  search.form.addEventListener("submit", (e) => e.preventDefault());
})();
