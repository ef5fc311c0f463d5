// Comfort only: everything on the page can be read and followed without these scripts.
// What belongs together lights up together: under the hand for a moment, and for good by a click.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const glide = calm ? "auto" : "smooth";
const entries = all(".entry");
const panel = document.querySelector(".columns");
const columns = all(".column");

// The entries a stretch of an article belongs to; the one it leads to comes first.
const entriesOf = (stretch) =>
  stretch.dataset.e ? stretch.dataset.e.split(" ") : stretch.hash ? [stretch.hash.slice(1)] : [];

// The stretches of each entry, by column.
const stretches = new Map();
for (const column of columns) {
  for (const each of all(".m, [data-e]", column)) {
    for (const entry of entriesOf(each)) {
      if (!stretches.has(entry)) stretches.set(entry, new Map());
      const held = stretches.get(entry);
      if (!held.has(column)) held.set(column, []);
      held.get(column).push(each);
    }
  }
}

// The entry that is meant by what is under the hand; nothing where there is none.
const meant = (target) => {
  const link = target.closest(".m, .ref, [data-e]");
  if (link) return link.hash ? link.hash.slice(1) : entriesOf(link)[0];
  const entry = target.closest(".entry, .here");
  return entry ? entry.dataset.entry || entry.id : "";
};

const mark = (name, entry) => {
  all(`.${name}`).forEach((each) => each.classList.remove(name));
  if (!entry) return;
  for (const found of (stretches.get(entry) || new Map()).values()) {
    found.forEach((each) => each.classList.add(name));
  }
  const own = document.getElementById(entry);
  if (own) own.classList.add(name);
};

let under = "";
const pass = (event) => {
  if (!event.target.closest) return;
  const entry = meant(event.target);
  if (entry === under) return;
  under = entry;
  mark("near", entry);
  const link = event.target.closest(".m, .ref");
  const heading = link && document.getElementById(entry)?.querySelector("h3, .claim, .words");
  if (heading && !link.title) link.title = `${entry} ${heading.textContent.trim().slice(0, 120)}`;
};
document.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch") pass(event); });
document.addEventListener("focusin", pass);

// What is folded opens for who follows a link into it.
const unfold = (target) => {
  for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
};

// Light up an entry and bring each column to its first stretch.
const show = (entry, except) => {
  mark("lit", entry);
  for (const [column, found] of stretches.get(entry) || []) {
    if (column === except || column.scrollHeight <= column.clientHeight) continue;
    bring(column, found[0], column.clientHeight / 3);
  }
};

// Scroll a column until an element stands so many pixels below its top.
const bring = (column, element, below) => {
  const top = element.getBoundingClientRect().top - column.getBoundingClientRect().top;
  column.scrollTo({ top: column.scrollTop + top - below, behavior: glide });
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#'], .m");
  if (!link || !getSelection().isCollapsed) return;
  const entry = meant(link);
  const target = document.getElementById(link.hash ? link.hash.slice(1) : entry);
  if (link.matches(".m, .ref") && panel.contains(link)) {
    if (openHere(link, entry)) event.preventDefault();
    else {
      unfold(target);
      if (!link.hash) location.hash = entry;
    }
    show(entry, link.closest(".column"));
    return;
  }
  if (target) reveal(target);
  unfold(target);
  if (entry && link.matches(".where, .dot")) show(entry);
  if (link.matches(".id")) { show(entry); cite(link, entry); }
});
// A link into the page from elsewhere.
const arrive = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  reveal(target);
  unfold(target);
  target.scrollIntoView({ block: "center" });
  if (target.matches(".entry")) show(target.id);
};
