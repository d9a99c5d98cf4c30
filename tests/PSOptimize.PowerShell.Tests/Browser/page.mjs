// Opens pages in a headless Chromium and writes to standard output, as JSON, what happened in them.
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";

const [executablePath, folder] = process.argv.slice(2);
const args = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args });
const told = { problems: [], requests: [], blocked: 0 };

function watch(page) {
  page.on("console", message => { if (message.type() === "error") told.problems.push(message.text()); });
  page.on("pageerror", error => told.problems.push(String(error)));
  page.on("dialog", dialog => { told.problems.push("dialog: " + dialog.message()); dialog.dismiss(); });
  page.on("request", request => { if (!/^(file|data|blob):/.test(request.url())) told.requests.push(request.url()); });
}

async function open(name, options, action) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  watch(page);
  await page.goto(pathToFileURL(`${folder}/${name}.html`).href);
  await page.waitForFunction(() => document.getElementById("convergence").data, null, { timeout: 60000 });
  await action(page);
  await context.close();
}

const traces = page => page.evaluate(() => Object.fromEntries(["paths", "convergence", "final"].map(id =>
  [id, document.getElementById(id).data.map(t => ({ name: t.name, visible: t.visible !== false, x: [...t.x], y: [...t.y] }))])));

async function look(page, name) {
  await page.waitForTimeout(300);
  const picture = await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  // The number of different colours in the picture: a blank one has few.
  return page.evaluate(async data => {
    const image = new Image();
    image.src = "data:image/png;base64," + data;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer), seen = new Map();
    for (const pixel of pixels) seen.set(pixel, (seen.get(pixel) ?? 0) + 1);
    return { colours: seen.size, largest: Math.max(...seen.values()) / pixels.length, width: image.width, corner: pixels[0] >>> 0 };
  }, picture.toString("base64"));
}

