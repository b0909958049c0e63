// The keys of Today, and the page of a new day. Every line can be settled without this file.
"use strict";

{
  const HIDDEN_FOR = 30 * 60 * 1000; // milliseconds after which somebody who comes back begins a new visit
  const OFF = "today-keys-off";
  const keys = document.getElementById("keys");
  const use = document.getElementById("use-keys");
  const PARTS = ":is(#today, #arrived)";
  const LINES = `${PARTS} .row:not(.steps .row)`; // the first steps are no lines: they are not settled or put off
  const name = (line) => line.querySelector(".row-name a");
  const lines = () => [...document.querySelectorAll(LINES)].filter((one) => name(one)?.checkVisibility());
  const lineAt = (place) => place.closest?.(LINES);
  const writing = (place) => place.closest("input, select, textarea, [contenteditable]");

  // ── Lines: the focus stands on the name, which is a link as any other ──
  function go(line) {
    if (!line) return;
    for (const menu of document.querySelectorAll(`${PARTS} details.more[open]`)) menu.open = false;
    name(line).focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = lines();
    const here = all.indexOf(lineAt(document.activeElement));
    go(here < 0 ? all[by > 0 ? 0 : all.length - 1] : all[here + by]);
  }

  function settle(line) {
    const settles = line.dataset.done === "more" ? ".more-list :is(button, a)" : ".line-act :is(summary, button, a)";
    const act = line.querySelector(settles) ?? line.querySelector(".row-actions :is(button, a)");
    if (!act) return;
    act.click();
    if (act.matches("summary")) act.parentElement.querySelector("textarea")?.focus();
  }

  function putOff(line) {
    const day = line.querySelector(".later button");
    if (!day) return;
    day.closest("details").open = true;
    day.focus();
  }

  function explain(line) {
    const why = line.querySelector("details.why");
    if (!why) return;
    why.open = !why.open;
    (why.open ? why.querySelector("summary") : name(line)).focus();
  }

  const act = { e: settle, s: putOff, w: explain, o: (line) => name(line).click() };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!use.checked || keys.open || writing(event.target)) return;
    const { key } = event;
    const line = lineAt(event.target);
    if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
    else if (key === "?") keys.showModal();
    else if (key === "/") location.assign(keys.dataset.people);
    else if (key in act && line) act[key](line);
    else return;
    event.preventDefault();
  });

  // In a menu the arrows go from one choice to the next.
  document.addEventListener("keydown", (event) => {
    const list = event.target.closest(`${PARTS} .more-list`);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!list || !by) return;
    const choices = [...list.querySelectorAll("a, button")];
    choices[(choices.indexOf(event.target) + by + choices.length) % choices.length].focus();
    event.preventDefault();
  });

  // Who speaks to the browser, or has other uses for single letters, can do without (WCAG 2.1.4); this browser remembers.
  use.checked = localStorage.getItem(OFF) === null;
  use.addEventListener("change", () => (use.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "")));

  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-keys]")) keys.showModal();
    else if (target.closest("[data-close]")) keys.close();
  });

  // ── Whoever settles a line by the keyboard goes on with the one that took its place ──
  const held = new WeakMap(); // by request
  document.addEventListener("htmx:beforeSwap", ({ detail: { target, xhr } }) => {
    const line = target.matches(PARTS) && xhr.status !== 422 && lineAt(document.activeElement); // what is refused has its own focus
    if (line) held.set(xhr, { id: line.id, place: lines().indexOf(line) });
  });
  document.addEventListener("htmx:afterSettle", ({ detail: { xhr } }) => {
    const { id, place } = held.get(xhr) ?? {};
    if (!id) return;
    held.delete(xhr);
    const all = lines();
    go(document.getElementById(id) ?? all[Math.min(place, all.length - 1)]);
  });

  // ── A page that was left open overnight shows the new day when one comes back to it ──
  let left = 0;
  const begun = new Date().toDateString();
  const typed = () => [...document.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) left = Date.now();
    else if (!typed() && (Date.now() - left > HIDDEN_FOR || new Date().toDateString() !== begun)) location.reload();
  });
}
