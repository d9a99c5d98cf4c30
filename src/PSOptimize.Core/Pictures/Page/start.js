"use strict";
// The page: unpacks the plotting library, then draws what the reader selects.

function swatch(entry) {
  const button = document.createElement("span");
  button.innerHTML = '<svg width="30" height="8" aria-hidden="true"><line x1="0" x2="30" y1="4" y2="4" stroke-width="4"/></svg>';
  const line = button.querySelector("line");
  line.setAttribute("stroke", colour(entry));
  line.setAttribute("stroke-dasharray", ["", "8 4", "3 3", "9 3 3 3"][entry.dash]);
  return button.firstChild;
}

function textOf(kind, text) {
  const element = document.createElement(kind);
  element.textContent = text;
  return element;
}

function drawLegend() {
  const rows = scene.legend.map(row => {
    const line = document.createElement("div");
    if (row.title) line.append(textOf("span", row.title));
    for (const entry of row.entries) {
      const button = document.createElement("button"),
        key = keyOf(row, entry);
      button.type = "button";
      button.title = entry.tracks.length === 1 ? scene.tracks[entry.tracks[0]].outcome : entry.tracks.length + " runs";
      button.setAttribute("aria-pressed", String(!hidden.has(key)));
      button.append(swatch(entry), textOf("span", entry.name));
      button.onclick = () => {
        if (!hidden.delete(key)) hidden.add(key);
        drawAll();
      };
      line.append(button);
    }
    return line;
  });
  const note = [
    scene.legendNote && scene.legendNote + " The pointer names them.",
    scene.pixel > 1 && "So many rows are drawn to within " + scene.pixel + " pixels."
  ].filter(Boolean);
  byId("legend").replaceChildren(...rows, ...note.map(text => Object.assign(textOf("p", text), { className: "note" })));
}

// Shows the sections that have something to show. A chart takes the size of its section, which depends on how many there are.
function arrange() {
  byId("race").hidden = !scene.landscape;
  if (scene.landscape) {
    byId("tabs").hidden = flat();
    byId("map").hidden = raised && !flat();
    byId("relief").hidden = !byId("map").hidden;
    byId("flat").setAttribute("aria-pressed", String(!raised));
    byId("raised").setAttribute("aria-pressed", String(raised));
  }
  byId("player").hidden = !scene.landscape && !moves();
  byId(scene.landscape ? "race" : "data").append(byId("player"));
  byId("data").hidden = !scene.fit;
  byId("decisions").hidden = !scene.classes;
  byId("epochs").hidden = !scene.learning;
  byId("ends").hidden = scene.final.names.length === 0 || arrived().length < 2;
}

function drawAll() {
  drawLegend();
  arrange();
  showTime();
  if (scene.landscape) {
    if (byId("map").hidden) drawSurface();
    else drawMap();
  }
  drawConvergence();
  if (scene.fit) drawFit();
  if (scene.classes) drawClasses();
  if (scene.learning) drawLearning();
  if (!byId("ends").hidden) drawFinal();
}

function choose(index) {
  stop();
  scene = figure.scenes[index];
  const last = Math.max(...scene.tracks.map(track => track.iteration[track.iteration.length - 1]));
  // The positions of the slider: every iteration of short runs, otherwise 400 positions at geometrically growing iterations.
  if (!scene.times) {
    const count = Math.min(last, 400),
      times = new Set([0, last]);
    const ratio = last > count ? Math.log(last) / count : 0;
    for (let k = 1; k <= count; k++) times.add(last <= 400 ? k : Math.min(last, Math.max(k, Math.round(Math.exp(k * ratio)))));
    scene.times = [...times].sort((a, b) => a - b);
  }
  time = scene.times.length - 1;
  byId("time").max = time;
  byId("clock").style.minWidth = 9 + 2 * String(last).length + "ch";
  byId("quantity").replaceChildren(...quantities().map(([key, name]) => new Option(name, key)));
  byId("race-title").textContent = figure.scenes.length > 1 || figure.title !== scene.name ? scene.name : "Landscape";
  byId("decider").replaceChildren(...scene.tracks.map((track, i) => new Option(track.name, i)));
  byId("decider").hidden = scene.tracks.length < 2;
  chooseScale();
  drawAll();
}

function canRaise() {
  if (document.createElement("canvas").getContext("webgl")) return true;
  surfaceReady = "impossible";
  byId("no-webgl").hidden = false;
  return false;
}

async function unpack() {
  try {
    const packed = Uint8Array.from(atob(byId("plotly").textContent.trim()), c => c.charCodeAt(0));
    const code = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    const script = document.createElement("script");
    script.textContent = code;
    document.head.append(script);
    return true;
  } catch (error) {
    byId("trouble").textContent = "This browser is too old for this page (it cannot unpack the plotting library): " + error;
    byId("trouble").hidden = false;
    return false;
  }
}

if (figure.scheme !== "auto") document.documentElement.classList.add(figure.scheme);
document.title = byId("title").textContent = figure.title;
byId("choose").hidden = figure.scenes.length < 2;
byId("objective").replaceChildren(...figure.scenes.map((s, i) => new Option(s.name, i)));
byId("objective").onchange = event => choose(+event.target.value);
byId("play").onclick = play;
byId("time").oninput = event => {
  stop();
  moveTo(+event.target.value);
};
byId("flat").onclick = () => {
  raised = false;
  drawAll();
};
byId("raised").onclick = () => {
  raised = true;
  if (surfaceReady === false) canRaise();
  drawAll();
};
byId("quantity").onchange = () => {
  chooseScale();
  drawConvergence();
};
byId("decider").onchange = drawClasses;
byId("against").onchange = byId("log").onchange = drawConvergence;
darkMode.addEventListener("change", drawAll);
unpack().then(ready => {
  if (ready) choose(0);
});
