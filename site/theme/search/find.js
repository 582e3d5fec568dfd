/* How the handbook's search finds and ranks. No page, no network: `handbookSearch(index).find(words)`.

   Chinese needs no dictionary: words are looked for in the text itself, letter by letter, so that any part of a
   sentence is found across the borders of words. What stands nowhere as it was typed is cut into pairs of characters.
   English goes through the list of all words: the word itself, its other forms, its beginning, a typing error.
   The index is written by checker/guiju/handbook/search.py, which says what the fields are. */
"use strict";

window.handbookSearch = (() => {
  const { terms, fold, stem, distance, pattern, isChinese, pieces, telling } = window.handbookWords;
  // How much a word in a field counts. A title that is the word and nothing else counts most.
  const FIELDS = { title: 10, heading: 6, twin: 5, twinHeading: 3, text: 1 };
  const ALL = 1.6; // the words are the whole title or heading
  const FORM = 0.9, BEGINNING = 0.75, TYPO = 0.45;
  const FROM_PAGE = 0.35; // what a section gains from a word that stands elsewhere on its page
  const PAIRS = 0.35; // pairs of characters against the words as typed
  const ENOUGH = 20; // places that have the words as typed; others are then not looked for
  const LEAST = 1 / 100; // of the best score; below it, nothing is shown
  const PHRASE = 0.5; // what words gain that stand side by side

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
    return { lang: index.lang, sections, vocabulary, pages: index.pages.length, asked: new Map() };
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

  /** section -> weight of `words` as they were typed. Kept, because the next key asks for most of it again. */
  function literal(book, words) {
    if (book.asked.size > 500) book.asked.clear();
    if (!book.asked.has(words)) book.asked.set(words, standing(book, words));
    return book.asked.get(words);
  }

  function standing(book, words) {
    const found = new Map();
    book.sections.forEach((section, number) => {
      if (!section.whole.includes(words)) return;
      let weight = 0;
      for (const [field, worth] of Object.entries(FIELDS)) {
        const text = section.fields[field];
        const count = occurrences(text, words);
        if (!count) continue;
        const share = (0.4 + 0.6 * words.length / text.length) * (text === words ? ALL : 1);
        if (field === "text") weight += worth * Math.min(1.3, count >= 1 ? 0.9 + 0.1 * count : count);
        else weight += worth * share * Math.min(1, count);
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

  const beginning = (start, known) => BEGINNING * Math.sqrt(start.length / known.length);

  /** The English words meant by `word`, each with how sure that is. */
  function forms(book, word) {
    const sure = new Map(), root = stem(word);
    for (const [known, { root: knownRoot }] of book.vocabulary) {
      if (known === word) sure.set(known, 1);
      else if (knownRoot === root) sure.set(known, FORM);
      else if (word.length > 1 && known.startsWith(word)) sure.set(known, beginning(word, known));
      else if (root.length > 3 && known.startsWith(root)) sure.set(known, FORM * beginning(root, known) ** 2);
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
      if (meant.get(title) >= FORM || meant.get(heading) >= FORM) found.set(number, weight * ALL);
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
    const found = new Map(literal(book, fold(word))), marks = [pattern(fold(word))];
    if (/[a-z].*[-_.#/]/.test(word)) {
      for (const [number, weight] of named(book, word)) found.set(number, (found.get(number) || 0) + weight);
    }
    const chinese = isChinese(word);
    if (found.size && !(chinese && word.length > 2)) return [{ word, found, marks }];
    const parts = pieces(fold(word));
    if (!found.size && parts.length > 1) return parts.flatMap(piece => meaning(book, piece));
    if (!chinese || word.length < 3) return [{ word, found, marks }];
    const asked = telling(word);
    if (!found.size && asked.length && asked[0] !== word) return asked.flatMap(piece => meaning(book, piece));
    if (found.size >= ENOUGH) return [{ word, found, marks }];
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
    const asTyped = literal(book, fold(query.trim())); // what holds just that is shown, however well others are named so
    const numbers = new Set(known.flatMap(({ found }) => [...found.keys()]));
    const hits = [...numbers].map(number => ({
      section: book.sections[number],
      number, score: score(book.sections[number], number, known) * (1 + PHRASE * Math.min(1, phrase.get(number) || 0)),
    })).sort((a, b) => b.score - a.score || a.section.page - b.section.page);
    return {
      hits: hits.filter(hit => hit.score > hits[0].score * LEAST || asTyped.has(hit.number)),
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
