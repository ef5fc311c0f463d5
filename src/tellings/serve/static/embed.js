// A story on another page: <script src="https://HOST/embed.js" data-story="ID"></script>
(() => {
  "use strict";
  const script = document.currentScript;
  const frame = document.createElement("iframe");
  frame.src = new URL(`/embed/${encodeURIComponent(script.dataset.story)}`, script.src).href;
  frame.title = script.dataset.title || "The tellings of a story, side by side";
  frame.loading = "lazy";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin");
  frame.style.cssText = `width:100%;height:${parseInt(script.dataset.height, 10) || 720}px;border:0`;
  script.after(frame);
})();
