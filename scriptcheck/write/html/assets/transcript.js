"use strict";
// The call as a chat, with what was found marked where it was said, and what was missed where it was looked for.
sc.transcript = (function () {
  const AT_ONCE = 1500;
  let state = null;

  /** Return what decides how a place looks: the gravest violation that rests on it, else its kind. */
  function look(number) {
    const broken = state.brokenAt.get(number);
    if (broken) return broken.map((verdict) => sc.ruleOf(verdict.rule).severity).sort((one, other) => sc.SEVERITIES.indexOf(one) - sc.SEVERITIES.indexOf(other))[0];
    return state.open.has(number) ? "suspect" : state.data.places[number].kind;
  }

  const ORDER = [...sc.SEVERITIES, "suspect", "heard", "nearest", "dropped"];

  function piece(segment) {
    if (typeof segment === "string") return segment;
    const [text, numbers] = segment;
    const looks = numbers.map(look).sort((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other));
    const seen = looks.filter((each) => each !== "dropped");
    const classes = ["hit", `k-${looks[0]}`, seen.length > 1 && "many", looks.includes("dropped") && "has-dropped"].filter(Boolean);
    return sc.h("mark", { class: classes.join(" "), "data-places": numbers.join(" "), role: "button", tabindex: seen.length ? "0" : "-1", "aria-label": `${text} (${sc.joined(numbers.map(nameOf))})` }, text);
  }

  function nameOf(number) {
    const broken = state.brokenAt.get(number);
    return broken ? sc.joined(broken.map((verdict) => sc.ruleTitle(sc.ruleOf(verdict.rule)))) : sc.cueTitle(state.data.places[number].cue);
  }

  function notes(number) {
    return (state.brokenIn.get(number) || []).map((verdict) => {
      const rule = sc.ruleOf(verdict.rule);
      return sc.h(
        "button",
        { type: "button", class: `note ${rule.severity}`, onclick: () => state.onVerdict(verdict) },
        sc.h("b", {}, sc.t(`severity.${rule.severity}`), " · ", sc.ruleTitle(rule)),
        verdict.advice && sc.h("span", {}, sc.told(rule, "advice", verdict.advice)),
      );
    });
  }

  function missedCard(verdict, more) {
    const rule = sc.ruleOf(verdict.rule);
    return sc.h(
      "button",
      { type: "button", class: `missed ${rule.severity}`, "data-rule": rule.id, onclick: () => state.onVerdict(verdict) },
      sc.h("b", {}, more ? sc.t("missed.title", { severity: sc.t(`severity.${rule.severity}`) }) : `${sc.t(`severity.${rule.severity}`)} · `, sc.ruleTitle(rule)),
      more && sc.h("span", {}, more),
      verdict.nearest && sc.h("span", {}, nearest(verdict.nearest)),
    );
  }

  /** Return the cards of what was missed and looked for until turn `number`. */
  function missed(number) {
    const list = state.missedAfter.get(number) || [];
    return list.map((verdict) => missedCard(verdict, sc.t("missed.searched", { first: verdict.searched[0], last: verdict.searched[1] })));
  }

  const isEverywhere = (verdict, data) => verdict.searched[0] === 0 && verdict.searched[1] >= data.turns.length - 1;

  /** Return what was looked for in the whole call and not heard, or `null`. */
  function nowhere(list) {
    if (!list.length) return null;
    return sc.h("section", { class: "card nowhere" }, sc.h("h2", {}, sc.t("missed.nowhere", { count: list.length })), sc.h("ul", {}, list.map((verdict) => sc.h("li", {}, missedCard(verdict, "")))));
  }

  /** Return whether `verdict` is about something that was looked for and not heard. */
  const isMissed = (verdict) => !verdict.evidence.length && !verdict.measured && Boolean(verdict.searched);

  /** Return what came nearest, in words. */
  function nearest(found) {
    const place = state.data.places[found.place];
    const lacks = (found.lacks || []).map((part) => `“${part}”`).join(sc.t("comma"));
    return sc.t("missed.nearest", { turn: place.turn + 1, quote: place.quote, percent: Math.round(100 * found.similarity) }) + (lacks ? sc.t("missed.lacks", { lacks }) : "");
  }

  function added(number) {
    return sc.review
      .of(state.row.page)
      .filter((item) => item.missed && item.turn === number)
      .map((item) => sc.h("p", { class: "added" }, sc.t("review.added"), item.cue ? sc.cueTitle(item.cue) : (sc.ruleById(item.rule) ? sc.ruleTitle(sc.ruleById(item.rule)) : item.rule), item.note && `${sc.t("colon")}${item.note}`));
  }

  function turn(number) {
    const [speaker, start, end, pieces] = state.data.turns[number];
    const time = start === null || start === undefined ? null : sc.clock(start);
    const play = time && sc.audio.has() ? sc.h("button", { type: "button", class: "play", "aria-label": sc.t("audio.play_from", { time }), onclick: () => sc.audio.playFrom(start) }, "▶ ", time) : time && sc.h("time", {}, time);
    const add = sc.h("button", { type: "button", class: "add", title: sc.t("review.add"), "aria-label": sc.t("review.add_at", { turn: number + 1 }), onclick: () => state.onAdd(number) }, "＋");
    return sc.h(
      "li",
      { class: `turn ${speaker}${(end ?? 0) < (start ?? 0) ? " odd" : ""}`, id: `turn-${number}`, "data-turn": number },
      sc.h("div", { class: "who" }, sc.h("span", { class: "speaker" }, sc.t(`speaker.${speaker}`)), sc.h("span", { class: "number" }, `#${number + 1}`), play, add),
      sc.h("p", { class: "said", dir: "ltr" }, pieces.length ? pieces.map(piece) : sc.h("i", {}, sc.t("transcript.silent"))),
      notes(number),
      sc.h("div", { class: "additions" }, added(number)),
      missed(number),
    );
  }

  /** Draw the turns up to `until`, and some more. */
  function reach(until) {
    const total = state.data.turns.length;
    const to = Math.min(total, until + AT_ONCE);
    if (to <= state.drawn) return;
    const lines = [];
    for (let number = state.drawn; number < to; number += 1) lines.push(turn(number));
    state.list.append(...lines);
    state.drawn = to;
    state.more.hidden = to === total;
    state.more.textContent = sc.t("transcript.more", { shown: sc.number(to), all: sc.number(total) });
  }

  /** Return the transcript of the call; `onVerdict`, `onPlaces` and `onAdd` are told what is chosen. */
  function make(row, data, { onVerdict, onPlaces, onAdd }) {
    const brokenAt = new Map();
    const brokenIn = new Map();
    const missedAfter = new Map();
    const whole = [];
    const add = (map, key, verdict) => {
      if (!map.has(key)) map.set(key, []);
      if (!map.get(key).includes(verdict)) map.get(key).push(verdict);
    };
    for (const verdict of sc.violations(data)) {
      for (const number of verdict.evidence) {
        add(brokenAt, number, verdict);
        add(brokenIn, data.places[number].turn, verdict);
      }
      for (const [, , stretches] of verdict.measured || []) for (const [first] of stretches) add(brokenIn, first, verdict);
      if (isMissed(verdict) && isEverywhere(verdict, data)) whole.push(verdict);
      else if (isMissed(verdict)) add(missedAfter, sc.clamp(verdict.searched[1], data.turns.length - 1), verdict);
    }
    const list = sc.h("ol", { class: "turns", start: 0 });
    const more = sc.h("button", { type: "button", class: "more", hidden: true, onclick: () => reach(state.drawn) });
    const section = sc.h("section", { class: "transcript", "aria-label": sc.t("transcript.title") });
    state = { row, data, section, brokenAt, brokenIn, missedAfter, open: new Set(sc.leftOpen(data).flatMap((verdict) => verdict.evidence)), onVerdict, onAdd, list, more, drawn: 0 };
    const choose = (event) => {
      const hit = event.target.closest("mark.hit");
      if (!hit) return;
      onPlaces(hit.dataset.places.split(" ").map(Number), hit);
    };
    list.addEventListener("click", choose);
    list.addEventListener("keydown", (event) => {
      if ((event.key === "Enter" || event.key === " ") && event.target.matches("mark.hit")) {
        event.preventDefault();
        choose(event);
      }
    });
    reach(0);
    const empty = data.turns.length ? null : sc.h("p", { class: "empty" }, sc.t("transcript.empty"));
    section.append(...[list, empty, more, nowhere(whole)].filter(Boolean));
    return section;
  }

  function turnNode(number) {
    if (number < 0 || number >= state.data.turns.length) return null;
    reach(number);
    return document.getElementById(`turn-${number}`);
  }

  /** Bring `node` to the middle of the view, and light it up for a moment. */
  function bring(node) {
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "instant" });
    node.classList.remove("lit");
    requestAnimationFrame(() => node.classList.add("lit"));
  }

  return {
    make,
    isMissed,
    nearest,
    goTo: (number) => bring(turnNode(number)),
    /** Show where `verdict` has what it rests on, or where it looked. */
    point(verdict) {
      state.list.querySelectorAll(".in-reach, .chosen").forEach((node) => node.classList.remove("in-reach", "chosen"));
      if (isMissed(verdict)) {
        const [first, last] = verdict.searched;
        turnNode(Math.min(last, state.data.turns.length - 1));
        if (!isEverywhere(verdict, state.data)) for (let number = first; number <= last && number < state.drawn; number += 1) document.getElementById(`turn-${number}`).classList.add("in-reach");
        const card = state.section.querySelector(`.missed[data-rule="${CSS.escape(sc.ruleOf(verdict.rule).id)}"]`);
        bring(card || turnNode(first));
        return;
      }
      const place = state.data.places[verdict.evidence[0]];
      const stretch = (verdict.measured || []).map(([, , stretches]) => stretches[0]).find(Boolean);
      if (!place) {
        if (stretch) bring(turnNode(stretch[0]));
        return;
      }
      bring(turnNode(place.turn));
      for (const number of verdict.evidence) {
        state.list.querySelectorAll(`mark[data-places~="${number}"]`).forEach((node) => node.classList.add("chosen"));
      }
    },
    showDropped: (shown) => state.list.classList.toggle("with-dropped", shown),
    refreshAdded() {
      for (const node of state.list.children) node.querySelector(".additions").replaceChildren(...added(Number(node.dataset.turn)));
    },
    playing(number) {
      state.list.querySelectorAll(".playing").forEach((node) => node.classList.remove("playing"));
      const node = document.getElementById(`turn-${number}`);
      if (node) node.classList.add("playing");
    },
  };
})();
