"use strict";
// The call from left to right: who speaks, which steps were heard where, what went wrong where.
sc.timeline = (function () {
  const MOST_TURNS = 1500;

  /** Return, for each turn, where it begins and ends in the call, from 0 to 100. */
  function scale(turns) {
    const timed = turns.length > 1 && turns.every(([, start, end]) => start !== null && start !== undefined && end !== null && end >= start);
    const last = timed ? Math.max(...turns.map(([, , end]) => end)) : 0;
    if (timed && last > 0) return { timed, last, spans: turns.map(([, start, end]) => [(100 * start) / last, (100 * end) / last]) };
    const sizes = turns.map((turn) => 4 + turn[3].reduce((sum, piece) => sum + (typeof piece === "string" ? piece : piece[0]).length, 0));
    const total = sizes.reduce((sum, size) => sum + size, 0) || 1;
    let at = 0;
    return { timed: false, last, spans: sizes.map((size) => [(100 * at) / total, (100 * (at += size)) / total]) };
  }

  function lane(label, className, marks, title = "") {
    return sc.h("div", { class: `lane ${className}` }, sc.h("span", { class: "name", title: title || label }, label), sc.h("div", { class: "track" }, marks));
  }

  function mark(className, from, to, label, go) {
    const node = sc.h("button", { type: "button", class: `at ${className}`, title: label, "aria-label": label, tabindex: "-1", onclick: go });
    node.style.left = `${from}%`;
    if (to !== null) node.style.width = `${Math.max(0.4, to - from)}%`;
    return node;
  }

  /** Return the timeline of the call; `go` is called with the turn that is clicked. */
  function make(data, go) {
    const { turns, places } = data;
    if (turns.length === 0 || turns.length > MOST_TURNS) return null;
    const { timed, last, spans } = scale(turns);
    const middle = (place) => {
      const [from, to] = spans[place.turn];
      const length = turns[place.turn][3].reduce((sum, piece) => sum + (typeof piece === "string" ? piece : piece[0]).length, 0) || 1;
      return from + ((to - from) * Math.min(length, (place.start + place.end) / 2)) / length;
    };
    const within = (place) => place.turn >= 0 && place.turn < turns.length;

    const speech = turns.map(([speaker], number) => mark(`speech ${speaker}`, ...spans[number], sc.t("timeline.turn", { turn: number + 1, speaker: sc.t(`speaker.${speaker}`) }), () => go(number)));
    const lanes = [lane(sc.t("timeline.speech"), "speech", speech)];

    const everywhere = [];
    for (const verdict of sc.violations(data)) {
      const rule = sc.ruleOf(verdict.rule);
      const title = sc.ruleTitle(rule);
      const turn = (number) => sc.clamp(number, turns.length - 1);
      const marks = verdict.evidence
        .map((number) => places[number])
        .filter(within)
        .map((place) => mark(`dot ${rule.severity}`, middle(place), null, `${title}${sc.t("colon")}${place.quote}`, () => go(place.turn)));
      for (const [name, value, stretches] of verdict.measured || []) {
        for (const [from, to] of stretches) marks.push(mark(`gap full ${rule.severity}`, spans[turn(from)][0], spans[turn(to)][1], `${title}${sc.t("colon")}${sc.measure(name, value)}`, () => go(turn(from))));
      }
      if (!marks.length && verdict.searched && !verdict.measured) {
        const [first, end] = verdict.searched.map(turn);
        if (first === 0 && end === turns.length - 1) everywhere.push(title);
        else marks.push(mark(`gap ${rule.severity}`, spans[first][0], spans[end][1], sc.t("missed.searched", { first, last: end }), () => go(first)));
      }
      if (marks.length) lanes.push(lane(title, "wrong", marks, `${title} (${rule.id})`));
    }

    const leftOpen = new Set(sc.leftOpen(data).flatMap((verdict) => verdict.evidence));
    const cues = new Map();
    const wrong = new Set(sc.violations(data).flatMap((verdict) => verdict.evidence));
    for (const [number, place] of places.entries()) {
      if (place.kind !== "heard" || !within(place) || wrong.has(number)) continue;
      if (!cues.has(place.cue)) cues.set(place.cue, []);
      cues.get(place.cue).push(place);
    }
    for (const [cue, list] of cues) {
      const title = sc.cueTitle(cue);
      const speaker = turns[list[0].turn][0];
      lanes.push(lane(title, "step", list.map((place) => mark(`dot step ${leftOpen.has(places.indexOf(place)) ? "open" : speaker}`, middle(place), null, `${title}${sc.t("colon")}${place.quote}`, () => go(place.turn))), `${title} (${cue})`));
    }

    const ends = timed ? sc.h("div", { class: "ends" }, sc.h("span", {}, "0:00"), sc.h("span", {}, sc.clock(last))) : null;
    const open = sc.choice.get("timeline") !== "closed";
    const fold = sc.h("details", { class: "card timeline", open }, sc.h("summary", {}, sc.t("timeline.title")), sc.h("div", { class: "lanes" }, lanes), ends, everywhere.length > 0 && sc.h("p", { class: "everywhere" }, sc.t("timeline.everywhere"), sc.joined(everywhere)));
    fold.addEventListener("toggle", () => sc.choice.set("timeline", fold.open ? "open" : "closed"));
    return fold;
  }

  return { make };
})();
