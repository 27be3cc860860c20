"use strict";
// Marks as labels that `scriptcheck eval` reads, a call a line, and back again.
sc.labels = (function () {
  const MARKS = ["right", "wrong", "unsure"];
  const BOM = "\ufeff";

  /** Return the first row of each call id: labels go by id, and so to the first. */
  function rowsById() {
    const rows = new Map();
    for (const row of sc.rows) if (!rows.has(sc.callId(row))) rows.set(sc.callId(row), row);
    return rows;
  }

  /** Return what the marks say of cues in single turns; one right hit in a turn outweighs a wrong one. */
  function heardMarks(items) {
    const heard = new Map();
    const put = (cue, turn, value, quote, firm) => {
      const key = `${turn}:${cue}`;
      const before = heard.get(key);
      if (before && (before.firm > firm || (before.firm === firm && before.heard))) return;
      heard.set(key, { cue, turn, heard: value, quote, firm });
    };
    for (const item of items) {
      if (item.missed && item.cue) put(item.cue, item.turn, true, item.quote, 1);
      else if (item.cue && item.mark !== "unsure" && item.mark) put(item.cue, item.turn, item.mark === "right", item.quote, 1);
      else if (item.hits && (item.mark === "right" || item.mark === "wrong"))
        for (const hit of item.hits) put(hit.cue, hit.turn, item.mark === "right", hit.quote, 0);
    }
    return [...heard.values()]
      .sort((one, other) => one.turn - other.turn || (one.cue < other.cue ? -1 : 1))
      .map(({ cue, turn, heard: value, quote }) => ({ cue, turn, heard: value, ...(quote ? { quote } : {}) }));
  }

  function verdictMarks(items) {
    const verdicts = Object.create(null);
    for (const item of items) {
      if (!item.rule) continue;
      if (item.missed || item.mark === "right") verdicts[item.rule] = "fail";
      else if (item.mark === "wrong") verdicts[item.rule] = "not_fail";
    }
    return verdicts;
  }

  /** Return `items` by who made them, at which stage, and whether they say when. */
  function bySigner(items) {
    const groups = new Map();
    for (const item of items) {
      const key = JSON.stringify([item.reviewer || "", item.stage || "review", Boolean(item.time)]);
      groups.set(key, [...(groups.get(key) || []), item]);
    }
    return [...groups.values()];
  }

  const latest = (items) => items.reduce((last, item) => (sc.review.instant(item) > sc.review.instant(last) ? item : last)).time;

  /** Return when verdicts were given, by rule, where that is not the `time` of the label. */
  function times(items, time) {
    const found = Object.create(null);
    for (const item of items) if (item.rule && item.time && item.time !== time && (item.missed || (item.mark && item.mark !== "unsure"))) found[item.rule] = item.time;
    return found;
  }

  /** Return the label of the `items` of one signer: those without a page are about the call itself. */
  function label(callId, items) {
    const own = items.filter((item) => !item.page);
    const found = { call_id: callId };
    const heard = heardMarks(own);
    const verdicts = verdictMarks(own);
    if (heard.length) found.marks = heard;
    if (Object.keys(verdicts).length) found.verdicts = verdicts;
    const [{ reviewer: who, stage: at }] = items;
    const time = latest(items);
    if (who) found.reviewer = who;
    if (time) found.time = time;
    if (who) found.stage = at || "review";
    const apart = times(own, time);
    if (Object.keys(apart).length) found.times = apart;
    return { ...found, review: items };
  }

  /** Return the labels of a call, one for each who marked it, in the order of time. */
  function labelsOf(first) {
    const items = sc.review.all(first.page);
    for (const other of sc.rows) {
      if (other === first || sc.callId(other) !== sc.callId(first)) continue;
      items.push(...sc.review.all(other.page).map((item) => ({ ...item, page: other.page })));
    }
    const time = (found) => (found.time ? Date.parse(found.time) : -Infinity);
    const found = bySigner(items).map((group) => label(sc.callId(first), group));
    return found.sort((one, other) => (time(one) === time(other) ? 0 : time(one) - time(other)));
  }

  const { reviewer, stage, STAGES } = sc.review;

  /** Ask who is reviewing, and at which stage. */
  function askWho() {
    const name = sc.h("input", { type: "text", id: "reviewer-name", maxlength: 80, value: reviewer() });
    const which = sc.h("select", { id: "reviewer-stage" }, STAGES.map((each) => sc.h("option", { value: each, selected: each === stage() }, sc.t(`stage.${each}`))));
    const field = (label, node) => sc.h("label", {}, sc.h("span", {}, sc.t(label)), node);
    const form = sc.h("form", { method: "dialog", class: "missed-form" }, sc.h("p", {}, sc.t("reviewer.why")), field("reviewer.name", name), field("reviewer.stage", which), sc.h("button", { class: "primary" }, sc.t("reviewer.keep")));
    form.addEventListener("submit", () => {
      sc.review.sign(name.value.trim(), which.value);
      sc.app.render();
    });
    sc.dialog(sc.t("reviewer.title"), form);
    name.focus();
  }

  /** Return the labels as JSON Lines, in the order of the calls. */
  function text() {
    const pages = new Set(sc.review.pages());
    const ids = new Set(sc.rows.filter((row) => pages.has(row.page)).map(sc.callId));
    const lines = [];
    for (const [id, first] of rowsById()) if (ids.has(id)) lines.push(...labelsOf(first).map((each) => JSON.stringify(each) + "\n"));
    return lines.join("");
  }

  /** Save the labels as a file; say what there was to save. */
  function save() {
    const labels = text();
    if (!labels) {
      sc.say(sc.t("review.nothing"));
      return;
    }
    const url = URL.createObjectURL(new Blob([labels], { type: "application/jsonl" }));
    const link = sc.h("a", { href: url, download: "labels.jsonl" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    const ids = labels.trim().split("\n").map((each) => JSON.parse(each).call_id);
    sc.say(sc.t("review.exported", { calls: sc.number(new Set(ids).size) }));
  }

  const isText = (value) => typeof value === "string";
  const isTime = (value) => isText(value) && !Number.isNaN(Date.parse(value));
  const isTurn = (value) => Number.isInteger(value) && value >= 0;

  /** Return `item` of a file as an item to keep, or `null` where it is none. */
  function readItem(item) {
    if (typeof item !== "object" || item === null) return null;
    const kept = {};
    if (MARKS.includes(item.mark)) kept.mark = item.mark;
    for (const field of ["rule", "cue", "note", "quote"]) if (isText(item[field]) && item[field]) kept[field] = item[field];
    for (const field of ["turn", "start", "end"]) if (isTurn(item[field])) kept[field] = item[field];
    if (item.missed === true) kept.missed = true;
    if (isText(item.reviewer) && item.reviewer) kept.reviewer = item.reviewer;
    if (kept.reviewer && STAGES.includes(item.stage)) kept.stage = item.stage;
    if (isTime(item.time)) kept.time = item.time;
    if (Array.isArray(item.hits))
      kept.hits = item.hits.filter((hit) => hit && isText(hit.cue) && isTurn(hit.turn)).map(({ cue, turn, quote }) => ({ cue, turn, ...(isText(quote) ? { quote } : {}) }));
    const named = Boolean(kept.rule) !== Boolean(kept.cue);
    const placed = kept.rule && !kept.missed ? true : isTurn(kept.turn) && (kept.missed || isTurn(kept.start));
    return named && placed ? kept : null;
  }

  /** Return `item` with what its line says of who, when and at which stage, unless it says so itself. */
  function signed(item, line) {
    if (typeof item !== "object" || item === null || item.reviewer || item.time) return item;
    const times = typeof line.times === "object" && line.times !== null ? line.times : {};
    const time = Object.hasOwn(times, item.rule) ? times[item.rule] : line.time;
    return { ...item, reviewer: line.reviewer, stage: line.stage || "review", time };
  }

  /** Return the items of a line that another tool wrote, without a `review`. */
  function fromVerdicts(label) {
    const marks = { fail: "right", not_fail: "wrong" };
    return Object.entries(label.verdicts || {}).map(([rule, verdict]) => ({ rule, mark: marks[verdict] || "wrong" }));
  }

  /** Take up the labels in `content`; return what became of them. */
  function take(content) {
    const rows = rowsById();
    const done = { items: 0, calls: 0, unknown: [], wrong: [] };
    const pairs = [];
    content.replace(BOM, "").split(/\r?\n/).forEach((each, at) => {
      if (!each.trim()) return;
      let label;
      try {
        label = JSON.parse(each);
      } catch {
        label = null;
      }
      if (typeof label !== "object" || label === null || !(isText(label.call_id) || Number.isInteger(label.call_id))) {
        done.wrong.push(at + 1);
        return;
      }
      const row = rows.get(String(label.call_id));
      if (!row) {
        done.unknown.push(String(label.call_id));
        return;
      }
      const items = Array.isArray(label.review) ? label.review : fromVerdicts(label);
      const read = items.map((item) => [item && isText(item.page) && sc.rowOf.has(item.page) ? item.page : row.page, readItem(signed(item, label))]);
      if (read.some(([, item]) => item === null)) done.wrong.push(at + 1);
      const good = read.filter(([, item]) => item !== null);
      pairs.push(...good);
      done.items += good.length;
      done.calls += good.length > 0;
    });
    sc.review.setAll(pairs);
    return done;
  }

  /** Let the reader choose a file of labels, and take them up. */
  function choose() {
    const input = sc.h("input", { type: "file", accept: ".jsonl,.json,.ndjson,.txt", class: "hidden", id: "labels-file" });
    input.addEventListener("change", async () => {
      const file = input.files[0];
      input.remove();
      if (file) tell(take(await file.text()));
    });
    document.body.append(input);
    input.click();
  }

  function tell(done) {
    sc.say(sc.t("review.imported", { items: sc.number(done.items), calls: sc.number(done.calls) }));
    if (done.unknown.length) sc.say(sc.t("review.unknown_calls", { count: done.unknown.length, first: done.unknown[0] }), "bad");
    if (done.wrong.length) sc.say(sc.t("review.wrong_lines", { lines: done.wrong.slice(0, 5).join(", ") }), "bad");
    sc.app.render();
  }

  return { text, save, take, choose, reviewer, askWho };
})();
