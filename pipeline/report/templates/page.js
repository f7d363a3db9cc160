"use strict";

// A decision is kept in the browser until it is saved: { path, sha256, finding_id, decision, replacement }, by the
// names of its article and its finding. What a person has not touched is not in it.
const runId = document.body.dataset.runId;
const storeName = `unspin-review:${runId}`;
const cards = [...document.querySelectorAll(".card")];

const store = (() => {
  let held = { decisions: {}, words: [], reviewer: "" };
  try {
    held = { ...held, ...JSON.parse(localStorage.getItem(storeName)) };
  } catch {
    // A browser that keeps nothing still lets a person decide and save.
  }
  return {
    held,
    keep() {
      try {
        localStorage.setItem(storeName, JSON.stringify(held));
      } catch {
        // As above.
      }
    },
  };
})();

function keyOf(card) {
  return `${card.closest(".article").dataset.path}\n${card.dataset.findingId}`;
}

function decisionOf(card) {
  const entry = store.held.decisions[keyOf(card)];
  return entry ? entry.decision : card.dataset.decision || null;
}

function isOwn(card) {
  return "own" in card.querySelector(".wording").selectedOptions[0].dataset;
}

function decide(card, decision) {
  if (!card.querySelector(".decide")) return;
  const own = card.querySelector(".own");
  const wording = isOwn(card) ? own.value : card.querySelector(".wording").value;
  if (decision === "accept" && isOwn(card) && !wording.trim()) {
    own.focus();
    own.placeholder = "your words, or (remove)";
    return;
  }
  const { path, sha256 } = card.closest(".article").dataset;
  const entry = { path, sha256, finding_id: card.dataset.findingId, decision };
  if (decision === "accept") entry.replacement = wording;
  store.held.decisions[keyOf(card)] = entry;
  store.keep();
  showDecision(card);
  showProgress();
}

function toggle(card, decision) {
  decide(card, decisionOf(card) === decision ? null : decision);
}

function neverFlag(card) {
  if (!card.querySelector(".never")) return;
  const word = card.dataset.match.trim();
  const words = store.held.words;
  if (words.includes(word)) {
    words.splice(words.indexOf(word), 1);
    store.keep();
    showDecision(card);
  } else {
    words.push(word);
    decide(card, "reject");
  }
}

function showDecision(card) {
  if (!card.querySelector(".decide")) return;
  const decision = decisionOf(card);
  for (const name of ["accept", "reject"]) {
    card.querySelector(`.${name}`).setAttribute("aria-pressed", String(decision === name));
  }
  const never = card.querySelector(".never");
  if (never) never.setAttribute("aria-pressed", String(store.held.words.includes(card.dataset.match.trim())));
}

function showWording(card) {
  const select = card.querySelector(".wording");
  if (!select) return;
  const entry = store.held.decisions[keyOf(card)];
  const own = card.querySelector(".own");
  if (entry && entry.replacement !== undefined) {
    const options = [...select.options];
    const known = options.find((option) => !("own" in option.dataset) && option.value === entry.replacement);
    select.selectedIndex = known ? known.index : options.length - 1;
    own.value = known ? "" : entry.replacement;
  }
  own.hidden = !isOwn(card);
}

function showProgress() {
  const output = document.querySelector(".progress");
  if (!output) return;
  const decided = cards.filter(decisionOf).length;
  output.textContent = `${decided} of ${cards.length} findings on this page decided.`;
}

function filterCards() {
  const show = document.querySelector(".show").value;
  const source = document.querySelector(".source").value;
  for (const card of cards) {
    const { state, clinical } = card.dataset;
    const isWanted = { all: true, clinical: clinical !== "", undecided: !decisionOf(card) }[show] ?? state === show;
    card.hidden = !isWanted || (source !== "" && card.dataset.source !== source);
  }
  for (const article of document.querySelectorAll("section.article")) {
    article.hidden = !article.querySelector(".card:not([hidden])");
  }
}

