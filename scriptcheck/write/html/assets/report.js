"use strict";
// The rows of all calls, and the data of single ones, which are loaded when they are looked at.
sc.SEVERITIES = ["fatal", "major", "minor", "info"];

/** Reasons of verdicts whose fault the agent took back or put right. */
sc.LEFT_OPEN = ["taken-back", "put-right"];

sc.rows = (function () {
  const columns = sc.shared.columns;
  return JSON.parse(document.getElementById("row-data").textContent).map((values, number) => {
    const row = { number };
    columns.forEach((column, at) => {
      row[column] = at < values.length ? values[at] : null;
    });
    row.page = row.page || row.id;
    row.rules = row.rules || [];
    return row;
  });
})();
sc.rowOf = new Map(sc.rows.map((row) => [row.page, row]));
for (const name of ["report-data", "row-data"]) document.getElementById(name).remove();

/** Return the id that the call has in its transcript, where `row.id` is what can be shown of it. */
sc.callId = (row) => row.raw || row.id;
sc.ruleOf = (number) => sc.shared.rules[number];
sc.ruleTitle = (rule) => sc.of(rule.title);
sc.ruleById = (id) => sc.shared.rules.find((rule) => rule.id === id);
sc.cueTitle = (id) => (Object.hasOwn(sc.shared.cues, id) ? sc.of(sc.shared.cues[id].title) : id);
sc.dimensionTitle = (id) => {
  const own = sc.shared.dimensions || {};
  if (Object.hasOwn(own, id)) return sc.of(own[id]);
  return sc.hasWords(`dimension.${id}`) ? sc.t(`dimension.${id}`) : id;
};
sc.nameOf = (number) => (number === null ? "" : sc.shared.names[number]);
sc.worst = (row) => (row.rules.length ? sc.ruleOf(row.rules[0]).severity : null);

/**
 * Return what a verdict says, in the language of the page where the lexicon has it in both.
 * A report has one language; what it adds to the lexicon's words stays in that.
 */
sc.told = function (rule, kind, text) {
  const pair = rule[kind];
  const from = pair && pair.find((words) => text.startsWith(words));
  return from ? sc.of(pair) + text.slice(from.length) : text;
};

sc.callData = (function () {
  const policy = window.trustedTypes
    ? trustedTypes.createPolicy("scriptcheck", { createScriptURL: packUrl })
    : { createScriptURL: packUrl };
  const packs = new Map();
  const KEPT = 6;

  function packUrl(number) {
    if (!/^\d+$/.test(number)) throw new TypeError("not a pack");
    return `pages/data/${number.padStart(4, "0")}.js`;
  }

  function packOf(row) {
    const firsts = sc.shared.packs;
    let low = 0;
    let high = firsts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (firsts[middle] <= row.number) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function load(number) {
    if (packs.has(number)) return packs.get(number).promise;
    const pack = {};
    pack.promise = new Promise((resolve, reject) => {
      pack.resolve = resolve;
      const script = document.createElement("script");
      script.src = policy.createScriptURL(String(number));
      script.onerror = () => {
        packs.delete(number);
        script.remove();
        reject(new Error(packUrl(String(number))));
      };
      script.onload = () => script.remove();
      document.head.append(script);
    });
    packs.set(number, pack);
    if (packs.size > KEPT) packs.delete(packs.keys().next().value);
    return pack.promise;
  }

  sc.pack = (number, calls) => packs.get(number) && packs.get(number).resolve(calls);

  function unpacked(call) {
    const data = { ...call };
    for (const list of ["turns", "places", "verdicts", "meta", "warnings"]) data[list] = data[list] || [];
    data.verdicts = data.verdicts.map(([verdict, evidence = [], searched = null, more = {}], at) => ({ rule: data.rules[at], verdict, evidence, searched, ...more }));
    const columns = sc.shared.place_columns;
    data.places = data.places.map((values) => ({ ...Object.fromEntries(columns.map((column, at) => [column, values[at]])), similarity: 1, quote: "", ...values[columns.length] }));
    for (const place of data.places) place.phrase = sc.shared.phrases[data.phrases[place.phrase]];
    // A quote is what its turn has there: put together from the pieces that the turn was cut into.
    for (const [, , , pieces] of data.turns) {
      for (const piece of pieces) if (typeof piece !== "string") for (const number of piece[1]) data.places[number].quote += piece[0];
    }
    return data;
  }

  /** Return a promise of the data of the call of `row`; it fails with the name of the file. */
  return async function (row) {
    const number = packOf(row);
    const calls = await load(number);
    return unpacked(calls[row.number - sc.shared.packs[number]]);
  };
})();

/** Return the verdicts of a call's data that are open because the agent took the fault back or put it right. */
sc.leftOpen = function (data) {
  return data.verdicts.filter((verdict) => verdict.verdict === "undecidable" && sc.LEFT_OPEN.includes(verdict.reason));
};

/** Return how many places of a call a person should look at. */
sc.toLookAt = function (data) {
  const suspects = data.places.filter((place) => place.kind === "suspect").length;
  return suspects + new Set(sc.leftOpen(data).flatMap((verdict) => verdict.evidence)).size;
};

/** Return the violations of a call's data, gravest first. */
sc.violations = function (data) {
  const rank = (verdict) => sc.SEVERITIES.indexOf(sc.ruleOf(verdict.rule).severity);
  return data.verdicts.filter((verdict) => verdict.verdict === "fail" && !verdict.folded).sort((one, other) => rank(one) - rank(other));
};
