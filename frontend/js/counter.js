// Says how many characters are left, counted as the server counts them: code points, a line end as one.
function show(note) {
  const field = document.getElementById(note.dataset.countFor);
  const most = Number(note.dataset.most);
  const left = most - [...field.value].length;
  note.classList.toggle("is-over", left < 0);
  note.dataset.rest ??= note.textContent;
  const words = left > most / 5 ? note.dataset.rest : left === 1 ? note.dataset.leftOne : left < 0 ? note.dataset.over : note.dataset.left;
  note.textContent = words.replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
}

document.addEventListener("input", (event) => {
  const note = document.querySelector(`[data-count-for="${CSS.escape(event.target.id)}"]`);
  if (note) show(note);
});
