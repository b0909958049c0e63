// The service worker. It keeps static files, whose addresses change with their content, and nothing else: every page comes
// from the server. Where that cannot be reached it answers with the page that says so, or with what the user kept on this
// device by hand. The server puts SETTINGS before this text (webapp/views/offline.py).
"use strict";

importScripts(SETTINGS.store);

const CACHE = `static-${SETTINGS.version}`;
const LASTING = /^\/(static\/|words\.js$)/;
const PATIENCE = 4000; // a network that is there and does not answer is as good as none, for what is kept

addEventListener("install", (event) => {
  event.waitUntil(fill());
});
addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === SETTINGS.logOut) {
    event.respondWith(logOut(request));
  } else if (request.method === "GET" && request.mode === "navigate") {
    event.respondWith(page(event, url.pathname));
  } else if (request.method === "GET" && LASTING.test(url.pathname) && url.searchParams.has("v")) {
    event.respondWith(file(request));
  }
});

async function fill() {
  const cache = await caches.open(CACHE);
  // Nobody's session: the page that is shown without a network is the same for all.
  await cache.addAll([new Request(SETTINGS.offline, { credentials: "omit", cache: "reload" }), ...SETTINGS.files]);
  await skipWaiting();
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => ![CACHE, kept.FILES].includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  await registration.navigationPreload?.enable();
  // Pages that are open are not claimed: what one of them sends while it goes away would wait for a worker, and be lost.
}

async function file(request) {
  const held = await caches.match(request, { ignoreVary: true });
  if (held) return held;
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(request, answer.clone());
  }
  return answer;
}

const forget = () => kept.forget().catch(() => undefined);

// The key goes before the server is asked, and whatever goes wrong with that, the form is sent.
async function logOut(request) {
  await forget();
  return fetch(request).catch(() => Response.redirect(`${SETTINGS.offline}#still-in`, 303));
}

async function page(event, path) {
  const network = fromNetwork(event);
  event.waitUntil(network.catch(() => undefined));
  try {
    const held = await kept.has(path).catch(() => false);
    const answer = await (held ? Promise.race([network, late()]) : network);
    if (held && answer.status >= 502) throw new Error(answer.status);
    if (path === SETTINGS.logIn && answer.type !== "opaqueredirect") await forget();
    return answer;
  } catch {
    return (await copy(path)) ?? (await caches.match(SETTINGS.offline)) ?? Response.error();
  }
}

const fromNetwork = async (event) => (await event.preloadResponse) ?? fetch(event.request);

const late = () => new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error("late")));

async function copy(path) {
  const held = await kept.get(path).catch(() => undefined);
  if (!held) return undefined;
  const headers = { ...SETTINGS.headers, "Cache-Control": "no-store", "Content-Type": "text/html; charset=utf-8" };
  return new Response(held.html, { headers });
}
