// Builds what foundation/ui/static/ict4society/ holds: one stylesheet, one script of our own, htmx as published.
//   npm run build   writes the files        npm run check   fails when a committed file is not what would be built
import { readFileSync, readdirSync, writeFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { transform } from "lightningcss";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";
import { eclStylesheet } from "./ecl.mjs";
import { themable } from "./themable.mjs";

const HERE = new URL(".", import.meta.url).pathname;
const SOURCES = join(HERE, "../src/ict4society");
const OUT = join(SOURCES, "foundation/ui/static/ict4society");
const CSS_LIMIT = 20_000; // bytes compressed
const JS_LIMIT = 30_000;
// light-dark() becomes custom properties for browsers that have color-mix() but not light-dark().
const TARGETS = { chrome: 111 << 16, firefox: 113 << 16, safari: (16 << 16) | (4 << 8) };

/** ECL's rules for the classes that templates, components and Python forms use, with our theme's variables in them. */
async function eclRules(ownCss) {
  const [purged] = await new PurgeCSS().purge({
    content: [`${SOURCES}/**/templates/**/*.{html,jinja}`, `${SOURCES}/**/components/**/*.jinja`, `${SOURCES}/**/{forms,fields}*.py`],
    css: [{ raw: eclStylesheet() }],
    defaultExtractor: (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [],
    variables: true,
    safelist: { variables: [...new Set(ownCss.match(/--c-[a-z0-9-]+/g))] },
    keyframes: true,
  });
  const { css } = await postcss([themable()]).process(purged.css, { from: undefined });
  return css;
}

async function stylesheet() {
  const own = readdirSync(join(HERE, "css")).sort().map((name) => readFileSync(join(HERE, "css", name), "utf8")).join("\n");
  const source = `@layer base, ecl;\n@layer ecl {\n${await eclRules(own)}\n}\n${own}`;
  const { code } = transform({ filename: "site.css", code: Buffer.from(source), minify: true, targets: TARGETS });
  const css = code.toString();
  // The emblems of the Commission and the Union come with ECL as data addresses; none may ever reach our pages.
  if (/data:image\/svg|logo-eu|logo-ec|https?:/.test(css)) throw new Error("the stylesheet holds an image or an address");
  return `/* Rules of @ecl/preset-eu 5.3.1 (European Commission, EUPL-1.2), reduced and themed; tokens and site rules: ICT4Society, EUPL-1.2 */\n${css}\n`;
}

async function script() {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, "js/site.js")],
    bundle: true,
    format: "esm",
    minify: true,
    target: ["chrome111", "firefox113", "safari16.4"],
    write: false,
    legalComments: "none",
  });
  return outputFiles[0].text;
}

function htmx() {
  const { version } = JSON.parse(readFileSync(join(HERE, "node_modules/htmx.org/package.json"), "utf8"));
  return `/* htmx ${version}, Zero-Clause BSD, unchanged */\n${readFileSync(join(HERE, "node_modules/htmx.org/dist/htmx.min.js"), "utf8")}\n`;
}

function size(text) {
  return gzipSync(text, { level: 9 }).length;
}

const files = { "site.css": await stylesheet(), "site.js": await script(), "htmx.js": htmx() };
const css = size(files["site.css"]);
const js = size(files["site.js"]) + size(files["htmx.js"]);
console.log(`compressed: styles ${css} of ${CSS_LIMIT} bytes, scripts ${js} of ${JS_LIMIT}`);
if (css > CSS_LIMIT || js > JS_LIMIT) throw new Error("too large");

mkdirSync(OUT, { recursive: true });
const stale = Object.entries(files).filter(([name, text]) => {
  const path = join(OUT, name);
  return !existsSync(path) || readFileSync(path, "utf8") !== text;
});
if (process.argv.includes("--check")) {
  for (const [name] of stale) console.error(`${name} is not current: run "npm run build" in frontend/ and commit the result`);
  process.exitCode = stale.length ? 1 : 0;
} else {
  for (const [name, text] of stale) writeFileSync(join(OUT, name), text);
  console.log(stale.length ? `written: ${stale.map(([name]) => name).join(", ")}` : "everything is current");
}
