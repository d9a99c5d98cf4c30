"use strict";
// Draws the figure that stands in the page as JSON. Every name in it is data: it reaches the page as text only.
(async () => {
  const byId = id => document.getElementById(id);
  const figure = JSON.parse(byId("figure").textContent);
  const trouble = message => { byId("trouble").textContent = message; byId("trouble").hidden = false; };

  try {
    const packed = Uint8Array.from(atob(byId("plotly").textContent.trim()), c => c.charCodeAt(0));
    const code = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    const script = document.createElement("script");
    script.textContent = code;
    document.head.append(script);
  } catch (error) {
    trouble("This browser is too old for this page (it cannot unpack the plotting library): " + error);
    return;
  }

  const narrow = () => window.innerWidth < 600;
  const darkMode = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => figure.scheme === "auto" ? darkMode.matches : figure.scheme === "dark";
  const theme = () => figure.themes[isDark() ? "dark" : "light"];
  if (figure.scheme !== "auto") document.documentElement.classList.add(figure.scheme);

  // Plotly reads a small HTML of its own in labels.
  const plain = text => String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const short = value => value === null ? "–" : Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3) ? value.toExponential(3) : String(+value.toPrecision(5));
  const config = { responsive: true, displaylogo: false, displayModeBar: false };
  const dashes = ["solid", "dash", "dot", "dashdot"];

  const hidden = new Set();
  let scene, time, playing = 0, raised = false, surfaceReady = false;

  const colour = track => theme().paths[track.style % theme().paths.length];
  const dash = track => dashes[Math.floor(track.style / theme().paths.length) % dashes.length];
  const visible = track => !hidden.has(track.name);
  const line = track => ({ color: colour(track), dash: dash(track), width: 2.2 });

  function axis(title, more) {
    return { title: { text: plain(title), standoff: 8 }, gridcolor: theme().grid, zeroline: false, linecolor: theme().muted, mirror: true, showline: true,
      ticks: "outside", tickcolor: theme().muted, tickfont: { color: theme().muted }, exponentformat: "power", ...more };
  }

  function layout(more) {
    return { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", font: { color: theme().ink, family: getComputedStyle(document.body).fontFamily, size: 12 },
      showlegend: false, hovermode: "closest", margin: { l: 76, r: 24, t: 10, b: 48 }, dragmode: narrow() ? false : "zoom",
      hoverlabel: { bgcolor: theme().background, bordercolor: theme().muted, font: { color: theme().ink }, align: "left" }, ...more };
  }

  // The numbers of a row, for the hover label.
  function rows(track) {
    track.rows ??= track.iteration.map((iteration, i) => [iteration, track.evaluations[i], short(track.value[i]), short(track.gradientNorm[i]), short(track.stepNorm[i]), short(track.learningRate[i])]
      .concat(track.points.length ? [track.points.map((p, k) => plain(scene.coordinates[k]) + " " + short(p[i])).join("<br>")] : [])
      .concat(track.metrics.length ? [track.metrics.map((m, k) => plain(scene.metrics[k]) + " " + short(m[i])).join("<br>")] : []));
    return track.rows;
  }
  const hover = track => ({ customdata: rows(track), meta: plain(track.name), hovertemplate: "<b>%{meta}</b><br>Iteration %{customdata[0]}<br>Evaluations %{customdata[1]}<br>Value %{customdata[2]}"
    + "<br>Gradient norm %{customdata[3]}<br>Step norm %{customdata[4]}<br>Rate %{customdata[5]}" + (track.points.length ? "<br>%{customdata[6]}" : "")
    + (track.metrics.length ? "<br>%{customdata[" + (track.points.length ? 7 : 6) + "]}" : "") + "<extra></extra>" });

  /* ---- the landscape ---- */

  // On the scale of the contour levels: a value at level k is k, so that levels at powers are evenly coloured too.
  function heightOf(value) {
    const { levels, log, origin } = scene.landscape;
    if (value === null || levels.length === 0) return value === null ? null : 0;
    const scaled = v => log ? Math.log(Math.max(Math.abs(v - origin), 1e-300)) : scene.maximize ? -v : v;
    const t = scaled(value), steps = levels.length === 1 ? [scaled(levels[0]), scaled(levels[0]) + 1] : levels.map(scaled);
    if ((log && (scene.maximize ? value > origin : value < origin)) || t <= steps[0]) return Math.max(-1, (t - steps[0]) / (steps[1] - steps[0]));
    for (let k = 1; k < steps.length; k++) if (t <= steps[k]) return k - 1 + (t - steps[k - 1]) / (steps[k] - steps[k - 1]);
    const n = steps.length - 1;
    return Math.min(n + 1, n + (t - steps[n]) / (steps[n] - steps[n - 1]));
  }

  function levelTicks() {
    const { levels, log, origin } = scene.landscape, stride = Math.ceil(levels.length / 9), vals = [], texts = [];
    for (let k = 0; k < levels.length; k += stride) { vals.push(k); texts.push(short(+(log ? Math.abs(levels[k] - origin) : levels[k]).toPrecision(3))); }
    return { tickmode: "array", tickvals: vals, ticktext: texts };
  }

  const heights = () => theme().heights.map((c, i, all) => [i / (all.length - 1), c]);
  const flat = () => scene.landscape.y.length === 1;
  const across = track => track.points[0];
  const upwards = track => flat() ? track.value : track.points[1];
  const mapMargin = () => ({ l: 58, r: flat() ? 24 : narrow() ? 50 : 66, t: 10, b: 48 });

  function mapAxes(shown) {
    const { x, y } = scene.landscape, hide = shown ? {} : { showgrid: false, showticklabels: true, tickfont: { color: "rgba(0,0,0,0)" }, title: { text: " ", standoff: 8 }, showline: false, ticks: "" };
    const vertical = flat() ? { title: { text: "Value", standoff: 8 } } : { range: [y[0], y[y.length - 1]] };
    return { xaxis: axis(scene.coordinates[0], { range: [x[0], x[x.length - 1]], ...hide }), yaxis: axis(flat() ? "Value" : scene.coordinates[1], { ...vertical, ...hide }) };
  }

  function drawMap() {
    const { x, y, z, levels, caption } = scene.landscape, isFlat = flat();
    // The landscape lies under the paths in a plot of its own, so that a race does not draw it anew at every step.
    byId("landscape").hidden = isFlat;
    if (!isFlat) {
      Plotly.react("landscape", [{ type: "contour", x, y, z: z.map(row => row.map(heightOf)), zmin: -1, zmax: Math.max(levels.length, 1), colorscale: heights(), hoverinfo: "skip",
        contours: { start: 0, end: Math.max(levels.length - 1, 0), size: 1, coloring: "fill" }, line: { width: 0.6, color: theme().contour }, connectgaps: false,
        colorbar: { thickness: 10, outlinewidth: 0, x: 1, xpad: 6, title: { text: plain(caption), font: { size: 11, color: theme().muted } }, tickfont: { size: 10, color: theme().muted }, ...levelTicks() } }],
        layout({ margin: mapMargin(), plot_bgcolor: theme().grid, ...mapAxes(true) }), { ...config, staticPlot: true });
    }
    const curve = isFlat ? [{ type: "scatter", mode: "lines", x, y: z[0], line: { color: theme().muted, width: 1.5 }, hovertemplate: "%{x}: %{y}<extra></extra>" }] : [];
    const paths = byId("paths");
    Plotly.react(paths, [...racers(), ...marks(), ...curve], layout({ margin: mapMargin(), ...mapAxes(isFlat) }), config);
    paths.removeAllListeners?.("plotly_relayout");
    if (!isFlat) paths.on("plotly_relayout", () => {
      const { xaxis, yaxis } = paths.layout;
      Plotly.relayout("landscape", { "xaxis.range": [...xaxis.range], "yaxis.range": [...yaxis.range] });
    });
  }

  // How many rows of a track there are up to the iteration that the slider shows.
  function until(track) {
    const limit = scene.times[time];
    let low = 0, high = track.iteration.length;
    while (low < high) { const middle = (low + high) >> 1; if (track.iteration[middle] <= limit) low = middle + 1; else high = middle; }
    return Math.max(1, low);
  }

  const racers = () => scene.tracks.map(track => {
    const n = until(track);
    return { type: "scatter", mode: "lines", name: plain(track.name), x: across(track).slice(0, n), y: upwards(track).slice(0, n), line: line(track), visible: visible(track), ...hover(track) };
  });

  function heads() {
    const shown = scene.tracks.filter(visible), at = shown.map(track => until(track) - 1);
    return { x: shown.map((track, i) => across(track)[at[i]]), y: shown.map((track, i) => upwards(track)[at[i]]), color: shown.map(colour),
      text: shown.map((track, i) => "<b>" + plain(track.name) + "</b><br>Iteration " + track.iteration[at[i]] + "<br>Value " + short(track.value[at[i]])) };
  }

  function marks() {
    const shown = scene.tracks.filter(visible), head = heads();
    return [
      { type: "scatter", mode: "markers", name: "start", x: shown.map(track => across(track)[0]), y: shown.map(track => upwards(track)[0]), hoverinfo: "skip",
        marker: { size: 9, color: theme().background, line: { color: theme().ink, width: 1.5 } } },
      { type: "scatter", mode: "markers", name: "end", x: head.x, y: head.y, text: head.text, hovertemplate: "%{text}<extra></extra>",
        marker: { size: 10, color: head.color, line: { color: theme().background, width: 1.5 } } },
      { type: "scatter", mode: "markers", name: "known minimum", x: scene.minimizers.map(p => p[0]), y: scene.minimizers.map(p => p[1]),
        hovertemplate: "known minimum<br>%{x}, %{y}<extra></extra>", marker: { size: 11, symbol: "x-thin", color: theme().ink, line: { color: theme().ink, width: 2.5 } } },
    ];
  }

  function drawSurface() {
    if (surfaceReady === "impossible" || flat()) return;
    const { x, y, z, caption } = scene.landscape, { tickvals, ticktext } = levelTicks(), lift = 0.15;
    const side = title => ({ title: { text: plain(title) }, gridcolor: theme().grid, color: theme().muted, showbackground: false });
    const surface = { type: "surface", x, y, z: z.map(row => row.map(heightOf)), colorscale: heights(), showscale: false, hoverinfo: "skip", opacity: 0.94,
      contours: { z: { show: true, start: 0, end: scene.landscape.levels.length, size: 1, color: theme().relief, width: 1 } }, lighting: { ambient: 0.8, diffuse: 0.5, specular: 0.05 } };
    const { lower, upper } = { lower: [x[0], y[0]], upper: [x[x.length - 1], y[y.length - 1]] };
    const inside = (track, i) => across(track)[i] >= lower[0] && across(track)[i] <= upper[0] && upwards(track)[i] >= lower[1] && upwards(track)[i] <= upper[1];
    const paths = scene.tracks.filter(visible).map(track => {
      const n = until(track), z = track.value.slice(0, n).map((v, i) => inside(track, i) ? heightOf(v) + lift : null);
      return { type: "scatter3d", mode: "lines", x: across(track).slice(0, n), y: upwards(track).slice(0, n), z, line: { color: colour(track), width: 6 }, hovertemplate: "<b>" + plain(track.name) + "</b><br>%{x}, %{y}<extra></extra>" };
    });
    const balls = { type: "scatter3d", mode: "markers", x: paths.map(p => p.x[p.x.length - 1]), y: paths.map(p => p.y[p.y.length - 1]), z: paths.map(p => p.z[p.z.length - 1]), hoverinfo: "skip",
      marker: { size: 5, color: paths.map(p => p.line.color) } };
    Plotly.react("surface", [surface, ...paths, balls], layout({ margin: { l: 0, r: 0, t: 0, b: 0 }, uirevision: scene.name,
      scene: { xaxis: side(scene.coordinates[0]), yaxis: side(scene.coordinates[1]), zaxis: { ...side(caption), tickvals, ticktext }, aspectmode: "manual", aspectratio: { x: 1, y: 1, z: 0.6 }, camera: { eye: { x: -0.7, y: -1.35, z: 1.45 } } } }), config);
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
    if (raised && !flat()) return drawSurface();
    const head = heads(), count = scene.tracks.length, cuts = scene.tracks.map(until);
    return Plotly.restyle("paths", { x: [...scene.tracks.map((track, i) => across(track).slice(0, cuts[i])), head.x], y: [...scene.tracks.map((track, i) => upwards(track).slice(0, cuts[i])), head.y] },
      [...scene.tracks.keys(), count + 1]).then(() => Plotly.restyle("paths", { text: [head.text] }, [count + 1]));
  }

  function play() {
    if (playing) return stop();
    const end = scene.times.length - 1, from = time >= end ? 0 : time, duration = Math.min(12000, Math.max(3000, end * 60)) * (end - from) / Math.max(1, end);
    const began = performance.now(), race = ++play.count;
    playing = race;
    byId("play").textContent = "❚❚";
    byId("play").setAttribute("aria-label", "Pause the race");
    // Time decides where the race is, not the number of frames: a slow machine shows fewer frames of the same race.
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

  /* ---- convergence ---- */

  const quantities = () => [["value", "Value"], ["gradientNorm", "Gradient norm"], ["stepNorm", "Step norm"], ["learningRate", "Rate"]]
    .filter(([key]) => scene.tracks.some(track => track[key].some(v => v !== null)))
    .concat(scene.metrics.map((name, k) => [k, name]));
  const column = (track, key) => /^\d+$/.test(key) ? track.metrics[key] : track[key];

  function drawConvergence() {
    const key = byId("quantity").value, against = byId("against").value, title = byId("quantity").selectedOptions[0].textContent;
    const traces = scene.tracks.map(track => {
      const values = column(track, key), gaps = values.some(v => v === null);
      return { type: "scatter", mode: "lines", name: plain(track.name), x: track[against], y: values, line: line(track), connectgaps: gaps, visible: visible(track), ...hover(track) };
    });
    // A run that diverged does not decide how far the axis reaches.
    const sound = scene.tracks.filter(track => !track.failed), log = byId("log").checked;
    let range = {};
    if (sound.length > 0 && sound.length < scene.tracks.length) {
      const all = sound.flatMap(track => column(track, key).filter(v => v !== null && (!log || v > 0))).map(v => log ? Math.log10(v) : v);
      const low = all.reduce((a, b) => Math.min(a, b), Infinity), high = all.reduce((a, b) => Math.max(a, b), -Infinity), room = 0.05 * (high - low) || 1;
      if (low <= high) range = { range: [low - room, high + room] };
    }
    Plotly.react("convergence", traces, layout({ xaxis: axis(against === "iteration" ? "Iteration" : "Evaluations", { rangemode: "tozero" }), yaxis: axis(title, { type: log ? "log" : "linear", ...range, ...(log ? { dtick: undefined, nticks: 8 } : {}) }), uirevision: key + against + log }), config);
  }

  function chooseScale() {
    const key = byId("quantity").value;
    const values = scene.tracks.filter(track => !track.failed || scene.tracks.every(t => t.failed)).flatMap(track => column(track, key).filter(v => v !== null));
    const positive = values.filter(v => v > 0), reduce = (f, a) => positive.reduce((x, y) => f(x, y), a);
    byId("log").checked = positive.length > 0 && values.every(v => v >= 0) && reduce(Math.max, 0) / 200 > reduce(Math.min, Infinity);
  }

  /* ---- final points ---- */

  function drawFinal() {
    const names = [...scene.final.names, "Value"], shown = scene.tracks.filter(track => track.final.every(v => v !== null));
    byId("ends").hidden = shown.length === 0;
    if (shown.length === 0) return;
    const ends = shown.map(track => [...track.final, track.value[track.value.length - 1]]);
    const low = names.map((_, k) => ends.reduce((a, e) => Math.min(a, e[k]), Infinity)), high = names.map((_, k) => ends.reduce((a, e) => Math.max(a, e[k]), -Infinity));
    const place = (v, k) => high[k] > low[k] ? (v - low[k]) / (high[k] - low[k]) : 0.5;
    const traces = shown.map((track, t) => ({ type: "scatter", mode: "lines+markers", name: plain(track.name), x: names.map((_, k) => k), y: ends[t].map(place), line: line(track), marker: { size: 7 }, visible: visible(track),
      text: ends[t].map((v, k) => plain(names[k]) + " " + short(v)), hovertemplate: "<b>" + plain(track.name) + "</b><br>%{text}<extra></extra>" }));
    const crowded = names.length > (narrow() ? 4 : 12), note = (k, y, v) => ({ x: k, y, text: short(+v.toPrecision(4)), showarrow: false, bgcolor: theme().background, yshift: y ? 12 : -12, font: { size: 10, color: theme().muted } });
    Plotly.react("final", traces, layout({ margin: { l: 30, r: 30, t: 26, b: 44 }, xaxis: { tickvals: names.map((_, k) => k), ticktext: names.map(plain), gridcolor: theme().muted, zeroline: false, range: [-0.25, names.length - 0.75], tickangle: crowded ? -45 : 0 },
      yaxis: { visible: false, range: [-0.12, 1.12] }, annotations: crowded ? [] : names.flatMap((_, k) => high[k] > low[k] ? [note(k, 0, low[k]), note(k, 1, high[k])] : [note(k, 1, high[k])]) }), config);
  }

  /* ---- the page ---- */

  function drawLegend() {
    byId("legend").replaceChildren(...scene.tracks.map(track => {
      const button = document.createElement("button"), name = document.createElement("span");
      button.type = "button";
      button.title = track.outcome;
      button.setAttribute("aria-pressed", String(visible(track)));
      button.innerHTML = '<svg width="26" height="8" aria-hidden="true"><line x1="0" x2="26" y1="4" y2="4" stroke-width="4"/></svg>';
      button.querySelector("line").setAttribute("stroke", colour(track));
      button.querySelector("line").setAttribute("stroke-dasharray", { solid: "", dash: "8 4", dot: "3 3", dashdot: "9 3 3 3" }[dash(track)]);
      name.textContent = track.name;
      button.append(name);
      button.onclick = () => { if (!hidden.delete(track.name)) hidden.add(track.name); draw(); };
      return button;
    }));
  }

  function draw() {
    drawLegend();
    byId("race").hidden = !scene.landscape;
    if (scene.landscape) {
      byId("tabs").hidden = flat();
      byId("map").hidden = raised && !flat();
      byId("relief").hidden = !byId("map").hidden;
      byId("flat").setAttribute("aria-pressed", String(!raised));
      byId("raised").setAttribute("aria-pressed", String(raised));
      if (byId("map").hidden) drawSurface(); else drawMap();
      showTime();
    }
    drawConvergence();
    drawFinal();
  }

  function choose(index) {
    stop();
    scene = figure.scenes[index];
    const last = Math.max(...scene.tracks.map(track => track.iteration[track.iteration.length - 1]));
    // Step by step at first, then faster and faster: at most 400 positions however long the runs are.
    if (!scene.times) {
      const count = Math.min(last, 400), times = new Set([0, last]);
      const ratio = last > count ? Math.log(last) / count : 0;
      for (let k = 1; k <= count; k++) times.add(last <= 400 ? k : Math.min(last, Math.max(k, Math.round(Math.exp(k * ratio)))));
      scene.times = [...times].sort((a, b) => a - b);
    }
    time = scene.times.length - 1;
    byId("time").max = time;
    byId("clock").style.minWidth = 9 + 2 * String(last).length + "ch";
    byId("quantity").replaceChildren(...quantities().map(([key, name]) => new Option(name, key)));
    byId("race-title").textContent = figure.scenes.length > 1 || figure.title !== scene.name ? scene.name : "Landscape";
    chooseScale();
    draw();
  }

  function canRaise() {
    if (document.createElement("canvas").getContext("webgl")) return true;
    surfaceReady = "impossible";
    byId("no-webgl").hidden = false;
    return false;
  }

  document.title = byId("title").textContent = figure.title;
  byId("choose").hidden = figure.scenes.length < 2;
  byId("objective").replaceChildren(...figure.scenes.map((s, i) => new Option(s.name, i)));
  byId("objective").onchange = event => choose(+event.target.value);
  byId("play").onclick = play;
  byId("time").oninput = event => { stop(); moveTo(+event.target.value); };
  byId("flat").onclick = () => { raised = false; draw(); };
  byId("raised").onclick = () => { raised = true; if (surfaceReady === false) canRaise(); draw(); };
  byId("quantity").onchange = () => { chooseScale(); drawConvergence(); };
  byId("against").onchange = byId("log").onchange = drawConvergence;
  darkMode.addEventListener("change", draw);
  if (figure.scenes.length) choose(0);
})();
