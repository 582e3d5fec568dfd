/* How the handbook's search finds and ranks. No page, no network: `handbookSearch(index).find(words)`.

   Chinese needs no dictionary: words are looked for in the text itself, letter by letter, so that any part of a
   sentence is found across the borders of words. What stands nowhere as it was typed is cut into pairs of characters.
   English goes through the list of all words: the word itself, its other forms, its beginning, a typing error.
   The index is written by checker/guiju/handbook/search.py, which says what the fields are. */
"use strict";

window.handbookSearch = (() => {
  const CJK = "\\u2e80-\\u2fdf\\u3005-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff";
  const IS_CJK = new RegExp(`[${CJK}]`);
  const LOOSE = new RegExp(`(?<=[${CJK}]) +| +(?=[${CJK}%])`, "g");
  const PIECES = new RegExp(`[${CJK}]+|[a-z]+(?:'[a-z]+)?|\\d+(?:[.:]\\d+)*%?`, "g");
  // How much a word in a field counts. A title that is the word and nothing else counts most.
  const FIELDS = { title: 10, heading: 6, twin: 5, twinHeading: 3, text: 1 };
  const FORM = 0.9, BEGINNING = 0.75, TYPO = 0.45;
  const FROM_PAGE = 0.35; // what a section gains from a word that stands elsewhere on its page
  const PAIRS = 0.35; // pairs of characters against the words as typed
  const LEAST = 1 / 100; // of the best score; below it, nothing is shown
  const PHRASE = 0.5; // what words gain that stand side by side
  const UNITS = [
    ["working days?", "个?工作日", "working day", "个工作日"], ["hours?|hrs?|h", "个?小时|个?钟头", "hour", "小时"],
    ["minutes?|mins?", "分钟", "minute", "分钟"], ["seconds?|secs?", "秒钟?", "second", "秒"],
    ["days?", "天", "day", "天"], ["weeks?", "个?星期|周", "week", "周"], ["months?", "个月", "month", "个月"],
    ["years?", "年", "year", "年"],
  ].map(([english, chinese, en, zh]) => [new RegExp(
    `(\\d+(?:\\.\\d+)?|(?<![${CJK}])[一二两三四五六七八九]?十?[一二三四五六七八九]?)` +
    `[ -]?(?:(?:${english})(?![a-z])|(?:${chinese}))`, "g"), en, zh]);
  const GLUE = "\u0001"; // a space within a term
  // Words of a question that say nothing about what is asked; they are heeded where nothing else was typed.
  const ASKING = new Set(("a an and any are at be before by can do does for from had has have how i if in is it long " +
    "many may me much must my of on or our shall should soon than that the their there they this to us was we what " +
    "when where which who whom why will with you your").split(" "));
  const ASKING_IN_CHINESE = /多长时间|什么时候|多久|多少|几个|怎么办|怎么|怎样|如何|什么|哪些|哪个|哪里|是否|能不能|可以|需要|应该|必须|谁|吗|呢|的|了|要|该/;
  const DIGITS = "零一二三四五六七八九";

  const halfWidth = text => text
    .replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\t]/g, " ").replace(/[\u2018\u2019]/g, "'");

  /** The text as it is compared: small letters, half width, no spaces beside Chinese, `95 percent` as `95%`. */
  function fold(text) {
    return halfWidth(text).toLowerCase()
      .replace(/(\d) ?per ?cent(?![a-z])/g, "$1%")
      .replace(LOOSE, "").replace(/ {2,}/g, " ");
  }

  /** `二十四` as 24; up to 99. */
  function chineseNumber(word) {
    const [tens, ones] = word.includes("十") ? word.split("十") : ["零", word];
    const digit = (written, otherwise) => written ? DIGITS.indexOf(written.replace("两", "二")) : otherwise;
    return 10 * digit(tens, 1) + digit(ones, 0);
  }

  /** What was typed, with numbers and units as the pages of this language write them: a list of terms. */
  function terms(query, lang) {
    let words = halfWidth(query).toLowerCase().replace(/\s+/g, " ")
      .replace(/百分之([一二三四五六七八九十]{1,3}|\d+(?:\.\d+)?)/g, (_, n) => `${/\d/.test(n) ? n : chineseNumber(n)}%`)
      .replace(/(\d) ?(?:per ?cent(?![a-z])|%)/g, "$1%");
    for (const [unit, en, zh] of UNITS) {
      words = words.replace(unit, (whole, n) => !n ? whole :
        `${/\d/.test(n) ? n : chineseNumber(n)}${lang === "zh" ? zh : `${GLUE}${en.replace(" ", GLUE)}`}`);
    }
    const typed = words.replace(new RegExp(`(\\d) (?=[${CJK}])`, "g"), "$1")
      .split(/[\s,;!?"()<>|[\]{}，。、；：！？“”「」（）《》…—]+/)
      .map(word => word.replaceAll(GLUE, " ").replace(/^[.'\-:#/]+|[.'\-:#/]+$/g, "")).filter(Boolean);
    const telling = typed.filter(word => !ASKING.has(word));
    return telling.length ? telling : typed;
  }

  /** English words without their endings, roughly: responses, responded, responding -> respons, respond, respond. */
  function stem(word) {
    const cut = word.replace(/'s?$/, "").replace(/ies$/, "y").replace(/(?<=[sxz]|ch|sh)es$/, "").replace(/(?<=[^su])s$/, "");
    const bare = cut.length > 5 ? cut.replace(/(?:ing|ed)$/, "").replace(/([^aeiouls])\1$/, "$1") : cut;
    return bare.length > 3 ? bare.replace(/e$/, "") : bare;
  }

  /** Letters to change, add, drop or swap with their neighbour; more than `most` counts as `most + 1`. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [], last = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  const escaped = text => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

  /** A pattern that finds folded words in text that was not folded. */
  function pattern(words) {
    const body = [...words].map(c => c === "%" ? " ?(?:%|per ?cent)" : escaped(c))
      .reduce((made, c, i) => made + (i && (IS_CJK.test(words[i]) || IS_CJK.test(words[i - 1])) ? " ?" : "") + c, "");
    return `${/^\d/.test(words) ? "(?<![\\d.])" : /^[a-z]/.test(words) ? "(?<![a-zA-Z])" : ""}${body}${/\d$/.test(words) ? "(?!\\d)" : ""}`;
  }

  /** Every section with its folded fields, and the English words of all. */
  function read(index) {
    const sections = [], vocabulary = new Map();
    index.pages.forEach(([path, id, title, twin, weight, written], page) => {
      written.forEach(([anchor, ownId, heading, twinHeading, sectionWeight, own, text], place) => {
        const section = {
          page, path, anchor, title, heading: place ? heading : "", text, weight: weight * sectionWeight,
          id: place ? (ownId ? `${id}#${ownId}` : "") : id,
          fields: {
            title: place ? "" : fold(title), twin: place ? "" : fold(`${twin}\n${id.replace(/-/g, " ")}`),
            heading: place && own ? fold(heading) : "", text: fold(place && !own ? `${heading}\n${text}` : text),
            twinHeading: place && own ? fold(`${twinHeading}\n${ownId.replace(/-/g, " ")}`) : "",
          },
        };
        section.whole = Object.values(section.fields).join("\n");
        collect(section, sections.push(section) - 1, vocabulary);
      });
    });
    return { lang: index.lang, sections, vocabulary, pages: index.pages.length };
  }

  /** Adds the English words of a section: word -> section -> weight. */
  function collect(section, number, vocabulary) {
    for (const [field, worth] of Object.entries(FIELDS)) {
      const words = section.fields[field].match(/[a-z]+(?:'[a-z]+)?/g) || [];
      const share = field === "text" ? 1 : 0.4 + 0.6 / Math.max(1, words.length);
      for (const word of words) {
        if (!vocabulary.has(word)) vocabulary.set(word, { root: stem(word), found: new Map() });
        const { found } = vocabulary.get(word), so = found.get(number) || 0;
        found.set(number, so >= worth * share ? so + 0.1 * Math.min(1, worth) : so + worth * share);
      }
    }
  }

  /** How often `words` stand in `text`, not within a longer number or word: half for a mere beginning. */
  function occurrences(text, words) {
    let count = 0;
    for (let at = text.indexOf(words); at >= 0 && count < 4; at = text.indexOf(words, at + words.length)) {
      const before = text[at - 1] || " ", behind = text.slice(at + words.length, at + words.length + 2);
      if (/^[a-z]/.test(words) && /[a-z]/.test(before)) continue;
      if (/^\d/.test(words) && /[\d.]/.test(before)) continue;
      if (/\d$/.test(words) && /^(?:\d|\.\d)/.test(behind)) continue;
      count += /[a-z]$/.test(words) && /^[a-z]/.test(behind) ? 0.75 : 1;
    }
    return count;
  }

  /** section -> weight of `words` as they were typed. */
  function literal(book, words) {
    const found = new Map();
    book.sections.forEach((section, number) => {
      if (!section.whole.includes(words)) return;
      let weight = 0;
      for (const [field, worth] of Object.entries(FIELDS)) {
        const text = section.fields[field];
        const count = occurrences(text, words);
        if (!count) continue;
        if (field === "text") weight += worth * Math.min(1.3, count >= 1 ? 0.9 + 0.1 * count : count);
        else weight += worth * Math.min(1, count) * (0.4 + 0.6 * words.length / text.length) * (text === words ? 1.6 : 1);
      }
      if (weight) found.set(number, weight);
    });
    return found;
  }

  /** section -> weight for an id: `complaint-handling`, `complaint-handling#handled`, also written with a full stop. */
  function named(book, word) {
    const id = word.replace(/[./](?=[a-z])/, "#"), found = new Map();
    book.sections.forEach((section, number) => {
      if (!section.id) return;
      if (section.id === id) found.set(number, 60);
      else if (section.id.startsWith(id) || section.id.endsWith(`#${id}`)) found.set(number, 20);
    });
    return found;
  }

  /** The English words meant by `word`, each with how sure that is. */
  function forms(book, word) {
    const sure = new Map(), root = stem(word);
    for (const [known, { root: knownRoot }] of book.vocabulary) {
      if (known === word) sure.set(known, 1);
      else if (knownRoot === root) sure.set(known, FORM);
      else if (word.length > 1 && known.startsWith(word)) sure.set(known, BEGINNING * Math.sqrt(word.length / known.length));
      else if (root.length > 3 && known.startsWith(root)) sure.set(known, BEGINNING * Math.sqrt(root.length / known.length));
    }
    if (sure.size || word.length < 4) return sure;
    const most = word.length < 8 ? 1 : 2;
    for (const known of book.vocabulary.keys()) {
      let away = distance(word, known, most);
      if (away > most && known.length > word.length) away = distance(word, known.slice(0, word.length), most) + 0.5;
      if (away <= most + 0.5) sure.set(known, TYPO / Math.max(1, away) ** 1.5);
    }
    return sure;
  }

  function english(book, word) {
    const found = new Map(), meant = forms(book, word);
    for (const [known, sure] of meant) {
      for (const [number, weight] of book.vocabulary.get(known).found) {
        found.set(number, Math.max(found.get(number) || 0, sure * weight));
      }
    }
    for (const [number, weight] of found) {
      const { title, heading } = book.sections[number].fields;
      if (meant.has(title) || meant.has(heading)) found.set(number, weight * 1.6);
    }
    return { found, marks: [...meant.keys()].slice(0, 40).map(known => `${pattern(known)}(?![a-zA-Z])`) };
  }

  /** Sections that hold most pairs of neighbouring characters, rare pairs first. */
  function pairs(book, words, least) {
    const cut = [...new Set([...words].slice(0, 40).slice(0, -1).map((c, i) => c + words[i + 1]))];
    const hits = cut.map(pair => [pair, literal(book, pair)]).filter(([, found]) => found.size);
    if (hits.length * 3 < cut.length) return { found: new Map(), marks: [] };
    const rarity = hits.map(([, found]) => rare(book, found));
    const sum = rarity.reduce((a, b) => a + b, 0), share = new Map(), found = new Map();
    hits.forEach(([, where], i) => {
      for (const [number, weight] of where) {
        share.set(number, (share.get(number) || 0) + rarity[i] / sum);
        found.set(number, (found.get(number) || 0) + weight * rarity[i] / sum);
      }
    });
    for (const [number, part] of share) {
      if (part < least) found.delete(number);
      else found.set(number, PAIRS * part * found.get(number));
    }
    return { found, marks: hits.map(([pair]) => pattern(pair)) };
  }

  /** How telling a term is: less, the more pages have it. */
  function rare(book, found) {
    const pages = new Set([...found.keys()].map(number => book.sections[number].page));
    return Math.log(1 + book.pages / Math.max(1, pages.size));
  }

  /** Everything that one typed term means: sections with weights, and patterns to mark it with. */
  function meaning(book, word) {
    if (/^[a-z]+(?:'[a-z]+)?$/.test(word)) {
      const plain = english(book, word);
      for (const [number, weight] of named(book, word)) {
        if (weight > 20) plain.found.set(number, Math.max(plain.found.get(number) || 0, 8));
      }
      return [{ word, ...plain }];
    }
    const found = literal(book, fold(word)), marks = [pattern(fold(word))];
    if (/[a-z].*[-_.#/]/.test(word)) {
      for (const [number, weight] of named(book, word)) found.set(number, (found.get(number) || 0) + weight);
    }
    const chinese = IS_CJK.test(word);
    if (found.size && !(chinese && word.length > 2)) return [{ word, found, marks }];
    const pieces = fold(word).match(PIECES) || [];
    if (!found.size && pieces.length > 1) return pieces.flatMap(piece => meaning(book, piece));
    if (!chinese || word.length < 3) return [{ word, found, marks }];
    const telling = word.split(ASKING_IN_CHINESE).filter(Boolean);
    if (!found.size && telling.length && telling[0] !== word) return telling.flatMap(piece => meaning(book, piece));
    const near = pairs(book, fold(word), found.size ? 0.999 : 0.4);
    const all = new Map(near.found);
    for (const [number, weight] of found) all.set(number, weight + (near.found.get(number) || 0));
    return [{ word, found: all, marks: found.size ? marks : near.marks }];
  }

  /** What was found, best first; what was typed but stands nowhere; patterns to mark the words with. */
  function find(book, query) {
    const words = terms(query, book.lang);
    const meanings = words.flatMap(word => meaning(book, word));
    const known = meanings.filter(({ found }) => found.size)
      .map(one => ({ ...one, rarity: rare(book, one.found), best: bestOfPages(book, one.found) }));
    const phrase = words.length > 1 ? literal(book, fold(words.join(" "))) : new Map();
    const numbers = new Set(known.flatMap(({ found }) => [...found.keys()]));
    const hits = [...numbers].map(number => ({
      section: book.sections[number],
      score: score(book.sections[number], number, known) * (1 + PHRASE * Math.min(1, phrase.get(number) || 0)),
    })).sort((a, b) => b.score - a.score || a.section.page - b.section.page);
    return {
      hits: hits.filter(hit => hit.score > hits[0].score * LEAST),
      missing: meanings.filter(({ found }) => !found.size).map(({ word }) => word),
      marks: known.flatMap(({ marks }) => marks),
    };
  }

  /** Rare terms count more, terms elsewhere on the page less, and what lacks a term falls behind what has all. */
  function score(section, number, known) {
    let sum = 0, covered = 0, all = 0;
    for (const { found, rarity, best } of known) {
      const own = found.get(number) || 0, page = best.get(section.page) || 0;
      sum += rarity * (own + FROM_PAGE * page);
      covered += rarity * (own ? 1 : page ? 0.8 : 0);
      all += rarity;
    }
    return sum * (covered / all) ** 2 * section.weight;
  }

  function bestOfPages(book, found) {
    const best = new Map();
    for (const [number, weight] of found) {
      const { page } = book.sections[number];
      best.set(page, Math.max(best.get(page) || 0, weight));
    }
    return best;
  }

  return index => {
    const book = read(index);
    return { find: query => find(book, query) };
  };
})();
