"use strict";

// A decision is kept in the browser until it is saved: { path, sha256, finding_id, decision, decided_at, replacement },
// by the names of its article and its finding. What a person has not touched is not in it.
const runId = document.body.dataset.runId;
const storeName = `unspin-review:${runId}`;
const cards = [...document.querySelectorAll(".card")];

// Another page of the run, or the same one in another tab, keeps its decisions in the same place: what is there is
// read again before each change, so that none is written over.
const store = {
  held: { decisions: {}, reviewer: "" },
  isKept: true,
  read() {
    if (!this.isKept) return;
    try {
      Object.assign(this.held, JSON.parse(localStorage.getItem(storeName)));
    } catch {
      this.isKept = false;
    }
  },
  change(edit) {
    this.read();
    edit(this.held);
    try {
      localStorage.setItem(storeName, JSON.stringify(this.held));
    } catch {
      this.isKept = false;
    }
    showProgress();
  },
};

function keyOf(card) {
  return `${card.closest(".article").dataset.path}\n${card.dataset.findingId}`;
}

// What was decided last counts: in this browser, or in the report that the page was made from.
function isOutdated(card) {
  return (store.held.decisions[keyOf(card)]?.decided_at ?? "") < card.dataset.decidedAt;
}

function entryOf(card) {
  return isOutdated(card) ? undefined : store.held.decisions[keyOf(card)];
}

// Whether a decision in this browser is not that of the report, which is newer.
function gaveWay(card) {
  const { decision, replacement } = store.held.decisions[keyOf(card)] ?? {};
  if (decision === undefined || !isOutdated(card)) return false;
  if (decision !== card.dataset.decision) return true;
  return decision === "accept" && replacement !== card.querySelector(".wording").options[0].value;
}

function decisionOf(card) {
  const entry = entryOf(card);
  return entry ? entry.decision : card.dataset.decision || null;
}

function isOwn(card) {
  return "own" in card.querySelector(".wording").selectedOptions[0].dataset;
}

// A decision says the same when it is said twice; only null takes it back.
function decide(card, decision) {
  if (!card.querySelector(".decide")) return;
  const own = card.querySelector(".own");
  const wording = isOwn(card) ? own.value : card.querySelector(".wording").value;
  if (decision === "accept" && isOwn(card) && !wording.trim()) return own.focus();
  const { path, sha256 } = card.closest(".article").dataset;
  // A clock that is behind makes no decision older than what it is decided on.
  const decided_at = [new Date().toISOString(), card.dataset.decidedAt].sort()[1];
  const entry = { path, sha256, finding_id: card.dataset.findingId, decision, decided_at };
  if (decision === "accept") entry.replacement = wording;
  store.change((held) => {
    held.decisions[keyOf(card)] = entry;
  });
  showDecision(card);
}

function takeBack(card) {
  if (decisionOf(card)) decide(card, null);
}

function showDecision(card) {
  if (!card.querySelector(".decide")) return;
  const decision = decisionOf(card);
  for (const name of ["accept", "reject", "never"]) {
    card.querySelector(`.${name}`).setAttribute("aria-pressed", String(decision === name));
  }
  card.querySelector(".take-back").hidden = !decision;
}

function showWording(card) {
  const select = card.querySelector(".wording");
  if (!select) return;
  const entry = entryOf(card);
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
  const hidden = cards.filter((card) => card.hidden).length;
  const parts = [`${cards.length - hidden} of ${cards.length} findings on this page shown`];
  if (document.querySelector(".save")) parts.push(`${cards.filter(decisionOf).length} decided`);
  const older = cards.filter(gaveWay).length;
  if (older) parts.push(`${older} kept in this browser gave way to newer decisions in the report`);
  if (!store.isKept) parts.push("this browser keeps nothing: save your decisions before you leave the page");
  tell(`${parts.join(", ")}.`);
}

function tell(message) {
  document.querySelector(".progress").textContent = message;
}

function showAll() {
  store.read();
  for (const card of cards) {
    showWording(card);
    showDecision(card);
  }
  const reviewer = document.querySelector(".reviewer");
  if (reviewer) reviewer.value = store.held.reviewer;
  filterCards();
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
  showProgress();
}

// An article that is far off has no layout yet: what stands in it seems to reach below its end.
function isBelow(card) {
  return card.closest(".article").getBoundingClientRect().bottom > 0 && card.getBoundingClientRect().top > 0;
}

// From the finding that has the focus, else from where the page is scrolled to.
function step(by) {
  const shown = cards.filter((card) => !card.hidden);
  let place = shown.indexOf(document.activeElement.closest(".card")) + by;
  if (!document.activeElement.closest(".card:not([hidden])")) {
    const below = shown.findIndex(isBelow);
    place = (below < 0 ? shown.length : below) - (by < 0);
  }
  const next = shown[place];
  if (next) {
    next.focus();
    next.scrollIntoView({ block: "center" });
  }
}

// Those that stand on other pages too: `unspin apply` leaves out what is older than the report.
function decisionsToSave() {
  const outdated = new Set(cards.filter(isOutdated).map(keyOf));
  return Object.entries(store.held.decisions).flatMap(([key, entry]) => (outdated.has(key) ? [] : [entry]));
}

function decisionsFile(decisions) {
  const reviewer = store.held.reviewer || undefined;
  const content = { schema_version: 1, run_id: runId, decisions, reviewer, decided_at: new Date().toISOString() };
  return JSON.stringify(content, null, 2);
}

function save() {
  store.read();
  const decisions = decisionsToSave();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([decisionsFile(decisions)], { type: "application/json" }));
  link.download = "decisions.json";
  link.click();
  tell(`${decisions.length} decisions saved.`);
  // The browser may ask first where to save it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
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
  card.querySelector(".accept").addEventListener("click", () => decide(card, "accept"));
  card.querySelector(".reject").addEventListener("click", () => decide(card, "reject"));
  card.querySelector(".take-back").addEventListener("click", () => {
    takeBack(card);
    card.focus();
  });
  card.querySelector(".never").addEventListener("click", () => decide(card, "never"));
  card.querySelector(".wording").addEventListener("change", () => {
    const own = card.querySelector(".own");
    own.hidden = !isOwn(card);
    if (own.hidden) decide(card, "accept");
    else own.focus();
  });
  card.querySelector(".own").addEventListener("change", (event) => {
    if (event.target.value.trim()) decide(card, "accept");
    else takeBack(card);
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const card = document.activeElement.closest(".card");
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    a: () => card && decide(card, "accept"),
    r: () => card && decide(card, "reject"),
    u: () => card && takeBack(card),
    i: () => card && decide(card, "never"),
  };
  if (actions[event.key]) {
    actions[event.key]();
    event.preventDefault();
  }
});

for (const element of document.querySelectorAll(".tools, .decide, .needs-script")) element.hidden = false;
for (const name of [".show", ".source"]) document.querySelector(name).addEventListener("change", filterCards);
document.querySelector(".save")?.addEventListener("click", save);
document.querySelector(".reviewer")?.addEventListener("change", ({ target }) => {
  store.change((held) => {
    held.reviewer = target.value;
  });
});
document.querySelectorAll(".batch table").forEach((table) => prepareTable(table));
window.addEventListener("storage", showAll);
window.addEventListener("pageshow", showAll);
