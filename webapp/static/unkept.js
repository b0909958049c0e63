// What is kept as it is typed: what the server does not have yet is sent when the page is left, and what did not reach it
// goes after the next that does. The pages work without this file: they have a button that keeps all of it.
"use strict";
(() => {
  const ITSELF = '[hx-post][hx-trigger^="input"]'; // a form, or a field of one
  const unkept = new Map(); // those that were typed in, each with a mark of the last stroke
  const onTheWay = new Map(); // by request: the mark of what it carries
  const failed = new Set();

  document.addEventListener("input", ({ target }) => {
    const one = target.closest(ITSELF);
    if (one) unkept.set(one, {});
  });
  document.addEventListener("htmx:beforeRequest", ({ target, detail: { xhr } }) => {
    if (target.matches(ITSELF)) onTheWay.set(xhr, unkept.get(target));
  });
  document.addEventListener("htmx:afterRequest", ({ target, detail: { xhr } }) => {
    if (!onTheWay.has(xhr)) return;
    const carried = onTheWay.get(xhr);
    onTheWay.delete(xhr);
    if (xhr.status !== 200) return void failed.add(target);
    if (unkept.get(target) === carried) unkept.delete(target);
    failed.delete(target);
    for (const other of failed) htmx.trigger(other, "again");
    failed.clear();
  });

  function sendUnkept() {
    const left = [...unkept.keys()].filter((one) => one.isConnected);
    for (const form of new Set(left.map((one) => one.closest("form")))) {
      const body = new FormData(form);
      const whole = unkept.has(form);
      const goes = (name) => whole || name === "csrf_token" || unkept.has(form.elements[name]);
      for (const name of [...body.keys()]) if (!goes(name)) body.delete(name);
      // What is on its way changes what the page had seen: that is no other window.
      if (onTheWay.size) body.delete("seen");
      navigator.sendBeacon(form.action, body);
    }
  }
  // Before the next page is asked for: what a page sends while it goes away may be lost at the service worker. Phones may
  // leave that moment out. The same text twice is the same text.
  window.addEventListener("beforeunload", sendUnkept);
  window.addEventListener("pagehide", sendUnkept);
})();
