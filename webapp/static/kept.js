// What is kept on this device: one page each, encrypted, until its time is over. The pages and the worker both use it.
// The key is made here, cannot be taken out of the browser, and goes together with what it opens.
"use strict";

const kept = (() => {
  const NAME = "fiftycups-kept";
  const FILES = "kept-files"; // the static files that the kept pages were kept with
  const CIPHER = "AES-GCM";

  function open() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("copies", { keyPath: "url" });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  }

  /** Run one transaction; `act` gets the store and returns the request whose result is wanted, if any. */
  async function transact(mode, act) {
    const db = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = db.transaction("copies", mode);
        const asked = act(transaction.objectStore("copies"));
        transaction.oncomplete = () => resolve(asked?.result);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      db.close();
    }
  }

  /** Delete those copies, with their keys, of which `which` is true: by default all. */
  async function forget(which = () => true) {
    let gone = false;
    await transact("readwrite", (copies) => {
      copies.openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) return;
        if (which(cursor.value)) {
          cursor.delete();
          gone = true;
        }
        cursor.continue();
      };
    });
    if (!(await transact("readonly", (copies) => copies.count()))) await caches.delete(FILES);
    if (gone) self.dispatchEvent(new Event("forgotten"));
  }

  const over = ({ until }) => !(Date.now() < Date.parse(until));
  const sweep = () => forget(over);

  // A copy whose owner, place or end was changed by hand cannot be opened any more.
  const bound = ({ url, user, until }) => new TextEncoder().encode(JSON.stringify([url, user, until]));

  /** Keep `inside` (any JSON) under the url of `copy`, {url, user, until}, and the static files that it needs. */
  async function put(copy, inside, files) {
    const cache = await caches.open(FILES);
    await cache.addAll(files);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const key = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"]);
    const text = new TextEncoder().encode(JSON.stringify(inside));
    const sealed = await crypto.subtle.encrypt({ name: CIPHER, iv, additionalData: bound(copy) }, key, text);
    await transact("readwrite", (copies) => copies.put({ ...copy, iv, key, sealed }));
  }

  async function unseal(copy) {
    try {
      const how = { name: CIPHER, iv: copy.iv, additionalData: bound(copy) };
      const text = await crypto.subtle.decrypt(how, copy.key, copy.sealed);
      return { url: copy.url, until: copy.until, ...JSON.parse(new TextDecoder().decode(text)) };
    } catch {
      await forget((one) => one.url === copy.url);
      return undefined;
    }
  }

  /** Whether something is kept under this url; whatever is over is deleted before. */
  async function has(url) {
    await sweep();
    return Boolean(await transact("readonly", (copies) => copies.getKey(url)));
  }

  /** Return what is kept under this url, or undefined. */
  async function get(url) {
    await sweep();
    const copy = await transact("readonly", (copies) => copies.get(url));
    return copy && unseal(copy);
  }

  /** Return all that is kept. */
  async function all() {
    await sweep();
    const copies = await transact("readonly", (copies) => copies.getAll());
    return (await Promise.all(copies.map(unseal))).filter(Boolean);
  }

  return { FILES, all, forget, get, has, put, sweep };
})();
