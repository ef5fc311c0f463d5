// A block to cite an entry by: its words, who printed them, where, when, and how to find them again.
function cite(link, entry) {
  const own = link.closest(".entry, .here");
  const made = own.querySelector(".cite");
  if (made) { made.open = !made.open; return; }
  const box = document.createElement("details");
  box.className = "cite";
  box.open = true;
  const summary = document.createElement("summary");
  summary.textContent = "Cite";
  const block = document.createElement("pre");
  block.tabIndex = 0;
  block.textContent = citation(document.getElementById(entry), entry);
  box.append(summary, block);
  (own.tagName === "TR" ? own.cells[0] : own).append(box);
}

function citation(own, entry) {
  const heading = own.querySelector("h3, .claim, .words, dt, .told, .speaker");
  const about = heading ? words(heading).replace(new RegExp(`^${entry}\\s+`), "") : "";
  const blocks = [`${entry}  ${about}`];
  const seen = new Set(); // the dots of a row say the same places again
  for (const place of all(".where", own)) {
    const [letter, characters] = place.textContent.split(":");
    const source = document.getElementById(`telling-${letter}`);
    if (!source || seen.has(place.textContent)) continue;
    seen.add(place.textContent);
    const item = place.closest("li, dd, .reading, th");
    const said = item && all(".said, .value, .words, .worded, .told", item).map(words).filter(Boolean);
    blocks.push([
      // A wording that is the entry's own is not repeated in the list.
      ...(said && said.length ? said.slice(0, 2) : [about]),
      source.dataset.named,
      ...(source.dataset.url ? [source.dataset.url] : []),
      `${source.dataset.origin}, characters ${(characters || "").replaceAll(",", " and ")}, SHA-256 ${source.dataset.sha}`,
    ].join("\n"));
  }
  if (/^https?:/.test(location.href) && location.pathname.startsWith("/stories/")) {
    blocks.push(`${location.origin}${location.pathname}#${entry}`);
  }
  return blocks.join("\n\n");
}
const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
