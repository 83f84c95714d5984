// Translates what Streamlit itself writes on the page, follows our links and choices without a new page, and keeps its one-letter
// shortcuts away from people who type. `WORDS` stands above: for each language pairs of a built-in text and its wording.

const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "data-placeholder"];
const OWN_WORDS = "[data-testid='stMarkdownContainer'], .js-plotly-plot, code, pre, textarea";
// Labels that Streamlit itself writes with the means it gives to authors.
const BUILT_IN = ["stFileUploaderDropzone", "stMainMenuPopover", "stTopNavSection", "stDownloadButton"]
  .map((name) => `[data-testid='${name}']`)
  .join(", ");
const AHEAD_MS = 500;
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
    keepFocus(tab);
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
  window.addEventListener("keydown", swallowShortcut, true);
  document.addEventListener("click", (event) => followLink(tab, event));
  document.addEventListener("change", (event) => takeChoice(tab, event));
  document.documentElement.dataset.kompas = "choices";
  speak(tab);
}

function follow(tab, change) {
  if (change.type === "attributes") translateAttribute(tab, change.target, change.attributeName);
  else if (change.type === "characterData") translateText(tab, change.target);
  else change.addedNodes.forEach((node) => {
    translateBelow(tab, node);
    fetchAhead(node);
  });
}

// The script that the next page needs is fetched and read while somebody fills in the form that leads there.
function fetchAhead(node) {
  const form = node.nodeType === Node.ELEMENT_NODE && (node.closest("[data-ahead]") ?? node.querySelector("[data-ahead]"));
  if (!form) return;
  const script = Object.assign(document.createElement("script"), { async: true, src: form.dataset.ahead });
  setTimeout(() => document.head.append(script), AHEAD_MS);
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
function followLink(tab, event) {
  const link = event.target.closest?.("[data-testid='stHtml'] a[href]");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || link.target || link.origin !== location.origin) return;
  event.preventDefault();
  openWithin(tab, link, link.href);
}

// A choice in a list of ours is asked for at once, as its form would ask for it.
function takeChoice(tab, event) {
  const list = event.target.closest?.("[data-testid='stHtml'] form select");
  if (!list) return;
  const chosen = [...new FormData(list.form)].filter(([, value]) => value !== "");
  const query = list.selectedOptions[0].dataset.address ?? `?${new URLSearchParams(chosen)}`;
  openWithin(tab, list, location.pathname + query);
}

function openWithin(tab, from, address) {
  tab.chosen = from.dataset.choice;
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}

// What was chosen from is drawn anew: whoever uses a keyboard goes on from there.
function keepFocus(tab) {
  if (!tab.chosen || document.activeElement !== document.body) return;
  document.querySelector(`[data-choice="${CSS.escape(tab.chosen)}"]`)?.focus({ preventScroll: true });
}

function swallowShortcut(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable='true']");
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (plain && !typing && ["r", "c"].includes(event.key.toLowerCase())) event.stopImmediatePropagation();
}

start();
