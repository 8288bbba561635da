// Moves an item of a [data-sortable] list in place, by its arrows or dragged, and says where it went; the form's button
// sends the whole order.
// Without script each arrow is a submit button and the server moves the item.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-sortable] button[name=move]");
  if (!button) return;
  event.preventDefault();
  move(button, button.value.endsWith(":up"));
});

document.addEventListener("keydown", (event) => {
  const button = event.target.closest?.("[data-sortable] button[name=move]");
  if (!button || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  event.preventDefault();
  move(button, event.key === "ArrowUp");
});

let dragged = null;

document.addEventListener("pointerdown", (event) => {
  const item = event.target.closest("[data-sortable] .sortable__item");
  if (item && !event.target.closest("a, button")) item.draggable = true;
});

document.addEventListener("dragstart", (event) => {
  dragged = event.target.matches?.("[data-sortable] .sortable__item") ? event.target : null;
});

document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.(".sortable__item");
  if (!dragged || !over || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  if (over === dragged) return;
  const { top, height } = over.getBoundingClientRect();
  if (event.clientY < top + height / 2) over.before(dragged);
  else over.after(dragged);
});

document.addEventListener("dragend", () => {
  if (!dragged) return;
  dragged.draggable = false;
  settle(dragged);
  dragged = null;
});

function move(button, up) {
  const item = button.closest("li");
  const neighbour = up ? item.previousElementSibling : item.nextElementSibling;
  if (!neighbour) return;
  if (up) neighbour.before(item);
  else neighbour.after(item);
  settle(item);
  (button.disabled ? item.querySelector("button[name=move]:not([disabled])") : button)?.focus();
}

function settle(item) {
  const list = item.parentElement;
  const items = [...list.children];
  for (const [place, each] of items.entries()) {
    const [first, last] = each.querySelectorAll("button[name=move]");
    first.disabled = place === 0;
    last.disabled = place === items.length - 1;
  }
  const form = list.closest("[data-sortable]");
  form.querySelector("[data-sortable-says]").textContent = form.dataset.moved
    .replace("{item}", item.querySelector(".sortable__label").textContent.trim())
    .replace("{n}", String(items.indexOf(item) + 1))
    .replace("{all}", String(items.length));
}