function step(by) {
  const shown = cards.filter((card) => !card.hidden);
  const current = shown.indexOf(document.activeElement.closest(".card"));
  const next = shown[current < 0 ? (by > 0 ? 0 : shown.length - 1) : current + by];
  if (next) {
    next.focus();
    next.scrollIntoView({ block: "center" });
  }
}

function decisionsFile() {
  const content = { schema_version: 1, run_id: runId, decisions: Object.values(store.held.decisions) };
  if (store.held.reviewer) content.reviewer = store.held.reviewer;
  content.decided_at = new Date().toISOString();
  return JSON.stringify(content, null, 2);
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([decisionsFile()], { type: "application/json" }));
  link.download = "decisions.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function copyWords(button) {
  const text = store.held.words.map((word) => `${word}\n`).join("");
  const told = (message) => {
    document.querySelector(".progress").textContent = message;
  };
  if (!text) return told("No word is marked as never to be flagged.");
  const area = document.createElement("textarea");
  area.value = text;
  button.after(area);
  area.select();
  const isCopied = document.execCommand("copy");
  if (isCopied) area.remove();
  told(isCopied ? "Copied: paste it into the file that --vocab names." : "Copy it from the field, into the file that --vocab names.");
}

function sortTable(table, column) {
  const head = table.tHead.rows[0].cells;
  const isUp = head[column].getAttribute("aria-sort") !== "ascending";
  const value = (row) => row.cells[column].textContent.trim();
  const compare = (one, other) => {
    const [a, b] = [value(one), value(other)];
    if (!a || !b) return !a - !b;
    const order = a - b;
    return (Number.isNaN(order) ? a.localeCompare(b) : order) * (isUp ? 1 : -1);
  };
  table.tBodies[0].append(...[...table.tBodies[0].rows].sort(compare));
  for (const cell of head) cell.removeAttribute("aria-sort");
  head[column].setAttribute("aria-sort", isUp ? "ascending" : "descending");
}

function prepareTable(table) {
  [...table.tHead.rows[0].cells].forEach((cell, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = cell.textContent;
    button.addEventListener("click", () => sortTable(table, column));
    cell.replaceChildren(button);
  });
  const find = document.querySelector(".find");
  find.addEventListener("input", () => {
    const wanted = find.value.toLowerCase();
    for (const row of table.tBodies[0].rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  });
}

for (const card of cards) {
  if (!card.querySelector(".decide")) continue;
  showWording(card);
  showDecision(card);
  card.querySelector(".accept").addEventListener("click", () => toggle(card, "accept"));
  card.querySelector(".reject").addEventListener("click", () => toggle(card, "reject"));
  card.querySelector(".never")?.addEventListener("click", () => neverFlag(card));
  card.querySelector(".wording").addEventListener("change", () => {
    const own = card.querySelector(".own");
    own.hidden = !isOwn(card);
    if (own.hidden) decide(card, "accept");
    else own.focus();
  });
  card.querySelector(".own").addEventListener("change", () => decide(card, "accept"));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const card = document.activeElement.closest(".card");
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    a: () => card && toggle(card, "accept"),
    r: () => card && toggle(card, "reject"),
    i: () => card && neverFlag(card),
  };
  if (actions[event.key]) {
    actions[event.key]();
    event.preventDefault();
  }
});

for (const element of document.querySelectorAll(".tools, .decide, .needs-script")) element.hidden = false;
for (const name of [".show", ".source"]) document.querySelector(name).addEventListener("change", filterCards);
document.querySelector(".save")?.addEventListener("click", save);
document.querySelector(".copy-words")?.addEventListener("click", (event) => copyWords(event.target));
const reviewer = document.querySelector(".reviewer");
if (reviewer) {
  reviewer.value = store.held.reviewer;
  reviewer.addEventListener("change", () => {
    store.held.reviewer = reviewer.value;
    store.keep();
  });
}
const batch = document.querySelector(".batch table");
if (batch) prepareTable(batch);
showProgress();
