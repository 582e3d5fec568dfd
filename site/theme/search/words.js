/* What was typed, and what stands on a page, made comparable: terms, folded text, forms of words, typing errors. */
"use strict";

window.handbookWords = (() => {
  const CJK = "\\u2e80-\\u2fdf\\u3005-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff";
  const IS_CJK = new RegExp(`[${CJK}]`);
  const LOOSE = new RegExp(`(?<=[${CJK}]) +| +(?=[${CJK}%])`, "g");
  const PIECES = new RegExp(`[${CJK}]+|[a-z]+(?:'[a-z]+)?|\\d+(?:[.:]\\d+)*%?`, "g");
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
  const ASKING_IN_CHINESE = new RegExp("多长时间|什么时候|多久|多少|几个|怎么办|怎么|怎样|如何|什么|哪些|哪个|哪里|" +
    "是否|能不能|可以|需要|应该|必须|谁|吗|呢|的|了|要|该");
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
      words = words.replace(unit, (whole, n, at, all) => {
        if (!n || !/\d/.test(n) && /^[^\s内以之]/.test(all.slice(at + whole.length))) return whole; // 一年一次 stays
        return `${/\d/.test(n) ? n : chineseNumber(n)}${lang === "zh" ? zh : `${GLUE}${en.replace(" ", GLUE)}`}`;
      });
    }
    const typed = words.replace(new RegExp(`(\\d) (?=[${CJK}])`, "g"), "$1")
      .split(/[\s,;!?"()<>|[\]{}，。、；：！？“”「」（）《》…—]+/)
      .map(word => word.replaceAll(GLUE, " ").replace(/^[.'\-:#/]+|[.'\-:#/]+$/g, "")).filter(Boolean);
    const telling = typed.filter(word => !ASKING.has(word));
    return telling.length ? telling : typed;
  }

  /** English words without their endings, roughly: responses, responded, responding -> respons, respond, respond. */
  function stem(word) {
    const cut = word.replace(/'s?$/, "").replace(/ies$/, "y")
      .replace(/(?<=[sxz]|ch|sh)es$/, "").replace(/(?<=[^su])s$/, "");
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
    const before = /^\d/.test(words) ? "(?<![\\d.])" : /^[a-z]/.test(words) ? "(?<![a-zA-Z])" : "";
    return `${before}${body}${/\d$/.test(words) ? "(?!\\d)" : ""}`;
  }

  return {
    terms, fold, stem, distance, pattern,
    isChinese: word => IS_CJK.test(word),
    /** Chinese, English and numbers apart. */
    pieces: word => word.match(PIECES) || [],
    /** A Chinese question without the words that only ask. */
    telling: word => word.split(ASKING_IN_CHINESE).filter(Boolean),
  };
})();
