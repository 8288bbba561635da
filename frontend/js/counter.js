// Says how many characters are left, counted as the server counts them: code points, a line end as one.
function show(note) {
  const field = document.getElementById(note.dataset.countFor);
  if (!field?.maxLength || field.maxLength < 0) return;
  const left = field.maxLength - [...field.value].length;
  note.classList.toggle("is-over", left < 0);
  if (left > field.maxLength / 5) return;
  const words = left === 1 ? note.dataset.leftOne : left < 0 ? note.dataset.over : note.dataset.left;
  note.textContent = words.replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
}

document.addEventListener("input", (event) => {
  const note = document.querySelector(`[data-count-for="${CSS.escape(event.target.id)}"]`);
  if (note) show(note);
});
