"use strict";
// The landscape with the paths, in two and three dimensions, and the animation of the race.

let playing = 0,
  raised = false,
  surfaceReady = false;

// A value on the scale of the contour levels: level k maps to k, so that logarithmic levels are evenly coloured too.
function heightOf(value) {
  const { levels, log, origin } = scene.landscape;
  if (value === null || levels.length === 0) return value === null ? null : 0;
  const scaled = v => (log ? Math.log(Math.max(Math.abs(v - origin), 1e-300)) : scene.maximize ? -v : v);
  const t = scaled(value),
    steps = levels.length === 1 ? [scaled(levels[0]), scaled(levels[0]) + 1] : levels.map(scaled);
  if ((log && (scene.maximize ? value > origin : value < origin)) || t <= steps[0])
    return Math.max(-1, (t - steps[0]) / (steps[1] - steps[0]));
  for (let k = 1; k < steps.length; k++) if (t <= steps[k]) return k - 1 + (t - steps[k - 1]) / (steps[k] - steps[k - 1]);
  const n = steps.length - 1;
  return Math.min(n + 1, n + (t - steps[n]) / (steps[n] - steps[n - 1]));
}

function levelTicks() {
  const { levels, log, origin } = scene.landscape,
    stride = Math.ceil(levels.length / 9),
    vals = [],
    texts = [];
  for (let k = 0; k < levels.length; k += stride) {
    vals.push(k);
    texts.push(short(log ? Math.abs(levels[k] - origin) : levels[k], 3));
  }
  return { tickmode: "array", tickvals: vals, ticktext: texts };
}

const heightsOf = () => (scene.landscape.heights ??= scene.landscape.z.map(row => row.map(heightOf)));
const heights = () => theme().heights.map((c, i, all) => [i / (all.length - 1), c]);
const flat = () => scene.landscape.y.length === 1;
const across = track => course(track)[0];
const upwards = track => course(track)[1];

// The points of a path. A diverging path is cut in its direction at a thousand widths of the picture, since no renderer can reach 10¹⁰⁰.
function course(track) {
  if (track.course) return track.course;
  const [xs, ys] = flat() ? [track.points[0], track.value] : track.points,
    { x, y, z } = scene.landscape;
  const [low, high] = flat() ? [smallest(z[0].filter(v => v !== null)), largest(z[0].filter(v => v !== null))] : [y[0], y[y.length - 1]];
  const width = x[x.length - 1] - x[0],
    height = high - low || 1,
    far = 1000;
  const distance = i =>
    xs[i] === null || ys[i] === null ? Infinity : Math.max(Math.abs(xs[i] - x[0]) / width, Math.abs(ys[i] - low) / height);
  track.course = [[], []];
  xs.forEach((_, i) => {
    const off = distance(i) > far,
      begins = off && i > 0 && distance(i - 1) <= far && xs[i] !== null && ys[i] !== null;
    const share = begins ? far / Math.max(Math.abs(xs[i] - xs[i - 1]) / width, Math.abs(ys[i] - ys[i - 1]) / height) : 1;
    track.course[0].push(!off ? xs[i] : begins ? xs[i - 1] + share * (xs[i] - xs[i - 1]) : null);
    track.course[1].push(!off ? ys[i] : begins ? ys[i - 1] + share * (ys[i] - ys[i - 1]) : null);
  });
  return track.course;
}

const mapMargin = () => ({ l: 58, r: flat() ? 24 : narrow() ? 50 : 66, t: 24, b: 48, autoexpand: false });

function mapAxes(shown) {
  const { x, y } = scene.landscape,
    hide = shown
      ? {}
      : {
          showgrid: false,
          showticklabels: true,
          tickfont: { color: "rgba(0,0,0,0)" },
          title: { text: " ", standoff: 8 },
          showline: false,
          ticks: ""
        };
  const vertical = flat() ? { title: { text: "Value", standoff: 8 } } : { range: [y[0], y[y.length - 1]] };
  return {
    xaxis: axis(scene.coordinates[0], { range: [x[0], x[x.length - 1]], ...hide }),
    yaxis: axis(flat() ? "Value" : scene.coordinates[1], { ...vertical, ...hide })
  };
}

