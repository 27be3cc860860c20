"use strict";
// Right, wrong, unsure, a note; and what was missed.
sc.marking = (function () {
  const MARKS = [
    ["right", "✓"],
    ["wrong", "✗"],
    ["unsure", "?"],
  ];

  /** Return buttons that mark `item` of the call on `page`; `item` says what it is about. */
  function buttons(page, item) {
    const key = item.rule ? sc.review.keys.rule(item.rule) : sc.review.keys.hit(item);
    const box = sc.h("div", { class: "marking" });
    const current = () => sc.review.get(page, key) || {};
    // What somebody else has said is theirs: it is not said again under another name.
    const mine = () => sc.review.everyone(current()).find((each) => sc.review.isMine(each)) || {};
    const set = (change) => {
      sc.review.set(page, { ...item, ...pick(mine()), ...change });
      draw();
    };
    const pick = ({ mark, note }) => ({ ...(mark ? { mark } : {}), ...(note ? { note } : {}) });

    function draw() {
      const { mark = "", note = "" } = mine();
      const group = sc.h("div", { class: "choices", role: "group", "aria-label": sc.t("review.mark") });
      for (const [name, sign] of MARKS) {
        group.append(sc.h("button", { type: "button", class: `choice ${name}`, "aria-pressed": String(mark === name), onclick: () => toggle(name) }, sc.h("span", { "aria-hidden": "true" }, sign), " ", sc.t(`mark.${name}`)));
      }
      const noteButton = sc.h("button", { type: "button", class: "choice note-button", onclick: () => openNote() }, sc.t(note ? "review.note_edit" : "review.note"));
      group.append(noteButton);
      const others = sc.review.everyone(current()).filter((each) => (each.mark || each.note) && !sc.review.isMine(each));
      const said = others.length > 0 && sc.h("ul", { class: "said-by" }, others.map((each) => sc.h("li", {}, [each.reviewer || sc.t("reviewer.nobody"), each.stage && sc.t(`stage.${each.stage}`), each.mark && sc.t(`mark.${each.mark}`)].filter(Boolean).join(" · "), each.note && sc.h("q", {}, each.note))));
      box.replaceChildren(...[group, note && sc.h("p", { class: "noted" }, note), said].filter(Boolean));
    }

    function toggle(name) {
      const { mark } = mine();
      const at = [...box.querySelectorAll(".choice")].indexOf(document.activeElement);
      set({ mark: mark === name ? "" : name });
      if (at >= 0) box.querySelectorAll(".choice")[at].focus();
    }

    function openNote() {
      const field = sc.h("textarea", { rows: 2, "aria-label": sc.t("review.note"), placeholder: sc.t("review.note_hint"), maxlength: 2000 });
      field.value = mine().note || "";
      const keep = () => {
        if (!field.isConnected) return;
        set({ note: field.value.trim() });
      };
      field.addEventListener("keydown", (event) => {
        if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
          event.preventDefault();
          event.stopPropagation();
          keep();
          const again = box.querySelector(".note-button");
          if (again) again.focus();
        }
      });
      field.addEventListener("blur", keep);
      box.replaceChildren(box.firstChild, field);
      field.focus();
    }

    draw();
    box.toggle = toggle;
    box.openNote = openNote;
    return box;
  }

  function option(value, label) {
    return sc.h("option", { value }, label);
  }

  /** Ask for what was missed in `turn`, from 0; `quote` is what was selected there. People count turns from 1. */
  function addMissed(row, data, turn, quote, done) {
    const byTitle = new Intl.Collator("zh-CN").compare;
    const cueIds = Object.keys(sc.shared.cues).length ? Object.keys(sc.shared.cues) : [...new Set(data.places.map((place) => place.cue))];
    const cues = cueIds.map((id) => [`cue:${id}`, `${sc.cueTitle(id)} (${id})`]).sort((one, other) => byTitle(one[1], other[1]));
    const rules = data.verdicts.filter((verdict) => verdict.verdict !== "fail").map((verdict) => sc.ruleOf(verdict.rule)).map((rule) => [`rule:${rule.id}`, `${sc.ruleTitle(rule)} (${rule.id})`]);
    const what = sc.h("select", { id: "missed-what", required: true }, option("", sc.t("review.choose")), sc.h("optgroup", { label: sc.t("review.missed_rules") }, rules.map(([value, label]) => option(value, label))), sc.h("optgroup", { label: sc.t("review.missed_cues") }, cues.map(([value, label]) => option(value, label))));
    const search = sc.h("input", { type: "search", id: "missed-search", placeholder: sc.t("review.find") });
    const all = [...what.querySelectorAll("option")];
    search.addEventListener("input", () => {
      const wanted = search.value.trim().toLowerCase();
      for (const each of all) each.hidden = Boolean(each.value) && !each.textContent.toLowerCase().includes(wanted);
      const first = all.find((each) => each.value && !each.hidden);
      if (wanted && first) what.value = first.value;
    });
    const number = sc.h("input", { type: "number", id: "missed-turn", min: 1, max: Math.max(1, data.turns.length), value: turn + 1, required: true });
    const words = sc.h("input", { type: "text", id: "missed-quote", value: quote });
    const note = sc.h("textarea", { id: "missed-note", rows: 2, maxlength: 2000 });
    const field = (label, node) => sc.h("label", {}, sc.h("span", {}, sc.t(label)), node);
    const form = sc.h(
      "form",
      { method: "dialog", class: "missed-form" },
      sc.h("p", {}, sc.t("review.missed_hint")),
      field("review.what", sc.h("div", { class: "pair" }, search, what)),
      field("review.turn", number),
      field("review.quote", words),
      field("review.note", note),
      sc.h("div", { class: "buttons" }, sc.h("button", { type: "submit", class: "primary" }, sc.t("review.add_it"))),
    );
    const dialog = sc.dialog(sc.t("review.add"), form);
    form.addEventListener("submit", () => {
      const at = what.value.indexOf(":");
      const item = { missed: true, [what.value.slice(0, at)]: what.value.slice(at + 1), turn: Number(number.value) - 1 };
      if (words.value.trim()) item.quote = words.value.trim();
      if (note.value.trim()) item.note = note.value.trim();
      sc.review.set(row.page, item);
      done();
    });
    search.focus();
    return dialog;
  }

  return { buttons, addMissed };
})();
