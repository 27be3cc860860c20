"use strict";
// Elements made by hand: text never becomes markup, whatever a transcript holds.
var sc = {};

/** Return an element. `props` are attributes, but `class`, and `on…` listeners as functions. */
sc.h = function (tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
};

/** Return `true` where a key press is meant for a field, not for the page. */
sc.isTyping = function (event) {
  const at = event.target;
  return at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|SELECT|TEXTAREA|AUDIO)$/.test(at.tagName));
};

/** Open a dialog with `title` and `body`; it is taken out again when it closes. */
sc.dialog = function (title, body, { wide = false } = {}) {
  const heading = sc.h("h2", { id: "dialog-title" }, title);
  const close = sc.h("button", { type: "button", class: "icon", "aria-label": sc.t("close"), onclick: () => dialog.close() }, "✕");
  const dialog = sc.h("dialog", { "aria-labelledby": "dialog-title", class: wide ? "wide" : "" }, sc.h("header", {}, heading, close), body);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
};

/** Say `text` to those who see the page and to those who hear it. */
sc.say = function (text, kind = "") {
  const box = document.getElementById("said");
  const line = sc.h("p", { class: `toast ${kind}` }, text);
  box.append(line);
  setTimeout(() => line.remove(), kind === "bad" ? 12000 : 5000);
};

/** Return `value`, kept between 0 and `limit`. */
sc.clamp = (value, limit) => Math.max(0, Math.min(limit, value));

/** Run `action` once, a frame from now, however often it was asked for. */
sc.inFrame = function (action) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      action();
    });
  };
};
