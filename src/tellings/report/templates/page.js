// Comfort only: everything on the page can be read and followed without it.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const entries = all(".entry");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  // What is folded opens for who follows a link into it.
  const unfold = (target) => {
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  };

  // Light up an entry's stretches in every article and bring each column to its first one.
  const show = (entry, except) => {
    all(".lit").forEach((each) => each.classList.remove("lit"));
    const found = all("[data-e]").filter((each) => each.dataset.e.split(" ").includes(entry));
    found.forEach((each) => each.classList.add("lit"));
    for (const column of all(".column")) {
      const first = found.find((each) => column.contains(each));
      if (!first || column === except || column.scrollHeight <= column.clientHeight) continue;
      const top = first.getBoundingClientRect().top - column.getBoundingClientRect().top;
      const to = column.scrollTop + top - column.clientHeight / 3;
      column.scrollTo({ top: to, behavior: calm ? "auto" : "smooth" });
    }
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    unfold(document.getElementById(link.hash.slice(1)));
    if (link.dataset.show) {
      show(link.dataset.show);
    } else if (link.matches(".m, .ref, .id")) {
      show(link.hash.slice(1), link.closest(".column"));
    }
  });

  // Filter.
  const box = document.getElementById("filter");
  const count = document.querySelector(".filter output");
  const texts = new Map(entries.map((each) => [each, each.textContent.toLowerCase()]));
  const filter = () => {
    const wanted = box.value.trim().toLowerCase();
    let left = 0;
    for (const [each, text] of texts) {
      each.hidden = Boolean(wanted) && !text.includes(wanted);
      left += each.hidden ? 0 : 1;
    }
    for (const group of all(".only, .actor, tbody, main > section")) {
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

  // Keys: j and k walk the entries, Enter shows one in the articles.
  let at = -1;
  const walk = (step) => {
    const shown = entries.filter((each) => each.checkVisibility ? each.checkVisibility() : !each.hidden);
    const from = shown.indexOf(entries[at]);
    const next = shown[Math.min(Math.max(from + step, 0), shown.length - 1)];
    if (!next) return;
    at = entries.indexOf(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    show(next.id);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      box.value = "";
      filter();
      all(".lit").forEach((each) => each.classList.remove("lit"));
    } else if (event.target.closest("input")) {
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
})();
