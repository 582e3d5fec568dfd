/* The search box: keys, results, marks. What the index holds is written with textContent only, never as HTML. */
"use strict";

(() => {
  const root = document.querySelector("[data-handbook-search]");
  const toggle = document.getElementById("__search");
  if (!root || !toggle) return;
  const input = root.querySelector("input"), form = root.querySelector("form");
  const list = root.querySelector("#search-results"), status = root.querySelector("#search-status");
  const { index, ...words } = root.dataset, base = root.dataset.base.replace(/\/$/, "");
  const SHOWN = 24, BEFORE = 24, SNIPPET = 150;
  let search, loading, active = -1;

  /** Loads the index once, as a script: from a folder a browser may load scripts, but not fetch files. */
  function load() {
    loading ??= new Promise(done => {
      const script = document.createElement("script");
      script.src = index;
      script.onload = () => {
        search = window.handbookSearch(window.handbookIndex);
        delete window.handbookIndex;
        done();
      };
      script.onerror = () => { loading = undefined; done(); };
      document.head.append(script);
    });
    return loading;
  }

  /** Shows what was found; `data-answered` says for which words. */
  async function answer() {
    const query = input.value;
    if (query.trim()) await load();
    if (query !== input.value) return; // more was typed while the index was loading
    const found = query.trim() && search ? search.find(query) : null;
    show(found);
    status.textContent = !query.trim() ? words.empty : found ? summary(found) : words.lost;
    root.dataset.answered = query;
  }

  function summary({ hits, missing }) {
    const many = hits.length > SHOWN ? words.more : words.many;
    const count = !hits.length ? words.none : hits.length === 1 ? words.one
      : many.replace("#", () => hits.length).replace("@", () => SHOWN);
    return hits.length && missing.length ? `${count} · ${words.missing.replace("#", () => missing.join(" "))}` : count;
  }

  function show(found) {
    const pattern = found && found.marks.length ? new RegExp(found.marks.join("|"), "gi") : null;
    const best = found ? found.hits.slice(0, SHOWN) : [];
    list.replaceChildren(...best.map(({ section }, number) => item(section, pattern, number)));
    list.closest(".md-search__scrollwrap").scrollTop = 0;
    activate(best.length ? 0 : -1);
    input.setAttribute("aria-expanded", String(best.length > 0));
  }

  function item(section, pattern, number) {
    const link = make("a", "md-search-result__link");
    const file = location.protocol === "file:" ? "index.html" : ""; // in a folder, nobody adds it
    link.href = `${base}/${section.path}${file}${section.anchor ? `#${section.anchor}` : ""}`;
    link.id = `search-result-${number}`;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    const body = make("div", "md-search-result__article md-typeset");
    const title = make("div", "search-title");
    title.append(...marked(section.title, pattern));
    if (section.heading) {
      const heading = make("span", "search-heading");
      heading.append(...marked(section.heading, pattern));
      title.append(heading);
    }
    const text = make("p");
    text.append(...marked(snippet(section.text, pattern), pattern));
    body.append(title, text);
    link.append(body);
    const item = make("li", "md-search-result__item");
    item.setAttribute("role", "presentation");
    item.append(link);
    return item;
  }

  /** The stretch of the text that holds most of the words searched for. */
  function snippet(text, pattern) {
    const places = pattern ? [...text.matchAll(pattern)].slice(0, 200) : [];
    let best = 0, most = 0;
    for (const place of places) {
      const near = places.filter(({ index }) => index >= place.index && index < place.index + SNIPPET - BEFORE);
      const kinds = new Set(near.map(([word]) => word.toLowerCase())).size;
      if (kinds > most) [best, most] = [place.index, kinds];
    }
    const line = text.lastIndexOf("\n", best) + 1;
    let start = best - line <= BEFORE ? line : best - BEFORE;
    if (start > line && /[a-z]/i.test(text[start])) start = Math.max(line, text.lastIndexOf(" ", start) + 1);
    const end = start + SNIPPET;
    return (start > line ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : "");
  }

  /** The text in pieces, what matches within <mark>. */
  function marked(text, pattern) {
    const pieces = [];
    let done = 0;
    for (const match of pattern ? text.matchAll(pattern) : []) {
      if (!match[0]) continue;
      const mark = make("mark");
      mark.textContent = match[0];
      pieces.push(text.slice(done, match.index), mark);
      done = match.index + match[0].length;
    }
    return [...pieces, text.slice(done)];
  }

  function make(tag, classes = "") {
    const element = document.createElement(tag);
    element.className = classes;
    return element;
  }

  function activate(number) {
    const links = list.querySelectorAll("a");
    active = links.length ? (number + links.length) % links.length : -1;
    links.forEach((link, i) => link.setAttribute("aria-selected", String(i === active)));
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", links[active].id);
    if (number !== 0) links[active].scrollIntoView({ block: "nearest" });
  }

  function open(on) {
    if (toggle.checked !== on) toggle.click(); // the theme and the listener below do the rest
    if (on) input.select();
  }

  /** The words of an address that leads nowhere: its last part tells what was looked for. */
  function wordsOfAddress() {
    const part = location.pathname.replace(/(\/|\/index)?(\.html)?$/, "").split("/").pop();
    try { return decodeURIComponent(part).replace(/[-_.]+/g, " ").trim(); } catch { return ""; }
  }

  document.querySelectorAll(".open-search").forEach(opener => {
    opener.hidden = false; // it does nothing without scripts
    opener.addEventListener("click", () => {
      input.value ||= wordsOfAddress();
      open(true);
    });
  });

  input.addEventListener("focus", () => { if (!toggle.checked) open(true); });
  input.addEventListener("input", event => { if (!event.isComposing) answer(); });
  input.addEventListener("compositionend", answer);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => { input.focus(); setTimeout(answer); });
  toggle.addEventListener("change", () => {
    if (!toggle.checked) return input.blur();
    input.focus();
    load().then(answer);
  });
  list.addEventListener("click", () => { if (toggle.checked) toggle.click(); });

  input.addEventListener("keydown", event => {
    if (event.isComposing) return; // the keys choose among the characters of an input method
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && active >= 0) activate(active + step);
    else if (event.key === "Enter" && active >= 0) list.querySelectorAll("a")[active].click();
    else if (event.key === "Tab") return open(false);
    else return;
    event.preventDefault();
  });

  window.addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (toggle.checked && event.key === "Escape") open(false);
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !["/", "s", "f"].includes(event.key)) return;
    event.preventDefault();
    open(true);
  });
})();
