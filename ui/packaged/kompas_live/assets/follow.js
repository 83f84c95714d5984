// Follows a live session: hears that there is something new, shows the figure of the card at once, and then lets the
// fragment around it run again. One connection a browser where it can share one (serve/live/worker.js).

const places = new WeakMap();
const AGAIN_MS = 1000;
const SPREAD_MS = 1500;
const READY_MS = 600;
const FIGURE_MS = 5000;
const RETRY_MS = 4000;
const LONGEST_MS = 30_000;
let plotly;

export default function ({ data, parentElement, setTriggerValue }) {
  let place = places.get(parentElement);
  if (!place) {
    place = makePlace(parentElement);
    places.set(parentElement, place);
  }
  const before = place.data;
  place.data = data;
  place.wake = (revision) => setTriggerValue("revision", revision);
  place.box.classList.toggle("kompas-large", data.large);
  place.offline.textContent = data.words.offline;
  announce(place, data.announce);
  setClock(place, data);
  if (data.stream && before?.stream !== data.stream) connect(place);
  if (before?.figure !== data.figure) place.showing = showNow(place);
  if (place.question) place.question.hidden = place.question.textContent === data.title;
  // The first figure must not wait for what draws it.
  if (!before && data.plotly) setTimeout(() => loadPlotly(data.plotly).catch(() => {}), READY_MS);
  return () => {
    // A part that is drawn anew within one visit is the same place; only what left the page lets go.
    setTimeout(() => parentElement.isConnected || leave(place), 2000);
  };
}

function makePlace(parent) {
  const box = document.createElement("div");
  box.className = "kompas-follow";
  const said = add(box, "p", "kompas-said");
  said.setAttribute("role", "status");
  said.setAttribute("aria-live", "polite");
  const offline = add(box, "p", "kompas-offline");
  offline.hidden = true;
  const left = add(box, "p", "kompas-left");
  left.setAttribute("role", "timer");
  left.hidden = true;
  const figure = add(box, "div", "kompas-shown");
  parent.append(box);
  return { box, said, offline, left, figure, seen: -1, told: "", shown: null, drawn: null };
}

function add(parent, tag, name) {
  const element = document.createElement(tag);
  element.className = name;
  parent.append(element);
  return element;
}

function announce(place, words) {
  if (place.announced === words) return;
  place.announced = words;
  place.said.textContent = words;
}

// The clock of a card: `left` are seconds at the moment that the server drew it.
function setClock(place, { left, drawn }) {
  const mark = `${left} ${drawn}`;
  if (place.mark === mark) return;
  place.mark = mark;
  clearInterval(place.clock);
  place.left.hidden = left === null || left === undefined;
  if (place.left.hidden) return;
  const end = performance.now() + left * 1000;
  const tick = () => {
    const rest = Math.max(0, Math.round((end - performance.now()) / 1000));
    place.left.textContent = `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`;
    if (rest === 0) clearInterval(place.clock);
  };
  tick();
  place.clock = setInterval(tick, 500);
}

function connect(place) {
  leave(place);
  // What an earlier stream said, such as that its pass is no longer good, says nothing of this one.
  clearTimeout(place.soon);
  place.seen = -1;
  const { worker } = place.data;
  const stream = window.DecompressionStream ? place.data.stream : `${place.data.stream}&plat=1`;
  const hear = (message) => {
    if (message.figure !== undefined) {
      place.told = message.figure;
      if (!place.data.figure) place.showing = showNow(place);
    }
    if (message.revision !== undefined) wake(place, message.revision);
    place.offline.hidden = message.open !== false;
  };
  if (worker && window.SharedWorker) {
    const shared = new SharedWorker(worker, { name: "kompas-live" });
    shared.port.onmessage = ({ data }) => data.stream === stream && hear(data);
    shared.port.postMessage({ follow: stream });
    const live = setInterval(() => shared.port.postMessage({ alive: stream }), 20_000);
    place.leave = () => {
      clearInterval(live);
      shared.port.postMessage({ leave: stream });
      shared.port.close();
    };
  } else {
    place.leave = listen(stream, hear);
  }
}

function leave(place) {
  place.leave?.();
  place.leave = undefined;
}

