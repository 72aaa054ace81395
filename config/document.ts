/**
 * Writes docs/configuration.md from the schema:
 *
 * ```sh
 * deno run -A config/document.ts
 * ```
 */
import { VARIABLES } from "./environment.ts";
import { factsOf } from "./expectation.ts";
import { OPTIONS } from "./options.ts";
import { AREAS, type ConfigKey, LEGACY_KEYS } from "./schema.ts";
import { START_FAILURES } from "./start_error.ts";

/** Where the documentation of the configuration stands. */
export const DOCUMENT = new URL("../docs/configuration.md", import.meta.url);

const PREFACE = `# Configuration

<!-- Written by \`deno run -A config/document.ts\`; change the schema instead. -->

The config file is \`config/default.json\`, or the one that \`--config\` names: a
JSON object with any of the keys below. ANT 1.1.0's own files load unchanged. A
key that is not listed, or a value of the wrong type, ends the start with a line
that names it. The file is read once, at the start; paths are relative to the
folder in which the server was started. Arguments override the environment, the
environment overrides the file, the file overrides the defaults.`;

/** Composes the documentation of every key, option, variable and exit code. */
export function documentConfiguration(): string {
  const areas = Object.entries(AREAS).map(([area, keys]) =>
    section(area, (Object.keys(keys) as ConfigKey[]).map(keyRow))
  );
  const options = Object.entries(OPTIONS).map(([name, option]) => {
    const value = option.value === null ? "" : ` ${option.value}`;
    return `- \`--${name}${value}\`: ${option.description}`;
  });
  const variables = Object.entries(VARIABLES).map(([name, meaning]) =>
    `- \`${name}\`: ${meaning}`
  );
  const failures = Object.values(START_FAILURES).map((
    { exitCode, meaning },
  ) => `- ${exitCode}: ${meaning}.`);
  return [
    PREFACE,
    ...areas,
    section("Options of the command line", options),
    section("Environment variables", variables),
    section("Exit codes of a start that failed", failures),
  ].join("\n\n") + "\n";
}

function section(title: string, rows: readonly string[]): string {
  return `## ${title}\n\n${rows.join("\n")}`;
}

function keyRow(key: ConfigKey): string {
  const { expects, description, defaultValue, unit } = factsOf(key);
  const type = unit === null ? expects : `${expects}, in ${unit}`;
  const fallback = LEGACY_KEYS.has(key)
    ? "no effect"
    : `default \`${JSON.stringify(defaultValue)}\``;
  return `- \`${key}\` (${type}; ${fallback}): ${description}`;
}

/** Formats Markdown as `deno fmt` does, so that both leave it alone. */
export async function formatMarkdown(text: string): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext", "md", "-"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  return new TextDecoder().decode((await child.output()).stdout);
}

if (import.meta.main) {
  await Deno.mkdir(new URL(".", DOCUMENT), { recursive: true });
  const text = await formatMarkdown(documentConfiguration());
  await Deno.writeTextFile(DOCUMENT, text);
}
