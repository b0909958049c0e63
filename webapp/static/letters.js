// Letters: keeps what was typed in the last moment before the page is left.
// The page works without this file: "Keep and check" keeps it.
"use strict";

const letter = document.getElementById("letter");
let unkept = false;
letter?.addEventListener("input", () => (unkept = true));
letter?.addEventListener("submit", () => (unkept = false));
document.addEventListener("htmx:beforeRequest", ({ target }) => target === letter && (unkept = false));
document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (target === letter && detail.failed) unkept = true;
});
window.addEventListener("pagehide", () => {
  if (unkept && letter.isConnected) navigator.sendBeacon(letter.action, new FormData(letter));
});
