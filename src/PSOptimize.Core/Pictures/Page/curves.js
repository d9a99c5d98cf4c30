"use strict";
// The views for runs of any dimension: quantities by iteration, and final points.

const quantities = () =>
  [
    ["value", "Value"],
    ["gradientNorm", "Gradient norm"],
    ["stepNorm", "Step norm"],
    ["learningRate", "Rate"]
  ]
    .filter(([key]) => scene.tracks.some(track => track[key].some(v => v !== null)))
    .concat(scene.metrics.map((name, k) => [k, name]));
const column = (track, key) => (/^\d+$/.test(key) ? track.metrics[key] : track[key]);

// A run that diverged does not determine the range of an axis.
const sound = () => (scene.tracks.some(track => !track.diverged) ? scene.tracks.filter(track => !track.diverged) : scene.tracks);

function drawConvergence() {
  const key = byId("quantity").value,
    against = byId("against").value,
    title = byId("quantity").selectedOptions[0].textContent,
    log = byId("log").checked;
  const traces = scene.tracks.map(track => {
    const values = column(track, key);
    return {
      type: "scatter",
      mode: "lines",
      name: plain(track.name),
      x: track[against],
      y: values,
      line: line(track),
      connectgaps: values.some(v => v === null),
      visible: visible(track),
      ...hover(track)
    };
  });
  draw("convergence", traces, {
    xaxis: axis(against === "iteration" ? "Iteration" : "Evaluations", { rangemode: "tozero" }),
    yaxis: axis(title, {
      type: log ? "log" : "linear",
      ...reach(
        sound().flatMap(track => column(track, key)),
        log
      )
    }),
    uirevision: scene.name + key + against + log
  });
}

function chooseScale() {
  byId("log").checked = spansPowers(sound().flatMap(track => column(track, byId("quantity").value)));
}

/* ---- final points ---- */

// The runs that have a final point on the scale of the others.
const arrived = () => sound().filter(track => track.final.every(v => v !== null));

function drawFinal() {
  const names = [...scene.final.names, "Value"],
    shown = arrived(),
    left = scene.tracks.filter(track => !shown.includes(track));
  const ends = shown.map(track => [...track.final, track.value[track.value.length - 1]]);
  const values = ends.map(e => e[names.length - 1]),
    least = smallest(values.filter(v => v > 0));
  const scaled = (v, k) => (k === names.length - 1 && spansPowers(values) ? Math.log10(Math.max(v, least)) : v);
  const low = names.map((_, k) => smallest(ends.map(e => e[k]))),
    high = names.map((_, k) => largest(ends.map(e => e[k])));
  // Differences in the last digits are ignored: runs that ended at the same point meet in the middle.
  const differ = k => high[k] - low[k] > 1e-4 * Math.max(Math.abs(high[k]), Math.abs(low[k]));
  const place = (v, k) =>
    differ(k) ? (scaled(v, k) - scaled(low[k], k)) / (scaled(high[k], k) - scaled(low[k], k)) : 0.5;
  const traces = shown.map((track, t) => ({
    type: "scatter",
    mode: "lines+markers",
    name: plain(track.name),
    x: names.map((_, k) => k),
    y: ends[t].map(place),
    line: line(track),
    marker: { size: 7 },
    visible: visible(track),
    text: ends[t].map((v, k) => plain(names[k]) + " " + short(v, 7)),
    hovertemplate: "<b>" + plain(track.name) + "</b><br>%{text}<extra></extra>"
  }));
  const longest = largest(names.map(name => name.length)),
    room = byId("final").clientWidth / names.length / 8;
  const crowded = room < 8,
    tilted = longest > room,
    note = (k, y, v) => ({
      x: k,
      y,
      text: short(v, 4),
      showarrow: false,
      bgcolor: theme().background,
      yshift: y === 0 ? -12 : 12,
      font: { size: 10, color: theme().muted }
    });
  draw("final", traces, {
    margin: { l: 36, r: 36, t: 26, b: tilted ? Math.min(120, 24 + 5 * longest) : 44 },
    xaxis: {
      tickvals: names.map((_, k) => k),
      ticktext: names.map(plain),
      gridcolor: theme().muted,
      zeroline: false,
      range: [-0.25, names.length - 0.75],
      tickangle: tilted ? -45 : 0
    },
    yaxis: { visible: false, range: [-0.12, 1.12] },
    annotations: crowded ? [] : names.flatMap((_, k) => (differ(k) ? [note(k, 0, low[k]), note(k, 1, high[k])] : [note(k, 0.5, high[k])]))
  });
  const few = left.length <= 3,
    all = left.map(track => track.name).join(", ");
  byId("ends-note").textContent = left.length ? "without " + (few ? all : left.length + " runs") + ", which diverged" : "";
  byId("ends-note").title = few ? "" : all;
}
