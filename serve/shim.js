// Translates what Streamlit itself writes on the page, follows our links without a new page, and keeps its one-letter shortcuts away
// from people who type. `WORDS` stands above: for each language pairs of a built-in text and its wording.

const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "data-placeholder"];
const OWN_WORDS = "[data-testid='stMarkdownContainer'], .js-plotly-plot, code, pre, textarea";
// Labels that Streamlit itself writes with the means it gives to authors.
const BUILT_IN = ["stFileUploaderDropzone", "stMainMenuPopover", "stTopNavSection", "stDownloadButton"]
  .map((name) => `[data-testid='${name}']`)
  .join(", ");
const PLACE = /\{(\w+)\}/g;

const LANGUAGES = Object.keys(WORDS);

// The address tells the language; it can change without a new page.
function readLanguage() {
  const wanted = new URLSearchParams(location.search).get("taal");
  return LANGUAGES.includes(wanted) ? wanted : LANGUAGES[0];
}

function speak(tab) {
  const language = readLanguage();
  if (tab.language === language) return;
  tab.language = language;
  tab.exact = new Map(WORDS[language].filter(([from]) => !from.includes("{")));
  tab.patterns = WORDS[language].filter(([from]) => from.includes("{")).map(compile);
  document.documentElement.lang = language;
  translateBelow(tab, document.body);
}

function start() {
  const tab = {};
  const observer = new MutationObserver((changes) => {
    speak(tab);
    changes.forEach((change) => follow(tab, change));
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
  window.addEventListener("keydown", swallowShortcut, true);
  document.addEventListener("click", followLink);
  speak(tab);
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

// A link of ours to another page opens it within this visit: Streamlit follows the address.
function followLink(event) {
  const link = event.target.closest?.("[data-testid='stHtml'] a[href]");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || link.target || link.origin !== location.origin) return;
  event.preventDefault();
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate"));
}

function swallowShortcut(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable='true']");
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (plain && !typing && ["r", "c"].includes(event.key.toLowerCase())) event.stopImmediatePropagation();
}

start();
