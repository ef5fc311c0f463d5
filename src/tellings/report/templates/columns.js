// Which articles are in view, two to six of them side by side; and columns that keep step.
const MOST = 6;
const NARROWEST = 232; // pixels of a column with its gap, as the style sheet has it
const desk = document.querySelector(".desk");
const roomy = matchMedia("(min-width: 72rem)");
const holder = (column) => column.closest(".folded") || column;
const room = () => Math.min(MOST, Math.max(2, Math.floor(panel.clientWidth / NARROWEST)));
let inView = [];
const chips = new Map();

const button = (text, pressed, click) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-pressed", String(pressed));
  made.addEventListener("click", click);
  return made;
};

// Show the chosen columns, or on a narrow page all of them, one under the other.
const arrange = () => {
  const side = roomy.matches;
  panel.classList.toggle("side", side);
  for (const column of columns) {
    const shown = !side || inView.includes(column);
    holder(column).hidden = !shown;
    if (side && column !== holder(column)) holder(column).open = true;
    chips.get(column)?.setAttribute("aria-pressed", String(shown));
  }
};
const add = (column, most) => {
  inView.push(column);
  while (inView.length > most) inView.shift();
};
const choose = (column) => {
  if (!inView.includes(column)) add(column, MOST);
  else if (inView.length > 1) inView = inView.filter((each) => each !== column);
  arrange();
};
// Bring the column that holds this place into view.
const reveal = (target) => {
  const column = target.closest(".column") || target.querySelector(".column");
  if (!column || !roomy.matches || inView.includes(column)) return;
  add(column, Math.max(inView.length, room()));
  arrange();
};
const fill = () => {
  inView = columns.filter((each) => inView.includes(each));
  for (const each of columns) if (!inView.includes(each) && inView.length < room()) inView.push(each);
  inView.splice(Math.max(room(), 2));
  arrange();
};

const tools = document.querySelector("#articles .tools");
if (columns.length > 1) {
  const strip = document.createElement("div");
  strip.className = "strip";
  strip.setAttribute("role", "group");
  strip.setAttribute("aria-label", "Articles in view");
  for (const column of columns) {
    const [letter, ...name] = column.getAttribute("aria-label").split(", ");
    const made = button("", false, () => choose(column));
    const chip = document.createElement("b");
    chip.className = column.className.match(/p\d/)[0];
    chip.textContent = letter;
    made.append(chip, columns.length > MOST ? "" : ` ${name.join(", ")}`);
    made.title = name.join(", ");
    if (columns.length > MOST) made.setAttribute("aria-label", `${letter}, ${made.title}`);
    chips.set(column, made);
    strip.append(made);
  }
  const wide = button("Full width", false, () => {
    const on = desk.classList.toggle("wide");
    wide.setAttribute("aria-pressed", String(on));
    fill();
    if (on) document.getElementById("articles").scrollIntoView({ behavior: glide });
  });
  const step = button("Scroll together", !calm, () => step.setAttribute("aria-pressed", String(!keeping())));
  const keeping = () => step.getAttribute("aria-pressed") === "true";
  const ways = document.createElement("div");
  ways.className = "ways";
  ways.append(wide, step);
  tools.after(strip);
  strip.append(ways);
  follow(keeping);
}

// The other columns come to the passage that the one under the hand has reached.
function follow(keeping) {
  let leader = null;
  let last = null;
  let waiting = false;
  const lead = (event) => {
    const column = event.target.closest?.(".column");
    if (column && column !== leader) { leader = column; last = null; }
  };
  for (const kind of ["pointerover", "pointerdown", "wheel", "focusin", "keydown"]) {
    panel.addEventListener(kind, lead, { passive: true });
  }
  const keep = () => {
    waiting = false;
    const passed = above(leader, leader.getBoundingClientRect().top + leader.clientHeight / 3);
    if (!passed.length || passed[0] === last) return;
    last = passed[0];
    for (const column of inView) {
      if (column === leader) continue;
      // Where it does not tell this passage: the last one before that it tells.
      const stretch = passed.find((each) => beside(each, column));
      if (!stretch) continue;
      const at = stretch.getBoundingClientRect().top - leader.getBoundingClientRect().top;
      bring(column, beside(stretch, column), at);
    }
    mark("near", entriesOf(last)[0]);
  };
  panel.addEventListener("scroll", (event) => {
    if (event.target !== leader || waiting || !keeping()) return;
    waiting = true;
    requestAnimationFrame(keep);
  }, { capture: true, passive: true });
}
// The stretches above a line that others have, too, the nearest first.
function above(column, line) {
  const shared = all(".m", column).filter((each) => entriesOf(each).some((entry) => stretches.get(entry).size > 1));
  let low = 0;
  let high = shared.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shared[middle].getBoundingClientRect().top <= line) low = middle + 1;
    else high = middle;
  }
  return shared.slice(0, low).reverse();
}
function beside(stretch, column) {
  for (const entry of entriesOf(stretch)) {
    const found = stretches.get(entry).get(column);
    if (found) return found[0];
  }
  return null;
}

roomy.addEventListener("change", fill);
fill();