function listen(stream, hear) {
  let source, timer;
  const open = () => {
    source = new EventSource(stream);
    source.addEventListener("figuur", ({ data }) => hear({ figure: data }));
    source.onmessage = ({ data }) => {
      if (Number(data) < 0) source.close();
      hear({ revision: Number(data), open: true });
    };
    source.onerror = () => {
      hear({ open: false });
      source.close();
      timer = setTimeout(tryAgain, AGAIN_MS + Math.random() * SPREAD_MS);
    };
  };
  // A stream does not say why it was refused; whoever is not in the session any more asks no further.
  const tryAgain = async () => {
    try {
      const { status } = await fetch(stream, { method: "HEAD" });
      if (status === 403) return hear({ revision: -2, open: true });
    } catch {
      // The server is not there yet: the stream itself will say so.
    }
    open();
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

async function wake(place, revision) {
  if (revision === place.seen) return;
  place.seen = revision;
  // Two hundred visitors at once: the figures first, the rest of the page a moment later.
  const slow = new Promise((resolve) => setTimeout(resolve, FIGURE_MS));
  await Promise.race([place.showing, slow]);
  if (place.seen === revision) askPage(place, revision, Math.random() * place.data.spread, RETRY_MS);
}

// A page that was just then without its connection, or busy with a run of its own, never heard: ask until it is there.
function askPage(place, revision, soon, pause) {
  clearTimeout(place.soon);
  place.soon = setTimeout(() => {
    if (!place.box.isConnected || (revision >= 0 && place.data.revision >= revision)) return;
    place.wake(revision);
    askPage(place, revision, pause * (1 + Math.random() / 2), Math.min(pause * 2, LONGEST_MS));
  }, soon);
}

// The figure that the stream told of, or, for who looks around alone, the one at an address of its own.
async function showNow(place) {
  const { figure: address } = place.data;
  const told = place.told;
  const current = () => place.data.figure === address && place.told === told;
  try {
    const figure = address ? await fetchFigure(address) : await unpack(told);
    if (!current()) return;
    if (!figure) {
      if (address || told) clearFigure(place);
    } else if (figure.view !== place.drawn) {
      // A stream that came back tells again what is there already.
      await showFigure(place, figure);
    }
  } catch {
    // The line broke: the stream comes back by itself and tells it again.
  }
}

async function fetchFigure(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  return answer.status === 200 ? answer.json() : null;
}

// Deflated, in base64; as it is for a browser that cannot inflate; a dash where the card has no figure.
function unpack(told) {
  if (!told || told === "-") return null;
  if (told.startsWith("{")) return JSON.parse(told);
  const bytes = Uint8Array.from(atob(told), (sign) => sign.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(inflated).json();
}

function clearFigure(place) {
  place.shown = place.drawn = null;
  place.figure.replaceChildren();
  place.chart = undefined;
}

async function showFigure(place, told) {
  place.shown = told.view;
  place.drawn = null;
  if (!place.chart) {
    place.figure.replaceChildren();
    place.question = add(place.figure, "h2", "kompas-heading");
    place.answer = add(place.figure, "p", "kompas-answer");
    place.chart = add(place.figure, "div", "kompas-chart");
    place.chart.setAttribute("role", "img");
    place.more = add(place.figure, "div", "kompas-more");
  }
  place.question.textContent = told.question;
  place.question.hidden = told.question === place.data.title;
  place.answer.textContent = told.answer;
  place.more.innerHTML = told.below;
  place.chart.hidden = !told.figure;
  if (!told.figure) {
    place.drawn = told.view;
    return;
  }
  place.chart.setAttribute("aria-label", told.answer);
  const library = await loadPlotly(place.data.plotly);
  if (place.shown !== told.view) return;
  const height = place.data.large ? { height: Math.max(told.figure.layout?.height ?? 0, 380) } : {};
  const layout = { ...told.figure.layout, ...height, autosize: true };
  await library.react(place.chart, told.figure.data, layout, told.config);
  place.drawn = told.view;
  performance.mark("kompas-figure", { detail: told.view });
}

function loadPlotly(path) {
  plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = path;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      plotly = undefined;
      reject(new Error(path));
    };
    document.head.append(script);
  });
  return plotly;
}
