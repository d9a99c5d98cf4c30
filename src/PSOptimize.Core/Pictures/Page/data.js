"use strict";
// The views of data: fits with residuals, decisions of classifiers, learning by epoch.

const symbols = ["circle", "square", "diamond", "triangle-up", "cross", "star", "hexagon", "triangle-down", "x", "pentagon"];
const opened = (k, from) => (k >= from ? "-open" : "");
const scaled = ({ title, log, range }, more) =>
  axis(title, { type: log ? "log" : "linear", range: log ? range.map(Math.log10) : range, ...more });

/* ---- fits ---- */

// The curve of a run at the iteration that the slider shows; at the end of the slider, the curve at the best point.
function curveAt(track, i) {
  const { grid, curve, frames } = scene.fit.models[i];
  if (time === scene.times.length - 1) return { x: grid, y: curve };
  const last = frames.filter(frame => frame.iteration <= scene.times[time]).pop() ?? frames[0];
  return last ? { x: grid.filter((_, k) => k % scene.fit.frameStride === 0), y: last.curve } : { x: grid, y: curve };
}

const moves = () => scene.fit !== null && scene.fit.column !== null;

function moveFit() {
  const curves = scene.tracks.map(curveAt);
  return Plotly.restyle("fit", { x: curves.map(curve => curve.x), y: curves.map(curve => curve.y) }, [...scene.tracks.keys()]);
}

function drawFit() {
  const { fit } = scene,
    n = fit.observed.length,
    curve = fit.column !== null,
    withSigma = fit.sigma.length > 0;
  const bars = withSigma
    ? { error_y: { type: "data", array: fit.sigma, color: theme().muted, thickness: 1.2, width: n > 60 ? 0 : 3 } }
    : {};
  const size = n > 300 ? 4 : n > 60 ? 6 : 8,
    symbol = fit.observed.map((_, k) => "circle" + opened(k, fit.heldOutFrom));
  const told = (model, k) =>
    (curve ? plain(fit.column) + " " + short(fit.inputs[k]) + "<br>" : "") +
    plain(fit.target) +
    " " +
    short(fit.observed[k]) +
    (withSigma ? " ± " + short(fit.sigma[k], 3) : "") +
    (model ? "<br>Fitted " + short(model.fitted[k]) + "<br>Residual " + short(model.residuals[k], 3) + (withSigma ? " σ" : "") : "") +
    (k >= fit.heldOutFrom ? "<br>held out" : "");
  const points = (track, model, more) => ({
    type: "scatter",
    mode: "markers",
    x: curve ? fit.inputs : model.fitted,
    meta: track ? plain(track.name) : "data",
    visible: !track || visible(track),
    text: fit.observed.map((_, k) => told(model, k)),
    hovertemplate: "<b>%{meta}</b><br>%{text}<extra></extra>",
    ...more
  });
  const models = scene.tracks.map((track, i) => [track, fit.models[i]]);
  const data = curve
    ? [
        ...models.map(([track], i) => ({
          type: "scatter",
          mode: "lines",
          name: plain(track.name),
          ...curveAt(track, i),
          line: taper(track),
          visible: visible(track),
          hoverinfo: "skip"
        })),
        points(null, null, {
          name: "data",
          y: fit.observed,
          ...bars,
          marker: { size, symbol, color: theme().ink, line: { color: n > 300 ? theme().ink : theme().background, width: n > 300 ? 0 : 1 } }
        })
      ]
    : models.map(([track, model]) =>
        points(track, model, {
          name: plain(track.name),
          y: fit.observed,
          ...bars,
          marker: { size, symbol, color: colour(track), opacity: n > 100 ? 0.6 : 0.9 }
        })
      );
  const residuals = models.map(([track, model]) =>
    points(track, model, {
      name: plain(track.name),
      y: model.residuals,
      yaxis: "y2",
      marker: { size: Math.max(4, size - 1), symbol, color: colour(track), opacity: n > 100 ? 0.6 : 0.9 }
    })
  );
  const across = (y0, y1, more) => ({
    type: "line",
    xref: "paper",
    x0: 0,
    x1: 1,
    yref: "y2",
    y0,
    y1,
    layer: "below",
    line: { color: theme().muted, width: 1.3 },
    ...more
  });
  const [low, high] = fit.horizontal.range,
    shapes = [across(0, 0)];
  if (withSigma) shapes.push({ ...across(-1, 1), type: "rect", line: { width: 0 }, fillcolor: theme().contour, opacity: 0.25 });
  if (!curve)
    shapes.push({
      type: "line",
      x0: low,
      x1: high,
      y0: low,
      y1: high,
      layer: "below",
      line: { color: theme().muted, width: 1.3, dash: "dot" }
    });
  draw("fit", [...data, ...residuals], {
    shapes,
    xaxis: scaled(fit.horizontal, { anchor: "y2", mirror: "all" }),
    yaxis: scaled(fit.vertical, { domain: [0.34, 1] }),
    yaxis2: scaled(fit.residual, { domain: [0, 0.26] }),
    uirevision: scene.name
  });
  byId("fit-note").textContent = [
    withSigma ? "bars and band: ±σ" : "",
    fit.heldOutFrom < n ? "open: held out" : "",
    curve ? "residuals: at the best point" : "dotted line: fitted equals observed"
  ]
    .filter(Boolean)
    .join("; ");
}

