// One connection to the server for every tab of this browser that follows the same session.

const AGAIN_MS = 1000;
const SPREAD_MS = 1500;
const SILENT_MS = 150_000;
const streams = new Map();

function open(stream) {
  const line = streams.get(stream);
  if (!line) return;
  line.source = new EventSource(stream);
  // What is shown comes before the revision that brought it.
  line.source.addEventListener("figuur", ({ data }) => {
    line.figure = data;
    tell(stream, { figure: data });
  });
  line.source.onmessage = ({ data }) => {
    line.last = Number(data);
    if (line.last < 0) line.source.close();
    tell(stream, { revision: line.last, open: true });
  };
  line.source.onerror = () => {
    line.source.close();
    tell(stream, { open: false });
    line.timer = setTimeout(() => tryAgain(stream), AGAIN_MS + Math.random() * SPREAD_MS);
  };
}

// A stream does not say why it was refused; whoever is not in the session any more asks no further.
async function tryAgain(stream) {
  try {
    const { status } = await fetch(stream, { method: "HEAD" });
    if (status === 403) return tell(stream, { revision: -2, open: true });
  } catch {
    // The server is not there yet: the stream itself will say so.
  }
  open(stream);
}

function tell(stream, message) {
  for (const port of streams.get(stream)?.ports.keys() ?? []) port.postMessage({ stream, ...message });
}

function follow(stream, port) {
  let line = streams.get(stream);
  if (!line) {
    line = { ports: new Map() };
    streams.set(stream, line);
    open(stream);
  } else if (line.last !== undefined) {
    port.postMessage({ stream, figure: line.figure, revision: line.last, open: true });
  }
  line.ports.set(port, Date.now());
}

function leave(stream, port) {
  const line = streams.get(stream);
  if (!line) return;
  line.ports.delete(port);
  if (line.ports.size) return;
  clearTimeout(line.timer);
  line.source?.close();
  streams.delete(stream);
}

// A tab that was closed says nothing any more: who is silent for minutes is gone (a hidden tab speaks once a minute).
setInterval(() => {
  for (const [stream, { ports }] of streams) {
    for (const [port, seen] of ports) if (Date.now() - seen > SILENT_MS) leave(stream, port);
  }
}, 15_000);

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => {
    if (data.follow) follow(data.follow, port);
    if (data.leave) leave(data.leave, port);
    if (data.alive && streams.get(data.alive)?.ports.has(port)) streams.get(data.alive).ports.set(port, Date.now());
    else if (data.alive) follow(data.alive, port);
  };
};
