"use strict";
(() => {
  const root = document.documentElement;
  const desks = [...document.querySelectorAll("[data-decide]")];
  const said = document.getElementById("said");
  const who = document.getElementById("reviewer");
  const remembered = () => { try { return localStorage.getItem("derek-reviewer"); } catch { return null; } };
  who.value = remembered() || root.dataset.reviewer;
  who.addEventListener("change", () => { try { localStorage.setItem("derek-reviewer", who.value); } catch { /* a private window */ } });
  const say = (key, more = "") => { said.textContent = key ? `${words[key][root.dataset.ui]} ${more}`.trim() : more; };
  const words = JSON.parse(document.getElementById("review-words").textContent);
  let seen = "";

  // Every word of a mark that a paper or a person wrote goes in as text.
  const span = (className, text) => Object.assign(document.createElement("span"), { className, textContent: text });
  const markOf = (d) => {
    const line = Object.assign(document.createElement("p"), { className: "decided small" });
    const ui = root.dataset.ui;
    line.append(span(`badge ${d.look_again ? "again" : d.action}`, words[d.look_again ? "look_again" : `did_${d.action}`][ui]));
    const when = new Date(d.at).toLocaleString(ui);
    line.append(` ${d.by}, ${when}`, d.reason ? ` · ${words[`reason_${d.reason}`][ui]}` : "", d.note ? ` · ${d.note}` : "");
    return line;
  };
  const stateOf = (d) => (!d ? "open" : d.look_again ? "again" : "decided");
  const render = (state) => {
    for (const desk of desks) {
      const found = state.decided[desk.dataset.decide][desk.dataset.ids.split(" ")[0]];
      desk.dataset.state = stateOf(found);
      desk.querySelector("[data-marks]").replaceChildren(...(found ? [markOf(found)] : []));
      desk.querySelector("[data-act=undo]").disabled = !found;
    }
    for (const line of document.querySelectorAll("[data-claim-mark]")) {
      const found = state.decided.claim[line.dataset.claimMark];
      line.replaceChildren(...(found ? [...markOf(found).childNodes] : []));
    }
    for (const card of document.querySelectorAll(".card")) {
      const states = [...card.querySelectorAll("[data-decide]")].map((d) => d.dataset.state);
      card.dataset.state = states.includes("again") ? "again" : states.length && states.every((s) => s === "decided") ? "decided" : "open";
    }
    const progress = words.progress[root.dataset.ui].replace("{done}", state.done).replace("{all}", state.all);
    document.getElementById("progress").textContent = progress;
    seen = state;
    document.dispatchEvent(new Event("derek:decided"));
  };
  const ask = async (path, body) => {
    const options = { headers: { "X-Derek-Token": root.dataset.review } };
    if (body) Object.assign(options, { method: "POST", body: JSON.stringify(body) });
    if (body) options.headers["Content-Type"] = "application/json";
    const reply = await fetch(path, options);
    const answer = await reply.json();
    if (!reply.ok) throw new Error(answer.detail);
    return answer;
  };
  const send = async (body) => {
    if (!who.value.trim()) { say("who_missing"); who.focus(); return false; }
    try {
      render(await ask("decisions", { ...body, by: who.value.trim() }));
      say("", "");
      return true;
    } catch (error) {
      say("not_saved", error.message);
      return false;
    }
  };

  const decide = (desk, action, fields = {}) =>
    send({ target: desk.dataset.decide, ids: desk.dataset.ids.split(" "), action, ...fields });
  const act = (desk, action) => {
    const form = desk.querySelector("form");
    if (action === "dismiss" || action === "explain") {
      form.hidden = false;
      form.dataset.action = action;
      form.elements.reason.focus();
    } else {
      form.hidden = true;
      decide(desk, action);
    }
  };
  for (const desk of desks) {
    const form = desk.querySelector("form");
    desk.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.dataset.act) act(desk, button.dataset.act);
      if (button && "cancel" in button.dataset) form.hidden = true;
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const fields = { reason: form.elements.reason.value, note: form.elements.note.value };
      if (await decide(desk, form.dataset.action, fields)) form.hidden = true;
    });
  }
  for (const form of document.querySelectorAll("[data-correct]")) {
    const target = { target: "claim", ids: [form.dataset.correct] };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send({ ...target, action: "correct", changes: { [form.elements.slot.value]: form.elements.value.value } });
    });
    form.querySelector("[data-no-figure]").addEventListener("click", () => send({ ...target, action: "dismiss", reason: "not-a-figure" }));
    form.querySelector("[data-undo-claim]").addEventListener("click", () => send({ ...target, action: "undo" }));
  }

  // Keys act on the desk that is marked as current; typing into a field is left alone.
  let current = null;
  const select = (desk) => {
    current?.closest(".pair, .finding").classList.remove("current");
    current = desk;
    const place = desk.closest(".pair, .finding");
    for (let part = desk.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    const card = desk.closest(".card");
    if (card) card.hidden = false;
    place.classList.add("current");
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    (card && card.querySelector(".pair") === place ? card : place).scrollIntoView({ block: "start" });
  };
  const next = () => {
    const from = desks.indexOf(current) + 1;
    const found = [...desks.slice(from), ...desks.slice(0, from)].find((d) => d.dataset.state !== "decided");
    if (found) { select(found); return; }
    // of a large folder the page holds one sheet; there may be more to decide on others
    const here = Number(document.querySelector("[data-sheet]")?.dataset.sheet);
    const sheets = (seen.open || []).filter((n) => n !== here);
    if (here && sheets.length) location.assign(`?sheet=${sheets.find((n) => n > here) || sheets[0]}#next`);
    else say("all_decided");
  };
  document.getElementById("next").addEventListener("click", next);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "n") next();
    const action = { a: "accept", d: "dismiss", e: "explain", u: "undo" }[event.key];
    const button = action && current?.querySelector(`[data-act=${action}]`);
    if (button) { event.preventDefault(); button.click(); }
  });
  document.getElementById("renew").addEventListener("click", async () => {
    try {
      await ask("compare", {});
      location.reload();
    } catch (error) {
      say("not_saved", error.message);
    }
  });
  const refresh = async () => {
    try {
      const state = await ask("decisions");
      if (JSON.stringify(state) !== JSON.stringify(seen)) render(state);
    } catch { /* the server is gone; saving will say so */ }
  };
  document.addEventListener("derek:language", () => { if (seen) render(seen); });
  refresh().then(() => { if (location.hash === "#next") document.getElementById("next").click(); });
  setInterval(() => { if (!document.hidden) refresh(); }, 2000);
})();
