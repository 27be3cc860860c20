"use strict";
// The page's words in both languages, from one table.
sc.shared = JSON.parse(document.getElementById("report-data").textContent);

/** What a browser keeps of a reader's choices. */
sc.choice = (function () {
  // Where nothing is kept, a choice holds until the page is closed.
  const held = new Map();
  return {
    get(name) {
      try {
        return localStorage.getItem(`scriptcheck.${name}`) ?? held.get(name) ?? null;
      } catch {
        return held.get(name) ?? null;
      }
    },
    set(name, value) {
      try {
        localStorage.setItem(`scriptcheck.${name}`, value);
        held.delete(name);
      } catch {
        held.set(name, value);
      }
    },
  };
})();

sc.lang = sc.choice.get("lang") || (document.documentElement.lang === "en" ? "en" : "zh");

/** Return the words under `key`, with `{name}` filled in; of a pair of words, those of the language. */
sc.t = function (key, figures = {}) {
  const pair = Array.isArray(key) ? key : sc.shared.words[key];
  if (!pair) return key;
  return sc.of(pair).replace(/\{(\w+)\}/g, (whole, name) => (name in figures ? figures[name] : whole));
};
sc.of = (pair) => pair[sc.lang === "en" ? 1 : 0];
sc.hasWords = (key) => Object.hasOwn(sc.shared.words, key);

/** Return whole numbers with separators, others with one decimal. */
sc.number = (value) => new Intl.NumberFormat(sc.lang === "en" ? "en" : "zh-CN", { maximumFractionDigits: 1 }).format(value);
sc.percent = (share) => (Number.isFinite(share) ? `${sc.number(100 * share)}%` : "–");

/** Return milliseconds as `m:ss`. */
sc.clock = function (ms) {
  const seconds = Math.floor(ms / 1000);
  const rest = String(seconds % 60).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
};

/** Return the value of a metric with its unit, which its name ends in. */
sc.measure = function (name, value) {
  if (name.endsWith("_ms")) return `${sc.number(value / 1000)} ${sc.t("unit.seconds")}`;
  if (name.endsWith("_chars_per_min")) return `${sc.number(value)} ${sc.t("unit.chars_per_min")}`;
  return name.endsWith("_percent") ? `${sc.number(value)}%` : sc.number(value);
};