function drawMap() {
  const { x, y, z, levels, caption } = scene.landscape,
    isFlat = flat();
  // The landscape is a separate plot under the paths, so that the race does not redraw it at every step.
  byId("landscape").hidden = isFlat;
  if (!isFlat) {
    Plotly.react(
      "landscape",
      [
        {
          type: "contour",
          x,
          y,
          z: heightsOf(),
          zmin: -1,
          zmax: Math.max(levels.length, 1),
          colorscale: heights(),
          hoverinfo: "skip",
          contours: { start: 0, end: Math.max(levels.length - 1, 0), size: 1, coloring: "fill" },
          line: { width: 0.6, color: theme().contour },
          connectgaps: false,
          colorbar: { thickness: 10, outlinewidth: 0, x: 1, xpad: 6, tickfont: { size: 10, color: theme().muted }, ...levelTicks() }
        }
      ],
      layout({
        margin: mapMargin(),
        plot_bgcolor: theme().grid,
        ...mapAxes(true),
        annotations: [
          {
            text: plain(caption),
            xref: "paper",
            yref: "paper",
            x: 1,
            xshift: mapMargin().r - 4,
            xanchor: "right",
            y: 1,
            yanchor: "bottom",
            showarrow: false,
            font: { size: 11, color: theme().muted }
          }
        ]
      }),
      { ...config, staticPlot: true }
    );
  }
  const curve = isFlat
    ? [
        {
          type: "scatter",
          mode: "lines",
          x,
          y: z[0],
          line: { color: theme().muted, width: 1.5 },
          hovertemplate: "%{x}: %{y}<extra></extra>"
        }
      ]
    : [];
  const paths = byId("paths");
  Plotly.react(paths, [...racers(), ...marks(), ...curve], layout({ margin: mapMargin(), ...mapAxes(isFlat) }), config);
  paths.removeAllListeners?.("plotly_relayout");
  if (!isFlat)
    paths.on("plotly_relayout", () => {
      const { xaxis, yaxis } = paths.layout;
      Plotly.relayout("landscape", { "xaxis.range": [...xaxis.range], "yaxis.range": [...yaxis.range] });
    });
}

