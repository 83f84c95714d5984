// Saves the chart of a figure block as a PNG that says by itself what it is: question, finding, chart,
// group, n, release and caution. Everything happens in this tab; the picture is sent nowhere.

const SCALE = 2;
const MARGIN = 24;
const FONT = '"DejaVu Sans", system-ui, sans-serif';

export default function ({ data, parentElement, setTriggerValue }) {
  let button = parentElement.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    parentElement.append(button);
  }
  button.textContent = data.label;
  button.onclick = async () => {
    await savePicture(data);
    // The house notes that a file was made; the picture itself stays in this tab.
    setTriggerValue("saved", true);
  };
}

async function savePicture(data) {
  const chart = document.querySelector(`.${data.figure} .js-plotly-plot`);
  if (!chart) return;
  const layers = [...chart.querySelectorAll(".main-svg")];
  const width = Number(layers[0].getAttribute("width"));
  const height = Number(layers[0].getAttribute("height"));
  const images = await Promise.all(layers.map((layer) => loadLayer(layer, width, height)));
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const inner = Math.max(width, 560);
  const above = [...wrap(pen, data.title, inner, 20, "bold"), ...wrap(pen, data.answer, inner, 14)];
  const below = data.notes.flatMap((note) => wrap(pen, note, inner, 12));
  const top = MARGIN + heightOf(above) + 8;
  canvas.width = (inner + 2 * MARGIN) * SCALE;
  canvas.height = (top + height + 8 + heightOf(below) + MARGIN) * SCALE;
  pen.scale(SCALE, SCALE);
  pen.fillStyle = data.background;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = data.ink;
  write(pen, above, MARGIN);
  for (const image of images) pen.drawImage(image, MARGIN, top, width, height);
  write(pen, below, top + height + 8);
  canvas.toBlob((blob) => offer(blob, data.file), "image/png");
}

function loadLayer(layer, width, height) {
  const copy = layer.cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.style.background = "transparent";
  const text = new XMLSerializer().serializeToString(copy);
  const image = new Image(width * SCALE, height * SCALE);
  return new Promise((resolve, reject) => {
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  });
}

function wrap(pen, text, width, size, weight = "normal") {
  const font = `${weight} ${size}px ${FONT}`;
  pen.font = font;
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => ({ line, font, step: Math.round(size * 1.45) }));
}

function heightOf(lines) {
  return lines.reduce((sum, { step }) => sum + step, 0);
}

function write(pen, lines, top) {
  let y = top;
  pen.textBaseline = "top";
  for (const { line, font, step } of lines) {
    pen.font = font;
    pen.fillText(line, MARGIN, y);
    y += step;
  }
}

function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
