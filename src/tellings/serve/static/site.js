// Comfort only: every page of the site can be read and every form sent without it.
(() => {
  "use strict";
  const form = document.getElementById("paste");
  if (!form) return;

  // One more article: the last set of fields again, empty, with labels of its own.
  const more = document.getElementById("more");
  more.hidden = false;
  more.addEventListener("click", () => {
    const all = form.querySelectorAll(".pasted fieldset");
    const number = all.length + 1;
    const next = all[0].cloneNode(true);
    next.querySelector("legend").textContent = `Article ${number}`;
    for (const each of next.querySelectorAll("[id], [for]")) {
      for (const name of ["id", "for"]) {
        if (each.hasAttribute(name)) each.setAttribute(name, each.getAttribute(name).replace(/\d+$/, number));
      }
      if ("value" in each) each.value = "";
    }
    document.getElementById("pasted").append(next);
    next.querySelector("textarea").focus();
  });

  // Files can be dropped anywhere on the page.
  const files = document.getElementById("files");
  const place = form.querySelector(".drop");
  const said = document.getElementById("dropped");
  // What is too much is said before it is sent.
  const heavy = document.getElementById("heavy");
  form.addEventListener("submit", (event) => {
    const sizes = [...form.querySelectorAll("textarea")].map((each) => new Blob([each.value]).size);
    const size = [...files.files].reduce((sum, each) => sum + each.size, 0) + sizes.reduce((sum, each) => sum + each, 0);
    heavy.hidden = size <= Number(form.dataset.largest);
    if (heavy.hidden) return;
    heavy.textContent = `These are ${size.toLocaleString("en")} bytes; ${Number(form.dataset.largest).toLocaleString("en")} can be sent at once. Leave some out, or keep them with tellings add.`;
    event.preventDefault();
  });
  const tell = () => {
    said.value = files.files.length ? `${files.files.length} file${files.files.length === 1 ? "" : "s"} to compare` : "";
  };
  files.addEventListener("change", tell);
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    place.classList.add("over");
  });
  document.addEventListener("dragleave", () => place.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    place.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    const held = new DataTransfer();
    for (const each of [...files.files, ...event.dataTransfer.files]) held.items.add(each);
    files.files = held.files;
    tell();
  });
})();
