"use strict";
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("sayso-data").textContent);
  const entries = new Map(Object.entries(data));
  const cards = new Map([...document.querySelectorAll(".card")].map((card) => [card.id, card]));
  const marks = new Map([...document.querySelectorAll(".g")].map((mark) => [mark.dataset.entry, mark]));
  const segments = [...document.querySelectorAll(".s")].map((node) => {
    const [start, end] = node.dataset.at.split("-").map(Number);
    return { node, start, end, entries: node.dataset.e.split(" ").filter((id) => entries.has(id)) };
  });
  const form = byId("sayso-filters");
  const here = byId("sayso-here");
  const single = matchMedia("(max-width: 60rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const text = new Map([...cards].map(([id, card]) => [id, card.textContent.toLowerCase()]));
  const length = (id) => entries.get(id).at[1] - entries.get(id).at[0];
  let shown = new Set(entries.keys());
  let selected = null;

  // Filters: in each facet nothing ticked means everything; facets narrow each other, and each count says what ticking would give.
  const facets = {
    kind: (entry) => [entry.kind],
    put: (entry) => [entry.put],
    source: (entry) => entry.sources,
    factuality: (entry) => [entry.factuality],
    standing: (entry) => [entry.standing],
  };
  const boxes = [...form.querySelectorAll("input[type=checkbox][name]")].filter((box) => box.name in facets);

  const ticked = () => {
    const chosen = {};
    for (const name in facets) chosen[name] = new Set();
    for (const box of boxes) if (box.checked) chosen[box.name].add(box.value);
    return chosen;
  };

  const matching = (chosen, but) => {
    const words = byId("sayso-search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const least = Number(byId("sayso-confidence").value) / 100;
    const found = new Set();
    for (const [id, entry] of entries) {
      if (entry.confidence < least || !words.every((word) => text.get(id).includes(word))) continue;
      const fits = (name) => name === but || !chosen[name].size || facets[name](entry).some((value) => chosen[name].has(value));
      if (Object.keys(facets).every(fits)) found.add(id);
    }
    return found;
  };

  const apply = () => {
    const chosen = ticked();
    shown = matching(chosen);
    for (const name in facets) {
      const counts = new Map();
      for (const id of matching(chosen, name)) for (const value of facets[name](entries.get(id))) counts.set(value, (counts.get(value) || 0) + 1);
      for (const box of boxes) if (box.name === name) box.closest("label").querySelector("output").textContent = counts.get(box.value) || 0;
    }
    for (const [id, card] of cards) card.hidden = !shown.has(id);
    for (const [id, mark] of marks) mark.hidden = !shown.has(id);
    for (const section of document.querySelectorAll(".kind")) {
      const left = section.querySelectorAll(".card:not([hidden])").length;
      section.hidden = !left;
      section.querySelector("h2 .muted").textContent = left;
    }
    for (const segment of segments) {
      const visible = segment.entries.filter((id) => shown.has(id));
      const cue = visible.find((id) => within(segment, entries.get(id).cue));
      const classes = visible.filter((id) => entries.get(id).lane < 4).map((id) => `l${entries.get(id).lane}-${entries.get(id).kind}`);
      segment.node.className = ["s", ...classes, ...(cue ? ["c", `k-${entries.get(cue).kind}`] : [])].join(" ");
    }
    for (const tile of document.querySelectorAll("[data-put]")) tile.setAttribute("aria-pressed", chosen.put.has(tile.dataset.put));
    const narrowed = shown.size < entries.size;
    byId("sayso-count").textContent = narrowed ? `${shown.size} of ${entries.size} entries shown` : "";
    byId("sayso-clear").hidden = !narrowed;
    byId("sayso-none").hidden = shown.size > 0;
    byId("sayso-dock-count").textContent = shown.size;
    byId("sayso-least").textContent = `${byId("sayso-confidence").value}%`;
    paint();
  };

  const clear = () => { form.reset(); apply(); };

  // Selecting: one entry at a time, its words and roles marked, its card current.
  const within = (segment, span) => span && segment.start >= span[0] && segment.end <= span[1];

  const paint = () => {
    const entry = selected && entries.get(selected);
    if (entry) root.style.setProperty("--selected", `var(--${entry.kind}, var(--ink))`);
    for (const segment of segments) {
      segment.node.classList.toggle("on", Boolean(entry) && within(segment, entry.at));
      const role = entry && entry.roles.find(([, start, end]) => within(segment, [start, end]));
      segment.node.classList.toggle("role", Boolean(role));
      if (role && role[1] === segment.start) segment.node.dataset.role = role[0];
      else delete segment.node.dataset.role;
    }
    for (const [id, card] of cards) {
      if (id === selected) card.setAttribute("aria-current", "true");
      else card.removeAttribute("aria-current");
    }
    for (const [id, mark] of marks) {
      if (id === selected) mark.setAttribute("aria-current", "true");
      else mark.removeAttribute("aria-current");
    }
    for (const link of here.querySelectorAll("a")) link.setAttribute("aria-current", link.hash === `#${encodeURIComponent(selected)}`);
  };

  const flash = (nodes) => {
    for (const node of nodes) {
      node.classList.remove("flash");
      void node.offsetWidth;
      node.classList.add("flash");
      node.addEventListener("animationend", () => node.classList.remove("flash"), { once: true });
    }
  };

  const seen = (node) => {
    const box = node.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight - 60;
  };
  // A short way is travelled, a long one jumped: the flash shows where one has come to.
  const behavior = (node) => (calm.matches || Math.abs(node.getBoundingClientRect().top) > 1.5 * innerHeight ? "instant" : "smooth");

  // Beside the text the cards have a scroller of their own, which is moved alone; else the page would jump with it.
  const showCard = (card) => {
    if (single.matches) return card.scrollIntoView({ block: "start", behavior: behavior(card) });
    const pane = byId("sayso-entries");
    const top = byId("sayso-top").getBoundingClientRect().height;
    const offset = card.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTo({ top: pane.scrollTop + offset - top - 12, behavior: behavior(card) });
  };

  const select = (id, side) => {
    if (!shown.has(id)) clear();
    selected = id;
    paint();
    const card = cards.get(id);
    const words = segments.filter((segment) => within(segment, entries.get(id).at)).map((segment) => segment.node);
    const place = words.find((node) => node.classList.contains("c")) || words[0];
    if (side === "words" || (!single.matches && !seen(place))) place.scrollIntoView({ block: "center", behavior: behavior(place) });
    if (side === "card" || !single.matches) showCard(card);
    flash(words);
    (side === "words" ? marks.get(id) : card).focus({ preventScroll: true });
  };

  const follow = () => {
    const [id] = [...entries.keys()].filter((one) => [`#${encodeURIComponent(one)}`, `#words-${encodeURIComponent(one)}`].includes(location.hash));
    if (id) select(id, location.hash.startsWith("#words-") ? "words" : "card");
  };

  const go = (hash) => {
    if (location.hash === hash) follow();
    else location.hash = hash;
  };

  const unselect = () => {
    selected = null;
    here.hidden = true;
    for (const card of cards.values()) card.classList.remove("also");
    history.replaceState(null, "", location.pathname + location.search);
    paint();
  };

  const list = (ids) => {
    for (const [id, card] of cards) card.classList.toggle("also", ids.includes(id));
    here.replaceChildren(`${ids.length === 1 ? "One entry" : `${ids.length} entries`} on these words:`);
    for (const id of ids) {
      const link = document.createElement("a");
      const letter = document.createElement("span");
      link.href = `#${encodeURIComponent(id)}`;
      letter.className = `glyph k-${entries.get(id).kind}`;
      letter.textContent = entries.get(id).glyph;
      link.append(letter, `${entries.get(id).kind} ${id}`);
      here.append(link);
    }
    here.hidden = ids.length < 2;
  };

  const open = (yes) => {
    form.classList.toggle("open", yes);
    byId("sayso-drawer").setAttribute("aria-expanded", String(yes));
    if (yes) byId("sayso-search").focus();
  };

  byId("sayso-text").addEventListener("click", (event) => {
    if (event.target.closest(".g") || String(getSelection())) return;
    const node = event.target.closest(".s");
    const segment = node && segments.find((one) => one.node === node);
    const ids = segment ? segment.entries.filter((id) => shown.has(id)).sort((a, b) => length(a) - length(b)) : [];
    if (!ids.length) return unselect();
    const cue = ids.find((id) => within(segment, entries.get(id).cue));
    list(ids);
    go(`#${encodeURIComponent(cue || ids[0])}`);
  });

  byId("sayso-entries").addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (!card || single.matches || event.target.closest("a, summary, button, input") || String(getSelection())) return;
    go(`#words-${encodeURIComponent(card.id)}`);
  });

  // A link to where one already is changes no hash, so it is followed here.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.dataset.put) {
      event.preventDefault();
      const box = boxes.find((one) => one.name === "put" && one.value === link.dataset.put);
      box.checked = !box.checked;
      apply();
    } else if (link.hash === location.hash) follow();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (form.classList.contains("open")) {
        open(false);
        byId("sayso-drawer").focus();
      } else unselect();
      return;
    }
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const letters = byId("sayso-keys").checked;
    if (letters && (event.key === "j" || event.key === "k")) {
      const order = [...cards.keys()].filter((id) => shown.has(id));
      const at = order.indexOf(selected);
      const next = order[event.key === "j" ? at + 1 : at < 0 ? order.length - 1 : at - 1];
      if (next) go(`#${encodeURIComponent(next)}`);
    } else if (event.key === "Enter" && event.target.classList.contains("card")) go(`#words-${encodeURIComponent(event.target.id)}`);
    else if (event.key === " " && event.target.matches("[data-put]")) event.target.click();
    else if (letters && event.key === "/") {
      if (single.matches) open(true);
      byId("sayso-search").focus();
    } else return;
    event.preventDefault();
  });

  byId("sayso-more-button").addEventListener("click", (event) => {
    const more = byId("sayso-more");
    more.hidden = !more.hidden;
    event.currentTarget.setAttribute("aria-expanded", String(!more.hidden));
  });
  byId("sayso-drawer").addEventListener("click", () => open(!form.classList.contains("open")));
  byId("sayso-clear").addEventListener("click", clear);
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", follow);

  for (const tile of document.querySelectorAll("[data-put]")) tile.setAttribute("role", "button");
  root.classList.add("js");
  form.hidden = false;
  byId("sayso-more").hidden = true;
  apply();
  if (location.hash) follow();
})();
