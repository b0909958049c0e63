// What was tapped or written waits on this device until the server has it, whatever page is open then.
// Each entry has a key of its own, so that one which is sent twice counts once. Every page loads this file.
"use strict";

const queue = (() => {
  const SHELF = "queue:"; // a line of storage for each entry, so that two tabs do not write over each other
  const CLOCK = "queue-clock"; // what is known of the clock: how far it is off, and the last time that was given
  const FIRST_PAUSE = 2000;
  const LONGEST_PAUSE = 60000;
  const PATIENCE = 20000;
  const SLOW_CLOCK = 30000; // as far as a clock may be off without being put right
  const FAR_AHEAD = 86400000;
  const REMEMBERED = 48 * 3600000; // as long as a page that was kept may be looked at without what was sent since
  const changed = () => document.dispatchEvent(new CustomEvent("queue"));
  const here = () => document.querySelector("[data-user]")?.dataset.user ?? user;

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

  /** All that this user has on the device, the first first: {user, url, page, fields, stays, safe, refused}. */
  function entries(whose = here()) {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(SHELF));
    const mine = names.map(read).filter((entry) => entry?.user === whose);
    return mine.sort((one, other) => (one.fields.at < other.fields.at ? -1 : 1));
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

  /** Keep `fields` until `url` has taken them; false where this browser keeps nothing. With `stays` they can be read for
   * two days more, for pages that were kept before. */
  function add(url, fields, { stays = false } = {}) {
    try {
      const entry = { user: here(), url, page: location.pathname, stays, fields: { ...fields, key: newKey(), at: now() } };
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
    write({ ...entry, refused: undefined });
    changed();
    send();
  }

  function forget(entry) {
    drop(entry);
    changed();
  }

  // ── Sending: in their order, one after the other, again and again until the server has them ──
  async function signedIn() {
    const answer = await fetch("/offline/token", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 401 || answer.redirected) return undefined;
    if (!answer.ok) throw new Error(answer.status);
    const off = Date.parse(answer.headers.get("Date")) - Date.now();
    const { last } = read(CLOCK) ?? { last: 0 };
    localStorage.setItem(CLOCK, JSON.stringify({ off: Math.abs(off) > SLOW_CLOCK ? off : 0, last }));
    return answer.json();
  }

  const REASONS = {
    404: _("This is no longer there. Copy what you wrote."),
    413: _("This is too much at once. Shorten it."),
  };

  async function why(answer) {
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    return { sentence: told.sentence ?? REASONS[answer.status] ?? _("The server does not take this."), field: told.field ?? "" };
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
    if (answer.type === "opaqueredirect" || answer.ok) settle(entry);
    else if (answer.status === 401) trouble = "out";
    else if ([404, 409, 413, 422].includes(answer.status)) write({ ...entry, refused: await why(answer) });
    else throw new Error(answer.status);
    return answer.status !== 401;
  }

  function settle(entry) {
    // What was thrown away meanwhile does not come back.
    if (!localStorage.getItem(SHELF + entry.fields.key)) return;
    if (entry.stays) write({ ...entry, safe: Date.now() });
    else drop(entry);
  }

  async function sendAll() {
    const me = await signedIn();
    trouble = me ? "" : "out";
    if (!me) return;
    ({ user } = me);
    if (here() !== user) trouble = "other";
    const next = () => waiting(user).find((entry) => !entry.refused);
    for (let entry; (entry = next()) && (await sendOne(entry, me.token)); ) {
      pause = FIRST_PAUSE;
      changed();
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
    const names = Object.keys(localStorage).filter((name) => name.startsWith(SHELF));
    return names.map(read).some((entry) => !entry.safe && !entry.refused);
  }

  function sweep(which) {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(SHELF))) {
      const entry = read(name);
      if (entry.safe && which(entry)) localStorage.removeItem(name);
    }
  }

  // ── Logging out: what is safe goes from this device; of what is not, the user is asked ──
  function ask(form, left) {
    const dialog = document.body.appendChild(document.createElement("dialog"));
    dialog.className = "ask";
    dialog.setAttribute("aria-labelledby", "ask-title");
    const title = dialog.appendChild(document.createElement("h2"));
    title.id = "ask-title";
    title.textContent = ngettext("%(num)s tap has not been sent yet", "%(num)s taps have not been sent yet", left);
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
        if (!left) return sweep(() => true);
        event.preventDefault();
        event.stopImmediatePropagation();
        ask(event.target, left);
      } catch {
        /* this browser keeps nothing */
      }
    },
    true,
  );

  // ── On pages that do not show it themselves: that something waits, and where ──
  const TROUBLE = {
    offline: _("It is sent as soon as the server answers."),
    out: _("Log in, and it is sent."),
    other: _("It waits for whoever tapped it to log in."),
  };
  const STUCK = _("The server does not take it as it is.");

  function note() {
    const left = waiting();
    const stuck = left.find((entry) => entry.refused);
    const said = document.getElementById("queue-note");
    if (document.querySelector("[data-queue]") || !left.length || !(stuck || trouble)) return said?.remove();
    const place = said ?? document.querySelector("main")?.insertBefore(document.createElement("p"), document.querySelector("main").firstChild);
    if (!place) return;
    place.id = "queue-note";
    place.className = "notice";
    place.setAttribute("role", "status");
    const link = document.createElement("a");
    link.href = (stuck ?? left[0]).page;
    link.textContent = _("Look at it");
    const taps = ngettext("%(num)s tap waits on this device.", "%(num)s taps wait on this device.", left.length);
    place.replaceChildren(`${taps} ${stuck ? STUCK : TROUBLE[trouble]} `, link);
  }

  try {
    // Whoever is not signed in finds nothing here.
    const signedOut = location.pathname === "/log-in";
    sweep((entry) => signedOut || Date.now() - entry.safe > REMEMBERED);
    document.addEventListener("queue", note);
    if (!signedOut) send();
    window.addEventListener("online", send);
    window.addEventListener("storage", ({ key }) => key?.startsWith(SHELF) && changed());
    document.addEventListener("visibilitychange", () => document.hidden || send());
  } catch {
    /* this browser keeps nothing */
  }

  return {
    add, entries, forget, retry, send, waiting,
    get trouble() { return trouble; },
    get sending() { return sending; },
  };
})();
