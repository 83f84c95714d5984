// Translates what Streamlit itself writes on the page, and keeps its one-letter shortcuts away
// from people who type. One observer a tab; each rerun only hands it the wordings.

const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "data-placeholder"];
const OWN_WORDS = "[data-testid='stMarkdownContainer'], .js-plotly-plot, code, pre, textarea";
// Labels that Streamlit itself writes with the means it gives to authors.
const BUILT_IN = "[data-testid='stFileUploaderDropzone'], [data-testid='stMainMenuPopover']";
const PLACE = /\{(\w+)\}/g;
const TAB = Symbol.for("kompas.shim");

export default function ({ data }) {
  const tab = (window[TAB] ??= start());
  if (tab.given === JSON.stringify(data)) return;
  tab.given = JSON.stringify(data);
  tab.exact = new Map(data.pairs.filter(([from]) => !from.includes("{")));
  tab.patterns = data.pairs.filter(([from]) => from.includes("{")).map(compile);
  document.documentElement.lang = data.language;
  translateBelow(tab, document.body);
}

function start() {
  const tab = { exact: new Map(), patterns: [], given: "" };
  const observer = new MutationObserver((changes) => changes.forEach((change) => follow(tab, change)));
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
  window.addEventListener("keydown", swallowShortcut, true);
  return tab;
}

function follow(tab, change) {
  if (change.type === "attributes") translateAttribute(tab, change.target, change.attributeName);
  else if (change.type === "characterData") translateText(tab, change.target);
  else change.addedNodes.forEach((node) => translateBelow(tab, node));
}

function translateBelow(tab, node) {
  if (node.nodeType === Node.TEXT_NODE) return translateText(tab, node);
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const element of [node, ...node.querySelectorAll("*")]) {
    for (const name of ATTRIBUTES) translateAttribute(tab, element, name);
  }
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) translateText(tab, walker.currentNode);
}

function translateAttribute(tab, element, name) {
  const before = element.getAttribute(name);
  const after = before && wordingOf(tab, before);
  if (after && after !== before) element.setAttribute(name, after);
}

function translateText(tab, node) {
  const before = node.nodeValue.trim();
  const around = node.parentElement;
  if (!before || (around?.closest(OWN_WORDS) && !around.closest(BUILT_IN))) return;
  const after = wordingOf(tab, before);
  if (after && after !== before) node.nodeValue = node.nodeValue.replace(before, () => after);
}

function wordingOf(tab, words) {
  const exact = tab.exact.get(words);
  if (exact !== undefined) return exact;
  for (const { pattern, to } of tab.patterns) {
    const match = pattern.exec(words);
    if (match) return to.replace(PLACE, (_, name) => match.groups[name]);
  }
  return undefined;
}

function compile([from, to]) {
  const escaped = from.split(PLACE).map((part, i) => (i % 2 ? `(?<${part}>.+)` : escapeWords(part)));
  return { pattern: new RegExp(`^${escaped.join("")}$`), to };
}

function escapeWords(words) {
  return words.replace(/[.*+?^$()|[\]\\{}]/g, "\\$&");
}

function swallowShortcut(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable='true']");
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (plain && !typing && ["r", "c"].includes(event.key.toLowerCase())) event.stopImmediatePropagation();
}
