// Fetches the stylesheet of ECL's EU preset: that package alone, because the component packages that it names as its
// dependencies are not all published in this version and are not needed for the built stylesheet.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PACKAGE = "@ecl/preset-eu@5.3.1";
const INTEGRITY = "sha512-xa3/Rsmq4Jt9ahCtN7NgsNRuvQfEoqFBMipXOyQOsE7fZPxap8poSfKdYPV6vuxJd9TwswiJKAlveuVZ4+sx1A==";
const FOLDER = new URL("node_modules/.ecl/", import.meta.url).pathname;
const STYLESHEET = join(FOLDER, "package/dist/styles/ecl-eu.css");

/** The text of the stylesheet; downloaded once, and only if it is byte for byte the pinned package. */
export function eclStylesheet() {
  if (!existsSync(STYLESHEET)) download();
  return readFileSync(STYLESHEET, "utf8");
}

function download() {
  const folder = mkdtempSync(join(tmpdir(), "ecl-"));
  try {
    const [{ filename }] = JSON.parse(execFileSync("npm", ["pack", PACKAGE, "--json", "--pack-destination", folder], { encoding: "utf8" }));
    const archive = join(folder, filename.replace("@ecl/", "ecl-"));
    const found = "sha512-" + createHash("sha512").update(readFileSync(archive)).digest("base64");
    if (found !== INTEGRITY) throw new Error(`${PACKAGE}: expected ${INTEGRITY}, got ${found}`);
    mkdirSync(FOLDER, { recursive: true });
    execFileSync("tar", ["-xzf", archive, "-C", FOLDER]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
