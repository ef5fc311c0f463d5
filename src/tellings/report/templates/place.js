// An entry opened in place, under the words it speaks of, where the findings are not beside them.
let opened = null;
const closeHere = () => {
  if (!opened) return;
  const { box, link } = opened;
  opened = null;
  const inside = box.contains(document.activeElement);
  box.remove();
  link.removeAttribute("aria-expanded");
  if (inside) link.focus({ preventScroll: true });
};

// True if it was opened; the second click on the same words closes it.
function openHere(link, entry) {
  const source = document.getElementById(entry);
  const besides = roomy.matches && !desk.classList.contains("wide");
  if (!source || besides) return false;
  const again = opened && opened.entry === entry && opened.link === link;
  closeHere();
  if (again) return true;
  const box = document.createElement("section");
  box.className = "here";
  box.tabIndex = -1;
  box.dataset.entry = entry;
  box.setAttribute("aria-label", `${entry}, opened in place`);
  const from = source.tagName === "TR" ? source.cells[0] : source;
  box.append(...[...from.cloneNode(true).childNodes]);
  for (const each of all("[id]", box)) each.removeAttribute("id");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.textContent = "Close";
  close.addEventListener("click", closeHere);
  box.append(close);
  link.closest(".piece").after(box);
  link.setAttribute("aria-expanded", "true");
  opened = { box, link, entry };
  box.focus({ preventScroll: true });
  box.scrollIntoView({ block: "nearest", behavior: glide });
  return true;
}
