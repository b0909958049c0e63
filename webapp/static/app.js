// What htmx does not do by itself: the token, honest failures, changes seen by themselves, two keys.
// Every page works without this file.
"use strict";

const text = {
  offline: _("The server cannot be reached. Nothing you typed is lost; it stays here until you send it again."),
  slow: _("The server took too long to answer. It may still have done it: look before you send it again."),
  401: _("You have been logged out. Copy what you typed, then reload the page to log in again."),
  400: _("This page is too old to be sent. Copy what you typed, then reload the page."),
  403: _("This page is too old to be sent. Copy what you typed, then reload the page."),
  404: _("What this is about is no longer there. Reload the page to see what is."),
  429: _("That was too often in a short time. Wait a minute, then try again."),
  error: _("Something went wrong on the server. Nothing you typed is lost; try again in a moment."),
  back: _("You are online again. Nothing you typed is lost: try again, and it is sent."),
  changed: _("Something has changed here meanwhile. Perhaps it was done after all: look before you send it again."),
};

// ── Failures ────────────────────────────────────────────────────────────────
const PATIENCE = 10000;
const trouble = () => document.getElementById("trouble");
let failed; // what can be sent again: {control, send, version}
let tried; // the button whose act was sent again
let asking = false;

/** Say what went wrong; `act` is what "Try again" does, null where it must not. */
function say(words, act = failed) {
  const place = trouble();
  if (!place) return;
  failed = act;
  const [said, again] = place.children;
  said.textContent = words;
  again.hidden = !act;
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
  if (act && act.control === tried) again.focus();
  tried = undefined;
}

function unsay() {
  failed = tried = undefined;
  if (trouble()) trouble().hidden = true;
}

/** The server answers again. */
function back() {
  const place = trouble();
  if (!place || place.hidden || place.firstElementChild.textContent !== text.offline) return;
  if (!failed) return unsay();
  place.firstElementChild.textContent = text.back;
}

// A fragment that fetches itself is no act of the user's: pulse() below tells when the server is away.
const byItself = (event) => event.detail.requestConfig?.triggeringEvent?.type === "changed";

/** The same request once more, with what stands in the form by then; its part may have been fetched again meanwhile. */
function request({ detail: { elt, requestConfig } }) {
  const { verb, path, triggeringEvent, version } = requestConfig;
  const button = triggeringEvent?.submitter;
  const send = () => {
    const source = elt.isConnected ? elt : document.querySelector(`[hx-${verb}="${CSS.escape(path)}"]`);
    if (!source) return say(text[404], null);
    const values = button?.name ? { [button.name]: button.value } : {};
    htmx.ajax(verb, path, { source, values, event: triggeringEvent }).catch(() => undefined); // that it failed is said below
  };
  return { control: button ?? document.activeElement, send, version };
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb === "get") return;
  detail.headers["X-CSRFToken"] = document.querySelector('meta[name="csrf-token"]').content;
  // The version from before tells afterwards whether it was done. What is sent without a network surely was not.
  if (navigator.onLine) detail.version = version;
});
document.addEventListener("htmx:sendError", (event) => byItself(event) || say(text.offline, request(event)));
document.addEventListener("htmx:timeout", (event) => byItself(event) || say(text.slow, null));
document.addEventListener("htmx:responseError", (event) => {
  if (byItself(event)) return;
  const { status } = event.detail.xhr;
  say(text[status] ?? text.error, status === 429 || status >= 500 ? request(event) : null);
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (byItself(event)) return;
  if (event.detail.successful) unsay();
  if (event.detail.requestConfig.verb !== "get") pulseNow(); // the other parts of the page need not wait for the beat
});
// A plain form that is sent where the server is away would end on a page of the browser's, and what was typed with it.
// So the server is asked first whether it is there: the browser believes to be online wherever there is a network.
// At the window, so that whoever keeps an act for later has had its turn.
let held = false; // a form, until the server has answered
let free = false; // it has: now the form goes
window.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.method !== "post" || form.matches(".logout")) return;
  if (free) return void (free = false);
  if (!document.body.dataset.pulseUrl && navigator.onLine) return; // the log-in has nobody's version to ask for
  event.preventDefault();
  if (held) return;
  held = true;
  const send = () => {
    const there = form.isConnected ? form : [...document.forms].find((one) => one.action === form.action);
    if (!there) return say(text[404], null);
    const same = (one) => one.type === "submit" && one.name === submitter?.name && one.value === submitter?.value;
    there.requestSubmit(submitter?.form === there ? submitter : [...there.elements].find(same));
  };
  leave(submitter);
  try {
    await newest();
    free = true;
    send();
    if (free) arrive(); // it did not go: a field was emptied meanwhile
  } catch (error) {
    arrive();
    refuse(error, { control: submitter ?? form, send });
  }
  held = free = false;
});
window.addEventListener("offline", () => say(text.offline));
window.addEventListener("online", back);

