// A page for each cause, from its record in the doctor's knowledge base.
import { aadsts, causes } from "entra-doctor";
import { stdoutOf } from "./command-help.mjs";
import { failureTexts } from "./failure-texts.mjs";

/** How many texts and phrases a page shows: enough to recognise one's own. */
const shown = { texts: 4, phrases: 24 };

/**
 * @param {Map<string, string>} failures what `entra-doctor check` printed when the sandbox had the fault of that id
 * @returns {Promise<{ id: string, title: string, family: string, codes: string[], phrases: string[], page: string }[]>}
 */
export async function causePages(failures) {
  const texts = await failureTexts();
  return Object.values(causes).map((cause) => {
    const messages = (texts.get(cause.id) ?? []).slice(0, shown.texts);
    const codes = codesOf(cause.id, messages.join("\n"));
    const phrases = phrasesOf(cause);
    const parts = [head(cause, codes), why(cause), seen(messages, codes, phrases), sure(cause, failures.get(cause.id), messages[0]), `## Fix\n\n${fixSteps(cause)}`, neighbours(cause), links(cause)];
    return { id: cause.id, title: cause.title, family: cause.family, codes: codes.map(({ code }) => code), phrases, page: `${parts.filter(Boolean).join("\n\n")}\n` };
  });
}

function head(cause, codes) {
  const description = `${cause.title}. ${cause.why}`.replace(/\s+/g, " ").slice(0, 250);
  const names = [cause.id, ...codes.slice(0, 4).map(({ code }) => code)].map((name) => `\`${name}\``);
  const more = codes.length > 4 ? " …" : "";
  return `---\ntitle: ${JSON.stringify(cause.title)}\ndescription: ${JSON.stringify(description)}\ncodes: ${JSON.stringify(codes.slice(0, 3).map(({ code }) => code))}\nprev: false\nnext: false\neditLink: false\n---\n\n# ${text(cause.title)}\n\n${names.join(" ")}${more} · [Fix](#fix)`;
}

function why(cause) {
  return `## Why\n\n${text(cause.why)}`;
}

function seen(texts, codes, phrases) {
  const messages = texts.map((one) => `\`\`\`log\n${one.trim()}\n\`\`\``);
  const table = codes.length > 0 ? ["| Code | What it says |\n| --- | --- |", ...codes.map(({ code, says }) => `| \`${code}\` | ${text(says)} |`)].join("\n") : "";
  const known = phrases.length > 0 ? `::: details Phrases by which the doctor knows it\n${phrases.map((phrase) => `- \`${phrase}\``).join("\n")}\n:::` : "";
  const parts = ["Messages of this kind, each of which a test gives to the doctor:", ...messages, table, known];
  return messages.length > 0 ? `## What you see\n\n${parts.filter(Boolean).join("\n\n")}` : "";
}

/** The codes that mean a cause, those first that its messages show. */
function codesOf(id, messages) {
  return [...aadsts]
    .filter(([, meaning]) => meaning.cause === id)
    .map(([number, { says, score }]) => ({ code: `AADSTS${number}`, says, weight: score + (new RegExp(`AADSTS${number}\\b`).test(messages) ? 1000 : 0) }))
    .sort((a, b) => b.weight - a.weight);
}

/** What the signatures look for, strongest first; computed features and bare codes are left out. */
function phrasesOf(cause) {
  const strongest = cause.signatures.filter((one) => one.score >= 40).sort((a, b) => b.score - a.score);
  const phrases = strongest.flatMap((one) => [...one.all, ...(one.any ?? [])]).filter((phrase) => !phrase.startsWith("@") && !/^AADSTS\d+$/i.test(phrase));
  return [...new Set(phrases)].slice(0, shown.phrases);
}

function sure(cause, checked, message) {
  const lines = ["## How to be sure", "Paste what you saw into [Paste your error](/troubleshooting/paste), or run the doctor where the program runs:", "```sh\nnpx entra-doctor check\n```"];
  if (checked?.split("\n")[0].includes(`${cause.id}:`)) {
    lines.push(`::: details What it prints in a sandbox with this fault\n${block(checked)}\n:::`, `Your own program in the same trouble: \`npx entra-sandbox run --fault ${cause.id} -- COMMAND\`.`);
  } else if (message !== undefined) {
    const output = stdoutOf("entra-doctor", ["explain"], { input: message, exitCodes: [0, 3] });
    lines.push("`check` looks at what your own program would do. Where the failure is in the log of something else, `npx entra-doctor explain FILE` names it from the text.", `::: details What it says of the first message above\n${block(output)}\n:::`);
  }
  return lines.join("\n\n");
}

function block(output) {
  return `\`\`\`text\n${output.trim()}\n\`\`\``;
}

/** The steps of a cause's fix, each with a tab per tool. */
export function fixSteps(cause) {
  const code = (fence, lines) => lines && `\`\`\`${fence}\n${lines.trim()}\n\`\`\``;
  const forms = {
    "Azure CLI": (step) => code("sh", step.az?.join("\n")),
    Bash: (step) => code("sh", step.bash?.join("\n")),
    PowerShell: (step) => code("powershell", step.powershell?.join("\n")),
    Bicep: (step) => code("bicep", step.bicep),
    Portal: (step) => step.portal?.map((line, index) => `${index + 1}. ${text(line)}`).join("\n"),
  };
  return cause.fix({})
    .map((step) => {
      const tabs = Object.entries(forms).flatMap(([label, form]) => {
        const content = form(step);
        return content ? [`== ${label}\n\n${content}\n`] : [];
      });
      const warning = step.warning ? `::: warning\n${text(step.warning)}\n:::\n\n` : "";
      const note = step.note ? `\n\n${text(step.note)}` : "";
      return `### ${text(step.title)}\n\n${warning}${tabs.length > 0 ? `:::tabs tool\n${tabs.join("\n")}\n:::` : ""}${note}`;
    })
    .join("\n\n");
}

function neighbours(cause) {
  if (cause.neighbours.length === 0) return "";
  const rows = cause.neighbours.map(({ id, tell, command }) => `- [\`${id}\`](/causes/${id}): ${text(tell)}${command ? `. To decide: \`${command}\`` : ""}`);
  return `## What looks alike\n\n${rows.join("\n")}`;
}

function links(cause) {
  return cause.docs.length > 0 ? `## Vendor's pages\n\n${cause.docs.map((url) => `- <${url}>`).join("\n")}` : "";
}

/** Prose of a record, safe inside a page that is compiled as a template. */
function text(prose) {
  return prose.replace(/</g, "&lt;").replace(/\{\{/g, "&#123;&#123;");
}
