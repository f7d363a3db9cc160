"use strict";

// What the script of the review pages needs of a browser, and no more: elements found by simple selectors, events,
// storage, and files that are saved. Reads from standard input the page as a tree, its script, what is stored from
// earlier, and what a person does; prints what is on the page then, what was stored and what was saved.
const vm = require("node:vm");
const { page, script, stored, steps } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));

let document;
const storage = new Map(Object.entries(stored));
const saved = [];

class Element {
  listeners = {};
  children = [];
  parent = null;
  selectedIndex = 0;

  constructor(tag, attributes = {}, children = []) {
    this.tag = tag;
    this.attributes = { ...attributes };
    this.append(...children.map((one) => (typeof one === "string" ? one : new Element(...one))));
  }

  append(...children) {
    for (const child of children) {
      if (child instanceof Element) {
        child.parent?.children.splice(child.parent.children.indexOf(child), 1);
        child.parent = this;
      }
      this.children.push(child);
    }
  }

  replaceChildren(...children) {
    this.children = [];
    this.append(...children);
  }

  get textContent() {
    return this.children.map((one) => (typeof one === "string" ? one : one.textContent)).join("");
  }

  set textContent(text) {
    this.replaceChildren(text);
  }

  get hidden() {
    return "hidden" in this.attributes;
  }

  set hidden(isHidden) {
    if (isHidden) this.attributes.hidden = "";
    else delete this.attributes.hidden;
  }

  get dataset() {
    const data = Object.entries(this.attributes).filter(([name]) => name.startsWith("data-"));
    return Object.fromEntries(data.map(([name, value]) => [name.slice(5).replace(/-./g, (x) => x[1].toUpperCase()), value]));
  }

  getAttribute(name) {
    return this.attributes[name] ?? null;
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  removeAttribute(name) {
    delete this.attributes[name];
  }

  get value() {
    if (this.tag === "select") return this.options[this.selectedIndex].value;
    return this.attributes.value ?? (this.tag === "option" ? this.textContent : "");
  }

  set value(value) {
    if (this.tag === "select") this.selectedIndex = this.options.findIndex((option) => option.value === value);
    else this.attributes.value = value;
  }

  get options() {
    return this.querySelectorAll("option");
  }

  get selectedOptions() {
    return [this.options[this.selectedIndex]];
  }

  get index() {
    return this.closest("select").options.indexOf(this);
  }

  get tHead() {
    return this.querySelector("thead");
  }

  get tBodies() {
    return this.querySelectorAll("tbody");
  }

  get rows() {
    return this.querySelectorAll("tr");
  }

  get cells() {
    return this.querySelectorAll("td, th");
  }

  *descendants() {
    for (const child of this.children) {
      if (!(child instanceof Element)) continue;
      yield child;
      yield* child.descendants();
    }
  }

  matches(selectors) {
    return selectors.split(",").some((selector) => {
      const parts = selector.trim().split(/\s+/);
      if (!this.isOne(parts.pop())) return false;
      return !parts.length || Boolean(this.parent?.closest(parts.join(" ")));
    });
  }

  isOne(selector) {
    const not = [...selector.matchAll(/:not\((.+?)\)/g)].map((found) => found[1]);
    const rest = selector.replace(/:not\(.+?\)/g, "");
    if (!/^[a-z]*(\.[\w-]+|\[[\w-]+\])*$/.test(rest)) throw new Error(`The selector ${selector} is not known here.`);
    const classes = (this.attributes.class ?? "").split(" ");
    return rest.match(/[.[]?[\w-]+/g).every((part) => {
      if (part[0] === ".") return classes.includes(part.slice(1));
      return part[0] === "[" ? part.slice(1) in this.attributes : part === this.tag;
    }) && !not.some((one) => (one[0] === "[" ? one.slice(1, -1) in this.attributes : this.isOne(one)));
  }

  closest(selectors) {
    return this.matches(selectors) ? this : this.parent?.closest(selectors) ?? null;
  }

  querySelectorAll(selectors) {
    return [...this.descendants()].filter((element) => element.matches(selectors));
  }

  querySelector(selectors) {
    return this.querySelectorAll(selectors)[0] ?? null;
  }

  addEventListener(name, listener) {
    (this.listeners[name] ??= []).push(listener);
  }

  fire(name, event = {}) {
    for (const listener of this.listeners[name] ?? []) listener({ target: this, preventDefault() {}, ...event });
  }

  click() {
    if ("download" in this) saved.push({ name: this.download, content: this.href.parts.join("") });
    else if (!this.closest("[hidden]")) this.fire("click");
  }

  focus() {
    document.activeElement = this;
  }

  scrollIntoView() {}

  getBoundingClientRect() {
    return { top: 1, bottom: 2 };
  }
}

const localStorage = {
  getItem: (name) => storage.get(name) ?? null,
  setItem: (name, value) => storage.set(name, value),
};

function load() {
  document = new Element("html", {}, [page]);
  document.body = document.activeElement = document.querySelector("body");
  document.createElement = (tag) => new Element(tag);
  const window = new Element("window");
  class Blob {
    constructor(parts) {
      this.parts = parts;
    }
  }
  const URL = { createObjectURL: (blob) => blob, revokeObjectURL() {} };
  vm.runInNewContext(script, { document, window, localStorage, Blob, URL, setTimeout() {} });
  window.fire("pageshow");
}

const cardOf = (id) => document.querySelectorAll(".card").find((card) => card.dataset.findingId === id);

const acts = {
  reload: load,
  click: (selector, id) => (id ? cardOf(id) : document).querySelector(selector).click(),
  focus: (id) => cardOf(id).focus(),
  key: (key) => document.fire("keydown", { key, target: document.activeElement }),
  enter(selector, value, id) {
    const element = (id ? cardOf(id) : document).querySelector(selector);
    if (typeof value === "number") element.selectedIndex = value;
    else element.value = value;
    element.fire("change");
  },
};

load();
for (const [name, ...values] of steps) acts[name](...values);

const cards = document.querySelectorAll(".card").map((card) => {
  const pressed = card.querySelectorAll("button").filter((one) => one.getAttribute("aria-pressed") === "true");
  const shown = { isShown: !card.closest("[hidden]"), pressed: pressed.map((one) => one.attributes.class) };
  return [card.dataset.findingId, { ...shown, wording: card.querySelector(".wording")?.value ?? null }];
});
const progress = document.querySelector(".progress").textContent;
console.log(JSON.stringify({ cards: Object.fromEntries(cards), progress, saved, stored: Object.fromEntries(storage) }));
