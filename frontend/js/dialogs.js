// data-opens="id" opens a <dialog>, data-closes closes it. A confirmation is a <details> with a form inside: with script
// its form moves into a modal dialog, so that focus is kept in it and Escape cancels.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  if (event.target.closest("[data-closes], [data-cancel]")) event.target.closest("dialog")?.close();
  if (event.target instanceof HTMLDialogElement && isOutside(event)) event.target.close();
  const summary = event.target.closest("details[data-confirm] > summary");
  if (summary) {
    event.preventDefault();
    confirmation(summary.parentElement).showModal();
  }
});

function isOutside({ target, clientX, clientY }) {
  const box = target.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}

function confirmation(details) {
  const existing = details.nextElementSibling;
  if (existing?.matches("dialog.dialog")) return existing;
  const form = details.querySelector("form");
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", form.getAttribute("aria-labelledby"));
  form.querySelector("[data-cancel]").hidden = false;
  dialog.append(form);
  details.after(dialog);
  return dialog;
}
