// The filter, and the keys: j and k walk the entries, Enter shows one in the articles.
const box = document.getElementById("filter");
const count = document.querySelector(".filter output");
let texts = null;
const filter = () => {
  const wanted = box.value.trim().toLowerCase();
  texts ??= new Map(entries.map((each) => [each, each.textContent.toLowerCase()]));
  let left = 0;
  for (const [each, text] of texts) {
    each.hidden = Boolean(wanted) && !text.includes(wanted);
    left += each.hidden ? 0 : 1;
  }
  for (const group of all(".only, .actor, tbody, #findings > section")) {
    const own = all(".entry", group);
    group.hidden = Boolean(wanted) && own.length > 0 && own.every((each) => each.hidden);
  }
  // Folds open while something is looked for, and close again.
  all("details.rest").forEach((each) => {
    if (wanted && !each.open) { each.open = true; each.dataset.found = ""; }
    else if (!wanted && "found" in each.dataset) { each.open = false; delete each.dataset.found; }
  });
  count.value = wanted ? `${left} of ${entries.length}` : "";
};
box.addEventListener("input", filter);
all(".filter, .keys").forEach((each) => { each.hidden = false; });

let at = -1;
const letters = document.getElementById("letters"); // single letters can be turned off
const walk = (step) => {
  const shown = entries.filter((each) => each.checkVisibility ? each.checkVisibility() : !each.hidden);
  const from = shown.indexOf(entries[at]);
  const next = shown[Math.min(Math.max(from + step, 0), shown.length - 1)];
  if (!next) return;
  at = entries.indexOf(next);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center", behavior: glide });
  show(next.id);
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    box.value = "";
    filter();
    mark("lit", "");
    closeHere();
  } else if (event.target.closest("input, textarea, select") || !letters.checked) {
    return;
  } else if (event.key === "/") {
    event.preventDefault();
    box.focus();
  } else if (event.key === "j" || event.key === "k") {
    walk(event.key === "j" ? 1 : -1);
  } else if (event.key === "Enter" && event.target.classList.contains("entry")) {
    show(event.target.id);
  }
});

arrive();
addEventListener("hashchange", () => { if (!document.querySelector(".lit")) arrive(); });
