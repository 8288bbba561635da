// Moves an item of a [data-sortable] list in place and says where it went; the form sends the whole order.
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

function move(button, up) {
  const item = button.closest("li");
  const list = item.parentElement;
  const neighbour = up ? item.previousElementSibling : item.nextElementSibling;
  if (!neighbour) return;
  if (up) neighbour.before(item);
  else neighbour.after(item);
  const items = [...list.children];
  for (const [place, each] of items.entries()) {
    const [first, last] = each.querySelectorAll("button[name=move]");
    first.disabled = place === 0;
    last.disabled = place === items.length - 1;
  }
  (button.disabled ? item.querySelector("button[name=move]:not([disabled])") : button)?.focus();
  const form = list.closest("[data-sortable]");
  form.querySelector("[data-sortable-says]").textContent = form.dataset.moved
    .replace("{item}", item.querySelector(".sortable__label").textContent.trim())
    .replace("{n}", String(items.indexOf(item) + 1))
    .replace("{all}", String(items.length));
}