await open("page", { viewport: { width: 1280, height: 900 } }, async page => {
  told.start = await traces(page);
  told.text = await page.evaluate(() => ({ title: document.title, heading: document.getElementById("title").textContent,
    legend: [...document.querySelectorAll("#legend button")].map(b => b.textContent),
    objects: document.querySelectorAll("#legend script, #legend b").length }));
  told.wide = await look(page, "wide");
  // The landscape lies under the paths: both must have the same frame.
  told.frames = await page.evaluate(() => ["landscape", "paths"].map(id => {
    const { l, r, t, b, w, h } = document.getElementById(id)._fullLayout._size;
    return [l, r, t, b, w, h];
  }));

  await page.evaluate(() => { const time = document.getElementById("time"); time.value = 30; time.dispatchEvent(new Event("input")); });
  await page.waitForTimeout(300);
  told.early = (await traces(page)).paths;
  told.clock = await page.textContent("#clock");

  await page.click("#play");
  await page.waitForTimeout(700);
  await page.click("#play");
  told.played = +await page.inputValue("#time");

  await page.click("#legend button:nth-child(2)");
  await page.waitForTimeout(300);
  told.hidden = await traces(page);
  await page.click("#legend button:nth-child(2)");

  await page.selectOption("#against", "evaluations");
  await page.selectOption("#quantity", "stepNorm");
  await page.waitForTimeout(300);
  told.steps = (await traces(page)).convergence;
  told.raised = await page.evaluate(() => !!document.createElement("canvas").getContext("webgl"));
  await page.click("#raised");
  await page.waitForTimeout(1000);
  told.surface = await page.evaluate(() => (document.getElementById("surface").data ?? []).map(t => t.type));
});
await open("page", { viewport: { width: 390, height: 844 }, colorScheme: "dark", isMobile: true, hasTouch: true }, async page => {
  told.phone = await look(page, "phone");
  told.overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
});
await open("data", { viewport: { width: 1280, height: 900 } }, async page => {
  told.data = [];
  for (let index = 0; index < 4; index++) {
    await page.selectOption("#objective", String(index));
    await page.waitForTimeout(300);
    const views = await page.evaluate(() => {
      const shown = trace => ({
        name: trace.name,
        axis: trace.yaxis ?? "y",
        dash: trace.line?.dash ?? "",
        x: [...trace.x],
        y: [...trace.y],
        error: trace.error_y?.array ? [...trace.error_y.array] : [],
      });
      return Object.fromEntries(["fit", "regions", "learning"].map(id => document.getElementById(id))
        .map(chart => [chart.id, chart.closest("section").hidden ? [] : chart.data.map(shown)]));
    });
    views.shapes = await page.evaluate(() => (document.getElementById("regions").layout?.shapes ?? []).length);
    views.notes = await page.evaluate(() =>
      ["fit-note", "regions-note", "learning-note"].map(id => document.getElementById(id).textContent));
    views.look = await look(page, `data${index}`);
    if (index === 0) {
      await page.evaluate(() => { const time = document.getElementById("time"); time.value = 30; time.dispatchEvent(new Event("input")); });
      await page.waitForTimeout(300);
      views.early = await page.evaluate(() => document.getElementById("fit").data.slice(0, 2).map(t => ({ x: [...t.x], y: [...t.y] })));
    }
    told.data.push(views);
  }
});
await open("data", { viewport: { width: 390, height: 844 }, colorScheme: "dark", isMobile: true, hasTouch: true }, async page => {
  told.dataOverflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
});
await open("names", { viewport: { width: 1280, height: 900 } }, async page => {
  told.names = [];
  for (let index = 0; index < 3; index++) {
    await page.selectOption("#objective", String(index));
    await page.waitForTimeout(500);
    for (const chart of await page.$$(".stage > div"))
      if (await chart.isVisible()) await chart.hover({ force: true });
    if (index === 0 && await page.evaluate(() => !!document.createElement("canvas").getContext("webgl"))) {
      await page.click("#raised");
      await page.waitForTimeout(800);
    }
    told.names.push(await page.evaluate(() => ({
      strange: document.querySelectorAll("main img, main script, nav img, nav script, h1 *, [onload], [onerror]").length,
      text: document.body.innerText + [...document.querySelectorAll("svg text")].map(t => t.textContent).join(" "),
    })));
  }
  // A script that somebody manages to put into the page does not run.
  told.injected = await page.evaluate(() => new Promise(resolve => {
    document.addEventListener("securitypolicyviolation", event => setTimeout(() => resolve([event.effectiveDirective, !!window.injected]), 100));
    const script = document.createElement("script");
    script.textContent = "window.injected = true";
    document.body.append(script);
  }));
});
told.problems = told.problems.filter(text => !/Content Security Policy directive 'script-src/.test(text) || ++told.blocked > 1);

// In a window of a real size, which nobody changes: where each chart was drawn, and how large its place was then.
await browser.close();
told.layouts = [];
for (const width of [500, 1000, 1400, 1900]) {
  const context = await chromium.launchPersistentContext("", { executablePath, viewport: null, args: [...args, `--window-size=${width},900`] });
  const page = context.pages()[0];
  watch(page);
  await page.addInitScript(() => {
    let library;
    window.drawn = [];
    Object.defineProperty(window, "Plotly", {
      get: () => library,
      set: value => {
        const react = value.react;
        value.react = (place, ...rest) => {
          const element = typeof place === "string" ? document.getElementById(place) : place;
          window.drawn.push([element.id, element.clientWidth, element.clientHeight]);
          return react(place, ...rest);
        };
        library = value;
      },
    });
  });
  for (const name of ["five", "network", "sixty", "page", "data"]) {
    await page.goto(pathToFileURL(`${folder}/${name}.html`).href);
    await page.waitForFunction(() => document.getElementById("convergence").data, null, { timeout: 60000 });
    await page.waitForTimeout(300);
    told.layouts.push(await page.evaluate(name => {
      const box = element => { const { left, top, right, bottom } = element.getBoundingClientRect(); return [left, top, right, bottom]; };
      const charts = [...document.querySelectorAll(".stage > div")].filter(e => e.offsetParent && e.querySelector("svg.main-svg"));
      const sizeNow = id => [document.getElementById(id).clientWidth, document.getElementById(id).clientHeight];
      return {
        name: name + " " + window.innerWidth,
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        drawn: window.drawn.map(([id, width, height]) => [id, width, height, ...sizeNow(id)]),
        charts: charts.map(e => ({ id: e.id, stage: box(e.closest(".stage")), svg: box(e.querySelector("svg.main-svg")) })),
        sections: [...document.querySelectorAll("section")].filter(e => !e.hidden).map(e => ({ id: e.id, box: box(e) })),
        main: box(document.querySelector("main")),
      };
    }, name));
  }
  await context.close();
}
console.log(JSON.stringify(told));
