"use strict";
// Where the reader is, held behind `#`: that opens from disk, goes back, and can be linked to.
sc.route = {
  /** Return the parameters: `call`, `turn`, and the filters. */
  get() {
    return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  },
  hash(params) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(params)) if (value !== null && value !== undefined && value !== "") search.set(name, value);
    return `#${search}`;
  },
  /** Go to `params`; with `replace`, without a step to go back. */
  go(params, { replace = false } = {}) {
    const hash = this.hash(params);
    if (hash === (location.hash || "#")) return;
    if (replace) location.replace(hash);
    else location.hash = hash;
  },
  /** Return the way to the call on `page`, which leads back to the calls as they are filtered now. */
  toCall: (page) => ({ ...sc.filters.params(), call: page }),
};