/* ---- classifiers ---- */

const faint = (hex, share) => "rgba(" + [1, 3, 5].map(k => parseInt(hex.slice(k, k + 2), 16)).join() + "," + share + ")";
const classColour = k => theme().paths[k % theme().paths.length];

function drawClasses() {
  const { classes } = scene,
    choice = byId("decider"),
    shown = scene.tracks.map((_, i) => i).filter(i => visible(scene.tracks[i]));
  if (!shown.includes(+choice.value) && shown.length) choice.value = shown[0];
  const { regions, wrong } = classes.decisions[+choice.value],
    n = classes.x.length,
    rows = [...classes.x.keys()],
    size = n > 400 ? 5 : 8;
  const pick = (list, which) => which.map(k => list[k]);
  const points = classes.names
    .map((name, c) => [name, c, rows.filter(k => classes.labels[k] === c)])
    .map(([name, c, which]) => ({
      type: "scatter",
      mode: "markers",
      name: plain(name),
      x: pick(classes.x, which),
      y: pick(classes.y, which),
      marker: {
        size,
        color: classColour(c),
        symbol: which.map(k => symbols[c % symbols.length] + opened(k, classes.heldOutFrom)),
        line: {
          width: which.map(k => (k >= classes.heldOutFrom ? 1.8 : 0.8)),
          color: which.map(k => (k >= classes.heldOutFrom ? classColour(c) : theme().background))
        }
      },
      meta: plain(name),
      text: which.map(k => (wrong[k] ? "<br>misclassified" : "") + (k >= classes.heldOutFrom ? "<br>held out" : "")),
      hovertemplate:
        "<b>%{meta}</b><br>" + plain(classes.features[0]) + " %{x}<br>" + plain(classes.features[1]) + " %{y}%{text}<extra></extra>"
    }));
  const errors = rows.filter(k => wrong[k]);
  const rings = {
    type: "scatter",
    mode: "markers",
    name: "misclassified",
    x: pick(classes.x, errors),
    y: pick(classes.y, errors),
    hoverinfo: "skip",
    showlegend: true,
    marker: { size: size + 7, symbol: "circle-open", color: theme().ink, line: { width: 1.6, color: theme().ink } }
  };
  const shapes = regions
    .map((path, c) => ({
      type: "path",
      path,
      fillrule: "evenodd",
      layer: "below",
      fillcolor: faint(classColour(c), isDark() ? 0.24 : 0.18),
      line: { color: theme().ink, width: 0.8 }
    }))
    .filter(shape => shape.path);
  draw("regions", [...points, rings], {
    shapes,
    showlegend: true,
    legend: { orientation: "h", y: 1.02, yanchor: "bottom", x: 0, font: { size: 11 }, itemclick: false, itemdoubleclick: false },
    margin: { l: 64, r: 16, t: 40, b: 48 },
    uirevision: scene.name,
    xaxis: axis(classes.features[0], { range: [classes.lower[0], classes.upper[0]] }),
    yaxis: axis(classes.features[1], { range: [classes.lower[1], classes.upper[1]] })
  });
  const right = (from, to) => (to > from ? short((rows.slice(from, to).filter(k => !wrong[k]).length / (to - from)) * 100, 3) + " %" : "");
  const held = right(classes.heldOutFrom, n);
  byId("regions-note").textContent = "accuracy " + right(0, classes.heldOutFrom) + (held ? ", held out (open) " + held : "");
}

/* ---- learning by epoch ---- */

function drawLearning() {
  const { learning } = scene,
    losses = [],
    qualities = [],
    kinds = [
      ["loss", "quality", {}],
      ["heldOutLoss", "heldOutQuality", { dash: "dot" }]
    ];
  const traces = scene.tracks.flatMap((track, i) =>
    kinds.flatMap(([loss, quality, style], held) => {
      const curve = learning.curves[i],
        name = plain(track.name),
        few = curve.epochs.length < 60;
      const make = (y, title, more) =>
        y.length === 0
          ? []
          : [
              {
                type: "scatter",
                mode: few ? "lines+markers" : "lines",
                name,
                meta: [name, title, held ? "held out" : "training"],
                x: curve.epochs,
                y,
                line: { ...line(track), width: 2, ...style },
                marker: { size: 4 },
                visible: visible(track),
                hovertemplate: "<b>%{meta[0]}</b><br>Epoch %{x:.4~g}<br>%{meta[1]} %{y:.4~g} (%{meta[2]})<extra></extra>",
                ...more
              }
            ];
      if (sound().includes(track)) {
        losses.push(...curve[loss]);
        qualities.push(...curve[quality]);
      }
      return [...make(curve[loss], "Loss", {}), ...make(curve[quality], learning.quality, { yaxis: "y2" })];
    })
  );
  const log = spansPowers(losses);
  draw("learning", traces, {
    xaxis: axis("Epoch", { anchor: "y2", mirror: "all", rangemode: "tozero" }),
    yaxis: axis("Loss", { domain: [0.54, 1], type: log ? "log" : "linear", ...reach(losses, log) }),
    yaxis2: axis(learning.quality, { domain: [0, 0.46], ...reach(qualities, false) }),
    uirevision: scene.name
  });
  byId("learning-note").textContent = learning.curves.some(curve => curve.heldOutQuality.length) ? "solid: training, dotted: held out" : "";
}
