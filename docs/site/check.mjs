// Opens every page of the site in a headless Chromium, at the widths of a screen and of a phone, and writes what is wrong to standard
// output as JSON: broken links, errors on the console, requests to other hosts, text that is wider than the page, a search that finds
// nothing. With a folder as third argument, pictures of some pages go there.
// node check.mjs <chromium> <folder of the site> [<folder for pictures>]
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { existsSync, readdirSync, statSync } from "node:fs";
import { extname, join, relative } from "node:path";

// The driver of the browser is the one of the tests of pages.
const tests = new URL("../../tests/PSOptimize.PowerShell.Tests/Browser/", import.meta.url);
const { chromium } = createRequire(new URL("page.mjs", tests))("playwright-core");

const [executablePath, folder, pictures] = process.argv.slice(2);
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json" };

const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
  const file = join(folder, path.endsWith("/") ? path + "index.html" : path);
  try {
    const content = await readFile(file);
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" }).end(content);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
const home = `http://127.0.0.1:${server.address().port}/`;

const files = readdirSync(folder, { recursive: true }).map(String).filter(name => name.endsWith(".html") && !/(^|\/)toc\.html$/.test(name));
const told = { pages: files.length, links: 0, outside: 0, broken: [], errors: [], requests: [], wide: [], found: [] };

const args = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args });

async function open(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const at = () => page.url().replace(home, "");
  page.on("console", message => { if (message.type() === "error") told.errors.push(`${at()}: ${message.text()}`); });
  page.on("pageerror", error => told.errors.push(`${at()}: ${error}`));
  page.on("request", request => {
    if (!request.url().startsWith(home) && !/^(data|blob):/.test(request.url())) told.requests.push(`${at()}: ${request.url()}`);
  });
  page.on("response", response => { if (response.status() >= 400) told.errors.push(`${at()}: ${response.status()} ${response.url()}`); });
  return page;
}

// Every page, its links, and the places in pages that they name; on a phone nothing but what scrolls by itself is wider than the page.
const places = new Map(), links = [];
const screen = { width: 1280, height: 900 }, phone = { width: 390, height: 844 };
const page = await open({ viewport: screen });
for (const file of files) {
  await page.goto(home + file, { waitUntil: "load" });
  const seen = await page.evaluate(() => ({
    ids: [...document.querySelectorAll("[id], a[name]")].flatMap(e => [e.id, e.getAttribute("name")]).filter(Boolean),
    links: [...document.querySelectorAll("a[href], img[src], iframe[src]")].map(e => e.href || e.src),
  }));
  places.set(file, new Set(seen.ids));
  for (const link of new Set(seen.links)) links.push([file, link]);
  await page.setViewportSize(phone);
  // Pages with charts draw them anew for the new width.
  const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
  await page.waitForFunction(fits, null, { timeout: 20000 }).catch(() => told.wide.push(file));
  await page.setViewportSize(screen);
}
for (const [file, link] of links) {
  if (!link.startsWith(home)) { told.outside++; continue; }
  told.links++;
  const url = new URL(link);
  let target = decodeURIComponent(url.pathname.slice(1));
  if (target === "" || target.endsWith("/")) target += "index.html";
  const path = join(folder, target);
  if (!existsSync(path) || !statSync(path).isFile()) told.broken.push(`${file}: ${relative(folder, path)}`);
  else if (url.hash.length > 1 && places.has(target) && !places.get(target).has(decodeURIComponent(url.hash.slice(1))))
    told.broken.push(`${file}: ${target}${url.hash}`);
}

// The search finds a cmdlet, a method and an error.
for (const word of ["Invoke-Optimizer", "NelderMead", "StepTwoAnswers"]) {
  await page.goto(home + "index.html");
  await page.locator("#search-query:enabled").fill(word);
  await page.waitForSelector("#search-results .sr-item", { timeout: 20000 }).catch(() => told.errors.push(`search: ${word} is not found`));
  told.found.push([word, await page.locator("#search-results .sr-item").count()]);
  if (pictures) await page.screenshot({ path: join(pictures, `search-${word}.png`) });
}

if (pictures) {
  const shown = ["index", "tutorials/minimise", "tutorials/fit", "tutorials/race", "tutorials/experiments", "methods/Adam", "methods/index",
    "methods/ClosedForm", "methods/Brent", "cmdlets/Invoke-Optimizer", "cmdlets/Export-TrajectoryPlot", "errors", "schedules", "problems",
    "topics/methods", "docs/benchmarks", "docs/ARCHITECTURE", "api/PSOptimize.Methods.FirstOrder.Adam"];
  for (const [name, viewport] of [["light", screen], ["dark", screen], ["phone", phone]]) {
    const camera = await open({ viewport, colorScheme: name === "dark" ? "dark" : "light" });
    for (const file of shown.filter(file => files.includes(file + ".html"))) {
      await camera.goto(home + file + ".html", { waitUntil: "networkidle" });
      await camera.waitForTimeout(500);
      await camera.screenshot({ path: join(pictures, `${file.replaceAll("/", "-")}-${name}.png`), fullPage: true,
        clip: { x: 0, y: 0, width: viewport.width, height: name === "phone" ? 3000 : 2400 } });
    }
  }
}

await browser.close();
server.close();
console.log(JSON.stringify(told, null, 2));
process.exitCode = told.broken.length + told.errors.length + told.requests.length + told.wide.length > 0 ? 1 : 0;
