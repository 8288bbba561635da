// Keeps what is typed into a [data-draft] field until the server has taken it: at once in this browser, and after a pause
// in the reader's account (data-drafts is the address there), so that it can be gone on with in any other browser.
// A draft belongs to the reader (data-reader) so that two people at one computer do not see each other's.
const KEPT_FOR = 60 * 24 * 3600 * 1000; // milliseconds
const PREFIX = "draft:";
const PAUSE = 3000; // milliseconds without a key
const reader = () => document.body.dataset.reader ?? "";
const keyOf = (field) => `${PREFIX}${reader()}:${field.dataset.draft}:${field.name}`;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, draft) {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
  } catch {
    // Storage is full or forbidden: writing goes on without a draft.
  }
}

function sayRestored(field, shown) {
  const note = field.closest(".markdown-editor")?.querySelector("[data-draft-note]");
  if (note) note.hidden = !shown;
}

function restore(field) {
  const draft = read(keyOf(field));
  if (!draft || field.value === draft.text) return;
  // What the server shows (a form with errors, a text to edit) is newer than the draft, unless it is still the text that
  // the draft was begun from.
  if (field.value !== (draft.base ?? "")) return;
  field.value = draft.text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  sayRestored(field, true);
}

const addressOf = (field) => `${field.dataset.drafts}${encodeURIComponent(field.dataset.draft)}/`;

/** All that is typed into the form, as the account keeps it. */
function keep(field) {
  if (!field.dataset.drafts || !field.form) return;
  const data = new FormData(field.form);
  const token = data.get("csrfmiddlewaretoken");
  const fields = Object.fromEntries([...data].filter(([, value]) => typeof value === "string"));
  fetch(addressOf(field), {
    method: "PUT",
    keepalive: true,
    headers: { "Content-Type": "application/json", "X-CSRFToken": token, "X-Draft-Address": location.pathname + location.search },
    body: JSON.stringify({ fields }),
  }).catch(() => {}); // off-line: the browser has it
}

function keepLater(field) {
  clearTimeout(field.draftTimer);
  field.draftTimer = setTimeout(keep, PAUSE, field);
}

function forget(field) {
  clearTimeout(field.draftTimer);
  const token = field.form?.elements.csrfmiddlewaretoken?.value;
  if (!field.dataset.drafts || !token) return;
  fetch(addressOf(field), { method: "DELETE", headers: { "X-CSRFToken": token } }).catch(() => {});
}

/** An empty field is asked for what was typed in another browser, once, when the reader turns to it. */
async function askAccount(field) {
  if (field.value || read(keyOf(field)) || !field.dataset.drafts) return;
  try {
    const { fields } = await (await fetch(addressOf(field))).json();
    if (!fields[field.name] || field.value) return;
    field.value = fields[field.name];
    field.dispatchEvent(new Event("input", { bubbles: true }));
    sayRestored(field, true);
  } catch {
    // Off-line, or no answer: the field stays empty.
  }
}

// A sent draft is settled when the next page shows that the server took it: the reader is still signed in, the page is
// no error page, and its form, if it has the same one, shows no errors.
function settle() {
  const kept = document.querySelector('meta[name="drafts"][content="keep"]') || !reader();
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    const draft = read(key);
    if (!draft || Date.now() - draft.at > KEPT_FOR) write(key, null);
    else if (draft.sent) {
      const field = [...document.querySelectorAll("[data-draft]")].find((each) => keyOf(each) === key);
      const refused = field?.form?.querySelector(".error-summary, [aria-invalid=true]");
      write(key, kept || refused ? { ...draft, sent: false } : null);
    }
  }
}

function start(root) {
  for (const field of root.querySelectorAll("[data-draft]")) {
    if (field.dataset.draftReady) continue;
    field.dataset.draftReady = "true";
    const base = field.defaultValue;
    restore(field);
    field.addEventListener("focus", () => askAccount(field), { once: true });
    field.addEventListener("input", () => {
      write(keyOf(field), field.value === base ? null : { text: field.value, base, at: Date.now(), sent: false });
      keepLater(field);
    });
  }
}

document.addEventListener("submit", (event) => {
  if (event.submitter?.name === "preview_field") return;
  for (const field of event.target.querySelectorAll("[data-draft]")) {
    clearTimeout(field.draftTimer);
    const draft = read(keyOf(field));
    if (draft) write(keyOf(field), { ...draft, sent: true });
  }
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-draft-discard]")) return;
  const field = event.target.closest(".markdown-editor").querySelector("[data-draft]");
  write(keyOf(field), null);
  forget(field);
  field.value = field.defaultValue;
  sayRestored(field, false);
  field.focus();
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.requestConfig?.verb !== "post" || event.detail.elt?.name === "preview_field") return;
  settle();
});
document.addEventListener("htmx:afterSwap", (event) => start(event.target));

try {
  settle();
  start(document);
} catch {
  // No storage at all (a private window): the site works without drafts.
}
