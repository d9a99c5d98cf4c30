// Opens pages in a headless Chromium and writes to standard output, as JSON, what happened in them.
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";

const [executablePath, folder] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const told = { problems: [], requests: [] };

async function open(name, options, action) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", message => { if (message.type() === "error") told.problems.push(message.text()); });
  page.on("pageerror", error => told.problems.push(String(error)));
  page.on("dialog", dialog => { told.problems.push("dialog: " + dialog.message()); dialog.dismiss(); });
  page.on("request", request => { if (!/^(file|data|blob):/.test(request.url())) told.requests.push(request.url()); });
  await page.goto(pathToFileURL(`${folder}/${name}.html`).href);
  await page.waitForFunction(() => document.getElementById("final").data, null, { timeout: 60000 });
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
await browser.close();
console.log(JSON.stringify(told));
