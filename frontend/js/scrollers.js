// A table of a text that is wider than the screen scrolls inside itself; the keyboard must be able to reach and scroll it.
function mark() {
  for (const table of document.querySelectorAll(".prose table")) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    else table.removeAttribute("tabindex");
  }
}
addEventListener("resize", mark);
document.addEventListener("htmx:afterSwap", mark);
mark();
