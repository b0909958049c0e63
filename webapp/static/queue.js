// What was tapped or written waits on this device until the server has it, whatever page is open then.
// Each entry has a key of its own, so that one which is sent twice counts once. The brief and the page of a running
// interview load this file, and any other page on a device where something waits (app.js).
"use strict";

const queue = (() => {
  const SHELF = "queue:"; // a line of storage for each entry, so that two tabs do not write over each other
  const CLOCK = "queue-clock"; // what is known of the clock: how far it is off, and the last time that was given
  const FIRST_PAUSE = 2000;
  const LONGEST_PAUSE = 60000;
  const PATIENCE = 20000;
  const SLOW_CLOCK = 30000; // as far as a clock may be off without being put right
  const FAR_AHEAD = 86400000;
  const TRIES = 3; // as often as the server may fail at one entry while it takes others
  const changed = () => document.dispatchEvent(new CustomEvent("queue"));
  const here = () => document.querySelector('meta[name="user"]')?.content ?? user;

  let user; // who is signed in, as the server last said
  let trouble = ""; // offline, out or other
  let sending = false;
  let again = false;
  let pause = FIRST_PAUSE;
  let timer;

  // ── The shelf ─────────────────────────────────────────────────────────────
  const read = (name) => JSON.parse(localStorage.getItem(name) ?? "null");
  const write = (entry) => localStorage.setItem(SHELF + entry.fields.key, JSON.stringify(entry));
  const drop = (entry) => localStorage.removeItem(SHELF + entry.fields.key);

  const settled = new Map(); // by key: what the server has since this page was opened; it goes with the page

  const shelf = () => Object.keys(localStorage).filter((name) => name.startsWith(SHELF)).map(read).filter(Boolean);

  /** All of this user's, the first first: {user, url, page, about, fields, stays, safe, tries, refused}. */
  function entries(whose = here()) {
    const all = new Map([...settled.values(), ...shelf()].map((entry) => [entry.fields.key, entry]));
    const mine = [...all.values()].filter((entry) => entry.user === whose);
    return mine.sort((one, other) => (one.fields.at < other.fields.at ? -1 : 1));
  }

  /** Change what is on the shelf. What was thrown away meanwhile does not come back. */
  function update(entry, more) {
    if (localStorage.getItem(SHELF + entry.fields.key)) write({ ...entry, ...more });
  }

  const waiting = (whose) => entries(whose).filter((entry) => !entry.safe);

  /** The time of the server as far as this device knows it, each later than the one before: taps keep their order. */
  function now() {
    const { off, last } = read(CLOCK) ?? { off: 0, last: 0 };
    const there = Date.now() + off;
    const at = last > there + FAR_AHEAD ? there : Math.max(there, last + 1);
    localStorage.setItem(CLOCK, JSON.stringify({ off, last: at }));
    return new Date(at).toISOString();
  }

  const newKey = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  /** Keep `fields` until `url` has taken them; false where this browser keeps nothing. With `stays` they can be read on
   * as long as a copy of their page is kept, which is older than they are. `about` names what they are about. */
  function add(url, fields, { stays = false, about = "" } = {}) {
    try {
      const page = location.pathname;
      const entry = { user: here(), url, page, about, stays, fields: { ...fields, key: newKey(), at: now() } };
      write(entry);
      changed();
      send();
      return entry;
    } catch {
      return false;
    }
  }

  /** Send what was refused as it is once more. */
  function retry(entry) {
    update(entry, { refused: undefined, tries: 0 });
    changed();
    send();
  }

  function forget(entry) {
    drop(entry);
    changed();
  }

  /** What stands in an entry, for people. */
  const inWords = ({ about, fields: { name, met, common_ground, agreed, note, text } }) =>
    [name || about, met === "no" && _("Not met"), common_ground, agreed && _("Agreed to meet"), note, text].filter(Boolean).join(" · ");

  async function copy(some, button) {
    const text = some.map(inWords).join("\n");
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A page that is not served over https has no clipboard of its own.
      const field = button.parentElement.appendChild(document.createElement("textarea"));
      field.value = text;
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    button.textContent = _("Copied");
  }

  // ── Sending: in their order, one after the other, again and again until the server has them ──
  async function signedIn() {
    const answer = await fetch("/offline/token", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 401 || answer.redirected) return void document.dispatchEvent(new Event("logged-out"));
    if (!answer.ok) throw new Error(answer.status);
    const off = Date.parse(answer.headers.get("Date")) - Date.now();
    const { last } = read(CLOCK) ?? { last: 0 };
    localStorage.setItem(CLOCK, JSON.stringify({ off: Math.abs(off) > SLOW_CLOCK ? off : 0, last }));
    return answer.json();
  }

  const REFUSALS = [404, 409, 413, 422];
  const REASONS = {
    404: _("What this is about is no longer there. Copy it, or throw it away."),
    413: _("This is too much at once. Shorten it."),
    500: _("The server fails at this one. Send it again later, or copy it."),
  };

  async function why(answer) {
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    const sentence = told.sentence ?? REASONS[Math.min(answer.status, 500)] ?? _("The server does not take this.");
    return { sentence, field: told.field ?? "", gone: answer.status === 404 };
  }

  /** Send one entry; false where it has to wait with all that are behind it. */
  async function sendOne(entry, token) {
    const answer = await fetch(entry.url, {
      method: "POST",
      headers: { "X-CSRFToken": token, Accept: "application/json" },
      body: new URLSearchParams(entry.fields),
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    // Where the token was given just before, those behind an entry do not wait forever for one at which the server fails.
    const tries = (entry.tries ?? 0) + (answer.status === 429 ? 0 : 1);
    if (answer.type === "opaqueredirect" || answer.ok) settle(entry);
    else if (answer.status === 401) trouble = "out";
    else if (REFUSALS.includes(answer.status) || tries >= TRIES) update(entry, { refused: await why(answer) });
    else {
      update(entry, { tries });
      throw new Error(answer.status);
    }
    return answer.status !== 401;
  }

  /** What the server has goes from the device, and stays where a copy of its page needs it: see tidy. */
  function settle(entry) {
    if (entry.stays) update(entry, { safe: true });
    else drop(entry);
  }

  /** With the copy of a page goes what was sent from it; this page shows it on as long as it is open. */
  async function tidy() {
    const left = shelf().filter((entry) => entry.safe);
    for (const page of new Set(left.map((entry) => entry.page))) {
      if (await kept.has(page).catch(() => false)) continue;
      for (const entry of left.filter((one) => one.page === page)) {
        settled.set(entry.fields.key, entry);
        drop(entry);
      }
    }
  }

  async function sendAll() {
    const me = await signedIn();
    trouble = me ? "" : "out";
    if (!me) return;
    ({ user } = me);
    if (here() !== user) trouble = "other";
    const next = () => waiting(user).find((entry) => !entry.refused);
    try {
      for (let entry; (entry = next()) && (await sendOne(entry, me.token)); ) {
        pause = FIRST_PAUSE;
        changed();
      }
    } finally {
      await tidy();
    }
  }

  /** One tab sends at a time, where the browser can tell; one that sleeps is not waited for. */
  async function alone(act) {
    if (!navigator.locks) return act();
    const patience = new AbortController();
    const bell = setTimeout(() => patience.abort("asleep"), 2 * PATIENCE);
    const held = () => (clearTimeout(bell), act());
    return navigator.locks.request("queue", { signal: patience.signal }, held).catch((error) => {
      if (error !== "asleep") throw error;
      return act();
    });
  }

  async function send() {
    again = sending;
    if (sending || !some()) return;
    sending = true;
    clearTimeout(timer);
    changed();
    try {
      await alone(sendAll);
    } catch {
      trouble = "offline";
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      timer = setTimeout(send, pause);
    }
    sending = false;
    changed();
    if (again && !trouble) send();
  }

  /** Whether there may be something to send: most pages have nothing, and then ask nothing of the server. */
  function some() {
    return shelf().some((entry) => !entry.safe && !entry.refused);
  }

  // ── Logging out: what is safe goes from this device; of what is not, the user is asked ──
  function ask(form, left) {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.className = "ask";
    dialog.setAttribute("aria-labelledby", "ask-title");
    const title = dialog.appendChild(document.createElement("h2"));
    title.id = "ask-title";
    title.textContent = ngettext("%(num)s change has not been sent yet", "%(num)s changes have not been sent yet", left);
    dialog.appendChild(document.createElement("p")).textContent = _(
      "If you log out, they wait on this device and are sent when you log in here again. Nobody else is shown them.",
    );
    const acts = dialog.appendChild(document.createElement("div"));
    acts.className = "actions";
    const button = (words, look, act) => {
      const one = acts.appendChild(document.createElement("button"));
      one.type = "button";
      one.className = `button ${look}`;
      one.textContent = words;
      one.addEventListener("click", () => (dialog.close(), act()));
    };
    button(_("Stay logged in"), "is-primary", send);
    button(_("Log out, let them wait"), "", () => leave(form));
    button(_("Log out and throw them away"), "is-danger", () => (waiting().forEach(drop), leave(form)));
    dialog.addEventListener("close", () => dialog.remove());
    dialog.showModal();
  }

  let leaving = false;
  function leave(form) {
    leaving = true;
    form.requestSubmit();
  }

  window.addEventListener(
    "submit",
    (event) => {
      if (!event.target.matches("form.logout")) return;
      try {
        const left = leaving ? 0 : waiting().length;
        if (!left) return shelf().filter((entry) => entry.safe).forEach(drop);
        event.preventDefault();
        event.stopImmediatePropagation();
        ask(event.target, left);
      } catch {
        /* this browser keeps nothing */
      }
    },
    true,
  );

  // ── How it stands, on pages that show what waits themselves ───────────────
  const inWaiting = (number) => ngettext("%(num)s change waits on this device.", "%(num)s changes wait on this device.", number);
  const LATER = {
    offline: _("Sent when you are back."),
    out: _("Log in, and they are sent."),
    other: _("Somebody else is logged in here."),
  };
  let waited = false; // something has, since this page was opened

  function state({ safe, refused }) {
    if (safe) return _("safe");
    if (refused) return _("not kept yet");
    return trouble || !sending ? _("waits on this device") : _("being sent");
  }

  /** The same of several, in a sentence. */
  function stateOf(some) {
    const left = some.filter((entry) => !entry.safe && !entry.refused).length;
    waited ||= left > 0;
    const soon = sending && !trouble ? _("Sending…") : (LATER[trouble] ?? "");
    if (left) return `${inWaiting(left)} ${soon}`;
    if (some.some((entry) => entry.refused)) return _("Something was not taken. It is kept here until you change it.");
    return waited ? _("All of it is safe.") : "";
  }

  // ── On all others: that something waits, and where ────────────────────────
  const TROUBLE = {
    offline: _("It is sent as soon as the server answers."),
    out: _("Log in, and it is sent."),
    other: _("It waits for whoever made it to log in."),
  };
  const make = (name, look, words) => Object.assign(document.createElement(name), { className: look, textContent: words });

  function line(words, href, link) {
    const one = make("p", "", `${words} `);
    if (href) one.append(Object.assign(make("a", "", link), { href }));
    return one;
  }

  const [DELETED, LOOK] = [_("What you deleted"), _("Look at it")];

  /** Some that were refused for the same reason, with all that can be done about them; `change` puts them right. */
  function refused(some, change) {
    const [{ page, refused: { sentence, field, gone } }] = some;
    const box = make("div", "", "");
    const [href, link] = field === "event" ? ["/deleted", DELETED] : gone || page === location.pathname ? [] : [page, LOOK];
    box.append(line(sentence, href, link), make("p", "typed", some.map(inWords).join("\n")));
    const acts = box.appendChild(make("div", "actions", ""));
    const button = (words, act) => {
      const one = acts.appendChild(Object.assign(make("button", "button", words), { type: "button" }));
      one.addEventListener("click", () => act(one));
    };
    const done = (act) => () => {
      some.forEach(act);
      (document.getElementById("queue-note") ?? document.querySelector("main")).focus({ preventScroll: true });
    };
    if (change) button(_("Change it"), change);
    button(_("Send it again"), done(retry));
    button(_("Copy"), (one) => copy(some, one));
    button(ngettext("Throw it away", "Throw all %(num)s away", some.length), done(forget));
    return box;
  }

  function note() {
    const itself = document.querySelector("[data-queue]"); // this page shows its own
    const left = waiting().filter((entry) => !itself || entry.page !== location.pathname);
    const going = trouble ? left.filter((entry) => !entry.refused) : [];
    const stuck = left.filter((entry) => entry.refused);
    const place = document.getElementById("queue-note") ?? make("div", "", "");
    const state = JSON.stringify([going.length && trouble, going.length, stuck]);
    if (!going.length && !stuck.length) place.remove();
    else if (place.dataset.state !== state) {
      place.dataset.state = state;
      place.className = "notice";
      place.classList.toggle("is-trouble", stuck.length > 0);
      const reasons = new Set(stuck.map((entry) => entry.page + entry.refused.sentence));
      const alike = [...reasons].map((one) => stuck.filter((entry) => entry.page + entry.refused.sentence === one));
      place.replaceChildren(
        ...(going.length ? [line(`${inWaiting(going.length)} ${TROUBLE[trouble]}`, going[0].page, LOOK)] : []),
        ...alike.map((some) => refused(some)),
      );
      if (place.isConnected) return;
      Object.assign(place, { id: "queue-note", role: "status", tabIndex: -1 });
      document.querySelector("main")?.prepend(place);
    }
  }

  try {
    // Whoever is not signed in finds nothing here.
    const signedOut = location.pathname === "/log-in";
    if (signedOut) shelf().filter((entry) => entry.safe).forEach(drop);
    tidy();
    window.addEventListener("forgotten", tidy);
    document.addEventListener("queue", note);
    if (!signedOut) {
      send();
      note();
    }
    window.addEventListener("online", send);
    window.addEventListener("storage", ({ key, newValue }) => {
      if (!key?.startsWith(SHELF)) return;
      const entry = JSON.parse(newValue);
      if (entry?.safe && entry.stays) settled.set(entry.fields.key, entry);
      changed();
    });
    document.addEventListener("visibilitychange", () => document.hidden || send());
  } catch {
    /* this browser keeps nothing */
  }

  return {
    add, copy, entries, forget, refused, retry, send, state, stateOf, waiting,
    get sending() { return sending; },
  };
})();