// The number of rows of a track up to the iteration that the slider shows.
function until(track) {
  const limit = scene.times[time];
  let low = 0,
    high = track.iteration.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (track.iteration[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return Math.max(1, low);
}

// The moment of an iteration: the rows that are left out lie on straight lines between those that are not, in these terms.
const moment = iteration => Math.log1p(iteration);

// What a track has of a quantity up to the iteration that the slider shows, with the value between two rows at the end.
function travelled(track, list) {
  const n = until(track),
    limit = scene.times[time],
    part = list.slice(0, n),
    [from, to] = [list[n - 1], list[n]];
  if (n < list.length && track.iteration[n - 1] < limit && from !== null && to !== null) {
    const share = (moment(limit) - moment(track.iteration[n - 1])) / (moment(track.iteration[n]) - moment(track.iteration[n - 1]));
    part.push(from + share * (to - from));
  }
  return part;
}

const racers = () =>
  scene.tracks.map(track => ({
    type: "scatter",
    mode: "lines",
    name: plain(track.name),
    x: travelled(track, across(track)),
    y: travelled(track, upwards(track)),
    line: taper(track),
    visible: visible(track),
    ...hover(track)
  }));

const lastOf = list => list[list.length - 1];

function heads() {
  const shown = scene.tracks.filter(visible),
    at = shown.map(track => until(track) - 1);
  return {
    x: shown.map(track => lastOf(travelled(track, across(track)))),
    y: shown.map(track => lastOf(travelled(track, upwards(track)))),
    color: shown.map(colour),
    text: shown.map(
      (track, i) => "<b>" + plain(track.name) + "</b><br>Iteration " + track.iteration[at[i]] + "<br>Value " + short(track.value[at[i]])
    )
  };
}

const starts = () => {
  const shown = scene.tracks.filter(visible);
  return { x: shown.map(track => across(track)[0]), y: shown.map(track => upwards(track)[0]) };
};

function marks() {
  const head = heads();
  return [
    {
      type: "scatter",
      mode: "markers",
      name: "start",
      ...starts(),
      hoverinfo: "skip",
      marker: { size: 9, color: theme().background, line: { color: theme().ink, width: 1.5 } }
    },
    {
      type: "scatter",
      mode: "markers",
      name: "end",
      x: head.x,
      y: head.y,
      text: head.text,
      hovertemplate: "%{text}<extra></extra>",
      marker: { size: 10, color: head.color, line: { color: theme().background, width: 1.5 } }
    },
    {
      type: "scatter",
      mode: "markers",
      name: "known minimum",
      x: scene.minimizers.map(p => p[0]),
      y: scene.minimizers.map(p => p[1]),
      hovertemplate: "known minimum<br>%{x}, %{y}<extra></extra>",
      marker: { size: 11, symbol: "x-thin", color: theme().ink, line: { color: theme().ink, width: 2.5 } }
    }
  ];
}

const inside = (track, i) => {
  const { x, y } = scene.landscape,
    [xs, ys] = course(track);
  return xs[i] !== null && xs[i] >= x[0] && xs[i] <= x[x.length - 1] && ys[i] >= y[0] && ys[i] <= y[y.length - 1];
};

// Paths are drawn slightly above the surface, with balls at their heads.
function flights() {
  const lift = 0.4,
    shown = scene.tracks.filter(visible);
  const z = track => (track.flight ??= track.value.map((v, i) => (inside(track, i) ? heightOf(v) + lift : null)));
  const paths = shown.map(track => ({
    x: travelled(track, across(track)),
    y: travelled(track, upwards(track)),
    z: travelled(track, z(track))
  }));
  const last = name => paths.map(p => lastOf(p[name])),
    first = name => paths.map(p => p[name][0]);
  return {
    shown,
    paths,
    balls: { x: last("x"), y: last("y"), z: last("z") },
    starts: { x: first("x"), y: first("y"), z: first("z") }
  };
}

function drawSurface() {
  if (surfaceReady === "impossible" || flat()) return;
  const { x, y, caption } = scene.landscape,
    { tickvals, ticktext } = levelTicks(),
    { shown, paths, balls, starts } = flights();
  const side = title => ({ title: { text: plain(title) }, gridcolor: theme().grid, color: theme().muted, showbackground: false });
  const surface = {
    type: "surface",
    x,
    y,
    z: heightsOf(),
    colorscale: heights(),
    showscale: false,
    hoverinfo: "skip",
    opacity: 0.94,
    contours: { z: { show: true, start: 0, end: scene.landscape.levels.length, size: 1, color: theme().relief, width: 1 } },
    lighting: { ambient: 0.8, diffuse: 0.5, specular: 0.05 }
  };
  const lines = paths.map((path, k) => ({
    type: "scatter3d",
    mode: "lines",
    ...path,
    line: { color: colour(shown[k]), width: 6 },
    hovertemplate: "<b>" + plain(shown[k].name) + "</b><br>%{x}, %{y}<extra></extra>"
  }));
  const minima = {
    type: "scatter3d",
    mode: "markers",
    x: scene.minimizers.map(p => p[0]),
    y: scene.minimizers.map(p => p[1]),
    z: scene.minimizers.map(() => 0.4),
    hoverinfo: "skip",
    marker: { size: 4, symbol: "x", color: theme().ink }
  };
  Plotly.react(
    "surface",
    [
      surface,
      ...lines,
      { type: "scatter3d", mode: "markers", ...balls, hoverinfo: "skip", marker: { size: 5, color: shown.map(colour) } },
      { type: "scatter3d", mode: "markers", ...starts, hoverinfo: "skip", marker: { size: 4, color: theme().background,
        line: { color: theme().ink, width: 2 } } },
      minima
    ],
    layout({
      margin: { l: 0, r: 0, t: 0, b: 0 },
      uirevision: scene.name,
      scene: {
        xaxis: side(scene.coordinates[0]),
        yaxis: side(scene.coordinates[1]),
        zaxis: { ...side(caption), tickvals, ticktext },
        aspectmode: "manual",
        aspectratio: { x: 1, y: 1, z: 0.6 },
        camera: { eye: { x: -0.7, y: -1.35, z: 1.45 } }
      }
    }),
    config
  );
  surfaceReady = true;
}

function showTime() {
  const last = scene.times[scene.times.length - 1];
  byId("clock").textContent = "step " + scene.times[time] + " of " + last;
  byId("time").value = time;
}

function moveTo(position) {
  time = Math.max(0, Math.min(scene.times.length - 1, Math.round(position)));
  showTime();
  return Promise.all([scene.landscape ? movePaths() : undefined, moves() ? moveFit() : undefined]);
}

function movePaths() {
  if (raised && !flat()) {
    const { paths, balls } = flights(),
      all = [...paths, balls],
      list = name => all.map(path => path[name]);
    return surfaceReady === true
      ? Plotly.restyle(
          "surface",
          { x: list("x"), y: list("y"), z: list("z") },
          all.map((_, k) => k + 1)
        )
      : undefined;
  }
  const head = heads(),
    last = [...scene.tracks.keys(), scene.tracks.length + 1];
  return Plotly.restyle(
    "paths",
    {
      x: [...scene.tracks.map(track => travelled(track, across(track))), head.x],
      y: [...scene.tracks.map(track => travelled(track, upwards(track))), head.y],
      text: [...scene.tracks.map(() => undefined), head.text]
    },
    last
  );
}

function play() {
  if (playing) return stop();
  const end = scene.times.length - 1,
    from = time >= end ? 0 : time,
    duration = (Math.min(12000, Math.max(3000, end * 60)) * (end - from)) / Math.max(1, end);
  const began = performance.now(),
    race = ++play.count;
  playing = race;
  byId("play").textContent = "❚❚";
  byId("play").setAttribute("aria-label", "Pause the race");
  // The position depends on the time, not on the number of frames: a slow machine shows fewer frames of the same race.
  (async () => {
    while (playing === race) {
      const share = Math.min(1, (performance.now() - began) / Math.max(1, duration));
      await moveTo(from + share * (end - from));
      if (share >= 1) break;
      await new Promise(requestAnimationFrame);
    }
    if (playing === race) stop();
  })();
}
play.count = 0;

function stop() {
  playing = 0;
  byId("play").textContent = "▶";
  byId("play").setAttribute("aria-label", "Play the race");
}
