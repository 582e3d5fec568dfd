/* What if the limit were another: a slider over the counts that stand in the page. No row, no request, no library. */
"use strict";

(() => {
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const filled = (template, values) => template.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const whole = number => number.toLocaleString("en-US");

  /** As report and tables write it: a part that is neither nothing nor all never rounds to 0 or 100. */
  function percent(share) {
    if (share > 0 && share < 0.0005) return "<0.1%";
    if (share >= 0.9995 && share < 1) return ">99.9%";
    return `${(share * 100).toFixed(1)}%`;
  }

  function duration(seconds, zh) {
    if (seconds < 60) return `${Math.round(seconds * 10) / 10}${zh ? " 秒" : " s"}`;
    const all = Math.round(seconds), hours = Math.floor(all / 3600);
    const days = hours >= 96 ? Math.floor(hours / 24) : 0;
    const parts = [[days, "天", "d"], [hours - 24 * days, "小时", "h"], [Math.floor(all / 60) % 60, "分", "min"],
      [all % 60, "秒", "s"]];
    return parts.filter(([count]) => count).map(([count, cn, en]) => `${count} ${zh ? cn : en}`).join(" ");
  }

  function measure(value, unit, zh) {
    if (unit === "percent") return `${(value * 100).toFixed(1)}%`;
    if (unit === "seconds") return (value < 0 ? "-" : "") + duration(Math.abs(value), zh);
    return value.toFixed(unit === "cases" ? 0 : 2);
  }

  /** `86400 17 0,- 0 2`: up to, ended, still open; `-` is all that is above. */
  const buckets = text => text.split(",").map(each => each.split(" ")).map(([edge, ended, open]) =>
    ({ edge: edge === "-" ? Infinity : Number(edge), ended: Number(ended), open: Number(open) }));

  /** Kept is what ended within the limit; late is what ended later or is open beyond it; open within it is not due. */
  function rateAt(cells, limit) {
    let inside = 0, mayInside = 0, late = 0, mayLate = 0, ended = 0, before = -1;
    for (const { edge, ended: ends, open } of cells) {
      ended += ends;
      if (edge <= limit) inside += ends;
      else if (before >= limit) late += open;
      else { mayInside = ends; mayLate = open; }
      before = edge;
    }
    const least = ended + late, most = least + mayLate;
    if (!most) return null;
    const low = inside / most;
    return { low, high: least ? (inside + mayInside) / least : low, least, most };
  }

  const tests = { ge: (a, b) => a >= b, gt: (a, b) => a > b, le: (a, b) => a <= b, lt: (a, b) => a < b };

  /** Groups that meet the limit for certain, and those that could, whatever their missing values are. */
  function groupsAt(groups, op, limit) {
    const met = groups.map(ends => ends.map(end => tests[op](end, limit)));
    const all = groups.length;
    return { low: met.filter(ends => ends.every(Boolean)).length / all,
      high: met.filter(ends => ends.some(Boolean)).length / all, least: all, most: all };
  }

  function setUp(root, number) {
    const told = JSON.parse(root.dataset.whatif), { words, stops } = told, zh = told.lang === "zh";
    const parts = told.groups ? [] : told.parts.map(([name, cells]) => [name, buckets(cells)]);
    const rate = (limit, part) => told.groups ? groupsAt(told.groups, told.op, limit) : rateAt(parts[part][1], limit);

    function limitWords(limit) {
      if (told.groups) return filled(words.limit, { limit: measure(limit, told.unit, zh) });
      if (told.clock === "own-due") return limit ? filled(words.grace, { limit: duration(limit, zh) }) : words.no_grace;
      const long = told.clock === "day-end" ? filled(words.days, { count: limit }) : duration(limit, zh);
      return filled(words.limit, { limit: long });
    }

    function rateWords(found) {
      if (!found) return words.nobody;
      if (found.low === found.high) return percent(found.low);
      return filled(words.between, { low: percent(found.low), high: percent(found.high) });
    }

    const slider = make("input"), line = make("p", "whatif-words"), label = make("label", "", words.slider);
    Object.assign(slider, { type: "range", min: 0, max: stops.length - 1, step: 1, value: told.at });
    slider.id = `whatif-${number}`;
    label.htmlFor = slider.id;
    const which = make("select");
    which.setAttribute("aria-label", words.which);
    which.append(...parts.map(([name], place) => Object.assign(make("option", "", name), { value: place })));

    function show() {
      const limit = stops[slider.value], part = Number(which.value || 0);
      const found = rate(limit, part), today = rate(stops[told.at], part);
      const judged = !found ? "0" : found.least === found.most ? whole(found.least)
        : `${whole(found.least)}–${whole(found.most)}`;
      const text = filled(told.groups ? words.groups : words.at, { limit: limitWords(limit), judged,
        rate: rateWords(found), now: limitWords(stops[told.at]), today: rateWords(today) });
      line.textContent = text;
      slider.setAttribute("aria-valuetext", text);
      Object.assign(root.dataset, { limit, low: found ? found.low : "", high: found ? found.high : "" });
      root.style.setProperty("--at", `${(100 * slider.value) / Math.max(1, stops.length - 1)}%`);
    }

    slider.addEventListener("input", show);
    which.addEventListener("change", show);
    root.append(label, slider, line);
    if (parts.length > 1) root.prepend(which);
    const table = root.parentElement.querySelector("details");
    if (table) table.open = false; // it stood open for readers without scripts
    show();
  }

  document.querySelectorAll("[data-whatif]").forEach(setUp);
})();