/** The version, which moves with whatever is written; throws where the server is away or refuses. */
async function newest() {
  const how = { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(document.body.dataset.pulseUrl, how);
  if (!answer.ok) throw new Error(answer.status);
  return String((await answer.json()).version);
}

/** Say why nothing was sent. */
const refuse = ({ message }, act) => say(text[message] ?? text.offline, message in text ? null : act);

/** Whether an act that failed may have been done all the same. */
const mayBeDone = async ({ version }) => version !== undefined && (await newest()) !== version;

/** Do again what failed. The focus goes back to where it began, and on from there as ever. */
function again(act) {
  const { control } = act;
  (control.closest("details:not([open])")?.querySelector("summary") ?? control).focus({ preventScroll: true });
  if (document.activeElement.closest("#trouble")) document.querySelector("main").focus({ preventScroll: true });
  unsay();
  if (control.matches("button")) tried = control;
  act.send();
}

// At the window, after the menus were closed.
window.addEventListener("click", async ({ target }) => {
  const act = failed;
  if (!act || asking || !target.closest("#trouble button")) return;
  asking = true;
  try {
    if (await mayBeDone(act)) say(text.changed, null);
    else again(act);
  } catch (error) {
    refuse(error, act);
  }
  asking = false;
});

// ── What was tapped or written and waits on this device is sent from any page; most have nothing to send ──
const { queueScript } = document.currentScript.dataset;

function sendWhatWaits() {
  try {
    if (!Object.keys(localStorage).some((name) => name.startsWith("queue:"))) return;
  } catch {
    return; // this browser keeps nothing
  }
  window.removeEventListener("storage", sendWhatWaits);
  document.head.append(Object.assign(document.createElement("script"), { src: queueScript }));
}
if (!document.querySelector("[data-queue]")) {
  window.addEventListener("storage", sendWhatWaits); // another tab
  sendWhatWaits();
}

// ── Changes: when the version moved, parts with hx-trigger="changed from:body" fetch themselves ──
const BEAT = 2000;
const SLOWEST = 60000;
let version = document.body.dataset.pulseVersion;
let pause = BEAT;
let timer;
let behind = false; // something changed while a part was being fetched

/** Let all parts fetch themselves; where one is just doing that, afterwards: htmx would forget it with what it replaces. */
function bringUpToDate() {
  behind = Boolean(document.querySelector('.htmx-request[hx-trigger*="changed"]'));
  if (!behind) htmx.trigger(document.body, "changed");
}
document.addEventListener("htmx:afterRequest", () => behind && bringUpToDate());

async function pulse() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    const seen = await newest();
    back();
    pause = BEAT;
    if (seen !== version) {
      version = seen;
      bringUpToDate();
    }
  } catch ({ message }) {
    if (message === "401") return document.dispatchEvent(new Event("logged-out")); // the next act says so
    pause = Math.min(pause * 2, SLOWEST);
    if (pause > 4 * BEAT) say(text.offline); // a blip or a restart is not worth a word
  }
  timer = setTimeout(pulse, pause);
}

function pulseNow() {
  pause = BEAT;
  if (!document.hidden) pulse();
}

if (document.body.dataset.pulseUrl) {
  document.addEventListener("visibilitychange", pulseNow);
  window.addEventListener("online", pulseNow);
  timer = setTimeout(pulse, BEAT);
}

// A part that is being written in, or has just offered an Undo, is not replaced under the user's hands; it catches up
// once they are done. Nor is one in which a button is held down, whose click would be lost, or from which something is
// on its way: htmx tells of what failed only where that still stands in the page.
const UNDO = 20000;
const typed = (control) =>
  control.type !== "hidden" &&
  (control.type === "checkbox" || control.type === "radio"
    ? control.checked !== control.defaultChecked
    : "defaultValue" in control && control.value !== control.defaultValue);
const inUse = (part) =>
  part.matches(":active") ||
  part.querySelector('.htmx-request:not([hx-trigger^="changed"])') ||
  part.querySelector("input:focus, select:focus, textarea:focus, details.more[open]") ||
  part.querySelector(".is-settled:not([data-read]), .is-settled:hover, .is-settled:focus-within") ||
  [...part.querySelectorAll("input, textarea")].some(typed);

