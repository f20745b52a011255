// Prints one snippet after comparing it with the manifest: node include-snippet.mjs ID FOLDER_OR_URL
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

const [id, from] = process.argv.slice(2);
if (!id || !from) fail(2, "Usage: node include-snippet.mjs ID FOLDER_OR_URL");

const { snippets } = JSON.parse(await load("manifest.json"));
const snippet = snippets.find((one) => one.id === id) ?? fail(1, `There is no snippet ${id}.`);
const code = await load(snippet.file);
if (createHash("sha256").update(code).digest("hex") !== snippet.sha256) fail(1, `${snippet.file} is not what the manifest describes.`);
if (snippet.tests.some((test) => test.state === "failed")) fail(1, `${id} failed its last test.`);
process.stdout.write(code);

async function load(name) {
  if (!/^https?:/.test(from)) return readFile(`${from}/${name}`, "utf8");
  const answer = await fetch(`${from.replace(/\/$/, "")}/${name}`);
  return answer.ok ? answer.text() : fail(1, `${from} answered ${answer.status} for ${name}.`);
}

function fail(code, sentence) {
  console.error(sentence);
  process.exit(code);
}
