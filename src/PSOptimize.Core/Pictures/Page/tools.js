"use strict";
// Shared by all views. Every name in the figure is data and reaches the page as text only.

const byId = id => document.getElementById(id);
const figure = JSON.parse(byId("figure").textContent);

const hidden = new Set();
let scene, time;

const narrow = () => window.innerWidth < 600;
const darkMode = window.matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (figure.scheme === "auto" ? darkMode.matches : figure.scheme === "dark");
const theme = () => figure.themes[isDark() ? "dark" : "light"];

// Escapes text for labels, in which Plotly interprets a subset of HTML.
const plain = text => String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

// A number in readable form: 0.00123, 12.5, 3.2·10⁻⁷.
function short(value, digits = 5) {
  if (value === null) return "–";
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e5)) return String(+value.toPrecision(digits)).replace("-", "−");
  const [front, power] = value.toExponential(digits - 1).split("e"),
    factor = String(+front).replace("-", "−");
  const raised = String(+power).replace(/[-\d]/g, c => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);
  return (factor === "1" ? "" : factor === "−1" ? "−" : factor + "·") + "10" + raised;
}

const config = { responsive: true, displaylogo: false, displayModeBar: false };
const dashes = ["solid", "dash", "dot", "dashdot"];
const colour = look => (isDark() ? look.dark : look.light);
const keyOf = (row, entry) => row.title + "\n" + entry.name;
const visible = track => {
  const index = scene.tracks.indexOf(track);
  return !scene.legend.some(row => row.entries.some(entry => hidden.has(keyOf(row, entry)) && entry.tracks.includes(index)));
};

const line = track => ({ color: colour(track), dash: dashes[track.dash], width: scene.tracks.length > 60 ? 1.2 : 2 });

// The first path is the widest, so that paths that coincide remain visible.
function taper(track) {
  const n = scene.tracks.length,
    i = scene.tracks.indexOf(track);
  return { ...line(track), width: n > 1 && n <= 8 ? 1.8 + (3.2 * (n - 1 - i)) / (n - 1) : line(track).width };
}

function axis(title, more) {
  return {
    title: { text: plain(title), standoff: 8 },
    gridcolor: theme().grid,
    zeroline: false,
    linecolor: theme().muted,
    mirror: true,
    showline: true,
    ticks: "outside",
    tickcolor: theme().muted,
    tickfont: { color: theme().muted },
    exponentformat: "power",
    ...more
  };
}

function layout(more) {
  return {
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { color: theme().ink, family: getComputedStyle(document.body).fontFamily, size: 12 },
    showlegend: false,
    hovermode: "closest",
    margin: { l: 76, r: 24, t: 10, b: 48 },
    dragmode: narrow() ? false : "zoom",
    hoverlabel: { bgcolor: theme().background, bordercolor: theme().muted, font: { color: theme().ink }, align: "left" },
    ...more
  };
}

// Whether to use a logarithmic scale: no number is negative, and they span more than two powers of ten.
function spansPowers(values) {
  const known = values.filter(v => v !== null),
    positive = known.filter(v => v > 0);
  return positive.length > 0 && known.every(v => v >= 0) && largest(positive) / 200 > smallest(positive);
}
const largest = values => values.reduce((a, b) => Math.max(a, b), -Infinity);
const smallest = values => values.reduce((a, b) => Math.min(a, b), Infinity);

// The range of an axis that contains all numbers; for a logarithmic axis in powers of ten, as Plotly expects it.
function reach(values, log) {
  const scaled = values.filter(v => v !== null && (!log || v > 0)).map(v => (log ? Math.log10(v) : v));
  if (scaled.length === 0) return {};
  const low = smallest(scaled),
    high = largest(scaled),
    room = 0.05 * (high - low) || (log ? 0.5 : Math.abs(low) / 2 || 1);
  return { range: [low - room, high + room] };
}

// Round ticks for a logarithmic axis: powers of ten, and if there are few, also 2 and 5 times these.
function powers([low, high]) {
  const decades = high - low,
    marks = [];
  if (decades < 0.7) {
    const a = 10 ** low,
      b = 10 ** high,
      raw = (b - a) / 5,
      power = 10 ** Math.floor(Math.log10(raw)),
      step = power * [1, 2, 5, 10].find(f => f * power >= raw);
    for (let k = Math.ceil(a / step); k * step <= b; k++) marks.push(k * step);
  } else {
    const stride = Math.ceil(decades / 8),
      digits = decades < 2.5 ? [1, 2, 5] : [1];
    for (let p = Math.floor(low); p <= high; p++) if (p % stride === 0) for (const d of digits) marks.push(+(d + "e" + p));
  }
  const shown = marks.filter(m => Math.log10(m) >= low - 1e-9 && Math.log10(m) <= high + 1e-9);
  return { tickvals: shown, ticktext: shown.map(m => short(m)) };
}

// Keeps the ticks of logarithmic axes round while the reader zooms.
function mark(plot) {
  const update = {};
  for (const name of Object.keys(plot.layout).filter(key => /^[xy]axis/.test(key) && plot.layout[key].type === "log")) {
    const { tickvals, ticktext } = powers(plot._fullLayout[name].range),
      old = plot.layout[name].tickvals;
    if (!old || old.length !== tickvals.length || old.some((v, i) => v !== tickvals[i]))
      Object.assign(update, { [name + ".tickmode"]: "array", [name + ".tickvals"]: tickvals, [name + ".ticktext"]: ticktext });
  }
  if (Object.keys(update).length) Plotly.relayout(plot, update);
}

function draw(id, traces, arrangement) {
  const plot = byId(id);
  Plotly.react(plot, traces, layout(arrangement), config);
  mark(plot);
  if (!plot.watched) plot.on("plotly_relayout", () => mark(plot));
  plot.watched = true;
}

// The numbers of each row, for the hover labels.
function rows(track) {
  track.rows ??= track.iteration.map((iteration, i) =>
    [
      iteration,
      track.evaluations[i],
      short(track.value[i]),
      short(track.gradientNorm[i]),
      short(track.stepNorm[i]),
      short(track.learningRate[i])
    ]
      .concat(track.points.length ? [track.points.map((p, k) => plain(scene.coordinates[k]) + " " + short(p[i])).join("<br>")] : [])
      .concat(track.metrics.length ? [track.metrics.map((m, k) => plain(scene.metrics[k]) + " " + short(m[i])).join("<br>")] : [])
  );
  return track.rows;
}

const hover = track => ({
  customdata: rows(track),
  meta: plain(track.name),
  hovertemplate:
    "<b>%{meta}</b><br>Iteration %{customdata[0]}<br>Evaluations %{customdata[1]}<br>Value %{customdata[2]}" +
    (track.gradientNorm.some(v => v !== null) ? "<br>Gradient norm %{customdata[3]}" : "") +
    "<br>Step norm %{customdata[4]}" +
    (track.learningRate.some(v => v !== null) ? "<br>Rate %{customdata[5]}" : "") +
    (track.points.length ? "<br>%{customdata[6]}" : "") +
    (track.metrics.length ? "<br>%{customdata[" + (track.points.length ? 7 : 6) + "]}" : "") +
    "<extra></extra>"
});