document.addEventListener("htmx:beforeRequest", (event) => {
  const part = event.detail.elt;
  if (byItself(event) && inUse(part)) {
    event.preventDefault();
    part.dataset.stale = "";
  }
});
// What was asked for before the user began to write comes too late.
document.addEventListener("htmx:beforeSwap", (event) => {
  const part = event.detail.target;
  if (byItself(event) && inUse(part)) {
    event.detail.shouldSwap = false;
    part.dataset.stale = "";
  }
});
function catchUp() {
  const stale = [...document.querySelectorAll("[data-stale]")].filter((part) => !inUse(part));
  for (const part of stale) delete part.dataset.stale;
  if (stale.length) bringUpToDate();
}
for (const done of ["focusout", "pointerup", "pointercancel"]) document.addEventListener(done, () => setTimeout(catchUp, 100));
document.addEventListener("htmx:afterRequest", catchUp);
// What just happened follows the reader for as long, and then scrolls away with the page.
let reading;
function keepInSight() {
  const notices = document.getElementById("notices");
  if (!notices) return;
  clearTimeout(reading);
  delete notices.dataset.read;
  reading = setTimeout(() => (notices.dataset.read = ""), UNDO);
}
keepInSight();
document.addEventListener("htmx:oobAfterSwap", ({ detail: { target } }) => target.id === "notices" && keepInSight());
document.addEventListener("htmx:load", ({ detail: { elt } }) => {
  if (!elt.matches(".is-settled")) return;
  elt.addEventListener("pointerleave", () => setTimeout(catchUp, 100));
  setTimeout(() => {
    elt.dataset.read = "";
    catchUp();
  }, UNDO);
});

// What the user opened stays open when its part is fetched again, and whoever works by the keyboard goes on from the
// section where they were instead of from the top of the page.
const before = new WeakMap(); // by request: several parts may be fetched at the same moment
// A form that was folded open has no id: its part closes it with the answer to what it sent, and with nothing else.
const folded = (action) => `details.folded:has(> form[action="${CSS.escape(action)}"])`;
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target: part, xhr } = event.detail;
  if (!part) return;
  const forms = byItself(event) ? [...part.querySelectorAll("details.folded[open] > form")] : [];
  before.set(xhr, {
    opened: [...part.querySelectorAll("details[id][open]")].map((one) => `#${CSS.escape(one.id)}`)
      .concat(forms.map((form) => folded(form.getAttribute("action")))),
    section: part.contains(document.activeElement) ? document.activeElement.closest("section[id]")?.id : undefined,
  });
});
document.addEventListener("htmx:afterSettle", ({ detail: { xhr } }) => {
  const { opened = [], section } = before.get(xhr) ?? {};
  for (const place of opened) document.querySelector(place)?.setAttribute("open", "");
  if (section && document.activeElement === document.body) {
    const title = document.getElementById(`${section}-title`) ?? document.querySelector("main");
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }
});

// ── Keys: "/" searches, Escape closes ───────────────────────────────────────
const writing = (place) => place.closest("input, select, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !writing(event.target)) {
    const search = document.querySelector("[data-search]");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape" && (!writing(event.target) || event.target.closest(".room-sheet"))) {
    const open = event.target.closest("details[open]") ?? document.querySelector(":is(details.more, .room-sheet)[open]");
    open?.removeAttribute("open");
    open?.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.more[open]")) {
    if (!open.contains(event.target)) open.removeAttribute("open");
  }
});

// A menu that opens below the fold, or behind the bar, is brought into sight.
document.addEventListener(
  "toggle",
  ({ target }) => target.matches("details.more[open]") && target.querySelector(".more-list").scrollIntoView({ block: "nearest" }),
  true,
);

// ── On the way to another page: what was tapped shows it at once, the page after a moment ──
const MOMENT = 300;
const root = document.documentElement;
let leaving;

function leave(tapped) {
  if (tapped?.matches(".is-tapped")) return; // on its way already
  arrive();
  tapped?.classList.add("is-tapped");
  leaving = setTimeout(() => root.classList.add("is-leaving"), MOMENT);
}

function arrive() {
  clearTimeout(leaving);
  root.classList.remove("is-leaving");
  for (const tapped of document.querySelectorAll(".is-tapped")) tapped.classList.remove("is-tapped");
}

// At the window, after whoever does something else with it.
window.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const elsewhere = link.origin !== location.origin || link.target || link.hasAttribute("download");
  const here = link.hash && link.pathname + link.search === location.pathname + location.search;
  if (!elsewhere && !here) leave(link);
});
window.addEventListener("submit", ({ defaultPrevented, submitter }) => defaultPrevented || leave(submitter));
window.addEventListener("pageshow", arrive); // also where the browser kept the page as it was left

// ── Set-up: the zone of this browser is chosen beforehand ───────────────────
for (const choice of document.querySelectorAll('select[data-zone="guess"]')) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...choice.options].some((option) => option.value === here)) choice.value = here;
}

// ── How long a text takes when it is spoken, while it is typed; and a button that prints ──
const WORDS_A_MINUTE = 150;
document.addEventListener("input", (event) => {
  const said = event.target.dataset?.spoken && document.getElementById(event.target.dataset.spoken);
  if (!said) return;
  const words = event.target.value.split(/\s+/).filter(Boolean).length;
  said.textContent = _("%(seconds)s seconds when spoken.", { seconds: Math.round((words * 60) / WORDS_A_MINUTE) });
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
