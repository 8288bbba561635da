// A passage selected inside [data-selectable] offers links that carry it: exact, prefix, suffix and start, counted in the
// words as the server counts them (richtext.plain): blocks separated by one line feed, white space folded.
const CONTEXT = 32; // characters of prefix and suffix (W3C Web Annotation, TextQuoteSelector)
const LONGEST = 1500; // characters of a passage; longer ones do not fit an address
const BLOCKS = "p,li,h1,h2,h3,h4,h5,h6,td,th,pre,dt,dd";

function plain(root, range) {
  let text = "";
  let start = -1;
  let end = -1;
  let block = null;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("[data-selection-bar]")) continue;
    const owner = node.parentElement.closest(BLOCKS);
    if (owner !== block && text) text = text.trimEnd() + "\n";
    block = owner;
    for (let i = 0; i <= node.data.length; i++) {
      if (node === range.startContainer && i === range.startOffset) start = text.length;
      if (node === range.endContainer && i === range.endOffset) end = text.length;
      const character = node.data[i] ?? "";
      if (!/\s/.test(character)) text += character;
      else if (text && !/\s$/.test(text)) text += " ";
    }
  }
  return { text, start, end };
}

function passage(root, range) {
  const { text, start, end } = plain(root, range);
  if (start < 0 || end <= start) return null;
  const chosen = text.slice(start, end);
  const exact = chosen.trim();
  const from = start + (chosen.length - chosen.trimStart().length);
  if (!exact || exact.length > LONGEST) return null;
  const to = from + exact.length;
  return { exact, prefix: text.slice(Math.max(0, from - CONTEXT), from), suffix: text.slice(to, to + CONTEXT), start: [...text.slice(0, from)].length };
}

function offer(root, range, found) {
  const bar = root.querySelector("[data-selection-bar]");
  for (const link of bar.querySelectorAll("[data-passage-link]")) {
    const address = new URL(link.getAttribute("href"), location.href);
    for (const [name, value] of Object.entries(found)) address.searchParams.set(name, value);
    if (link.dataset.revision) address.searchParams.set("revision", link.dataset.revision);
    link.href = address.pathname + address.search + address.hash;
  }
  bar.hidden = false;
  const box = range.getBoundingClientRect();
  const place = root.getBoundingClientRect();
  bar.style.insetBlockStart = `${box.bottom - place.top + 8}px`;
  bar.style.left = `${Math.max(0, Math.min(box.left - place.left, place.width - bar.offsetWidth))}px`;
}

let pending;
document.addEventListener("selectionchange", () => {
  clearTimeout(pending);
  pending = setTimeout(() => {
    const selection = document.getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const root = range?.commonAncestorContainer.parentElement?.closest("[data-selectable]") ?? null;
    for (const bar of document.querySelectorAll("[data-selection-bar]")) {
      if (!bar.contains(document.activeElement)) bar.hidden = true;
    }
    const found = root && passage(root, range);
    if (found && root.querySelector("[data-passage-link]")) offer(root, range, found);
  }, 150);
});
