import { OPTIONS } from "../options/table.ts";
import type { Json } from "../units.ts";
import { type CommandText, cut, lineAt, type Span } from "./command_text.ts";
import { type Envar, MAX_ARGUMENT_BYTES } from "./envar.ts";
import { readGpuCount } from "./gpu_count.ts";
import { excerpt, Invalid, type Issues, type Place } from "./issues.ts";
import { readLiteral } from "./literal.ts";
import { nearest } from "./nearest.ts";
import { mergeTags, readTags } from "./tags.ts";
import { endOfBlanks, endOfWord, readWord, type Word } from "./shell_words.ts";

/** What the arguments inside a command asked for. */
export interface InlineSettings {
  readonly taskId: string | null;
  readonly nGpus: number | null;
  /** All tags that were given, wherever they stood. */
  readonly tags: readonly string[];
  /** The texts of options, by the argument's name. */
  readonly options: Readonly<Record<string, string>>;
  /** Variables, later ones over earlier ones. */
  readonly envar: Envar;
}

/** A command without its arguments, and what these asked for. */
export interface InlineResult {
  readonly command: CommandText;
  readonly settings: InlineSettings;
  /** Where each argument last stood, by its name. */
  readonly places: Readonly<Record<string, Place>>;
}

interface Read {
  readonly end: number;
  readonly settings: InlineSettings;
}

/** Reads an argument's value at an offset, and applies it. */
type InlineArgument = (
  text: string,
  offset: number,
  settings: InlineSettings,
) => Read | Invalid;

/** Every argument that a command may hold. */
const INLINE_ARGUMENTS: ReadonlyMap<string, InlineArgument> = new Map<
  string,
  InlineArgument
>([
  [
    "ant_n_gpus",
    word(
      ({ value }) => readGpuCount(value),
      (settings, nGpus) => ({ ...settings, nGpus }),
    ),
  ],
  [
    "ant_task_id",
    word(readTaskId, (settings, taskId) => ({ ...settings, taskId })),
  ],
  [
    "ant_tags",
    word(
      ({ value }) => readTags(value),
      (settings, tags) => ({
        ...settings,
        tags: mergeTags(settings.tags, tags),
      }),
    ),
  ],
  ...OPTIONS.map(({ name }) => [name, option(name)] as const),
  ["ant_envar", literal(readEntries, setEntries)],
  ["ant_wd", entry("ant_wd")],
  ["ant_conda_env", entry("ant_conda_env")],
  ["ant_conda_env_path", entry("ant_conda_env_path")],
  ["ant_conda_path", entry("ant_conda_path")],
]);

/**
 * Takes the arguments out of a command, wherever one stands as a word of its
 * own outside quotes. The last of a kind counts; `ant_envar` adds up.
 */
export function takeInlineArguments(
  command: CommandText,
  issues: Issues,
): InlineResult {
  const { text } = command;
  const spans: Span[] = [];
  const places: Record<string, Place> = {};
  let settings: InlineSettings = {
    taskId: null,
    nGpus: null,
    tags: [],
    options: {},
    envar: {},
  };
  for (let at = 0; at < text.length; at = endOfBlanks(text, at)) {
    const start = at;
    const found = argumentAt(text, start);
    at = endOfWord(text, start);
    if (found === null) continue;
    const { name, valueAt } = found;
    const line = lineAt(command, start);
    const read = found.argument(text, valueAt, settings);
    if (read instanceof Invalid) {
      const token = excerpt(text.slice(start, at));
      issues.add(failure(name, read.reason), { line, token });
    } else {
      at = read.end;
      places[name] = { line, token: excerpt(text.slice(start, at)) };
      settings = read.settings;
      spans.push({ start, end: endOfBlanks(text, at) });
    }
  }
  return { command: cut(command, spans), settings, places };
}

/** Finds an argument, or what seems to be one with its name misspelled. */
function argumentAt(
  text: string,
  offset: number,
): { name: string; argument: InlineArgument; valueAt: number } | null {
  const head = /(ant_\w{1,60})(\s*=\s*(?=\{)|=)/y;
  head.lastIndex = offset;
  const [, name, equals] = head.exec(text) ?? [];
  if (name === undefined || equals === undefined) return null;
  if (equals !== "=" && name !== "ant_envar") return null;
  const valueAt = head.lastIndex;
  const argument = INLINE_ARGUMENTS.get(name);
  if (argument) return { name, argument, valueAt };
  const near = nearest(name, INLINE_ARGUMENTS.keys());
  if (near === null) return null;
  const reason = `there is no such argument, did you mean "${near}"?`;
  return { name, argument: () => new Invalid(reason), valueAt };
}

function failure(name: string, reason: string): string {
  return name === "ant_envar"
    ? `ValueError: Failed to parse ant_envar: ${reason}`
    : `Cannot read "${name}": ${reason}`;
}

/** A row for an argument whose value is a shell word. */
function word<T>(
  parse: (word: Word) => T | Invalid,
  apply: (settings: InlineSettings, value: T) => InlineSettings,
): InlineArgument {
  return (text, offset, settings) => {
    const read = readWord(text, offset);
    if (read instanceof Invalid) return read;
    const value = parse(read);
    if (value instanceof Invalid) return value;
    return { end: read.end, settings: apply(settings, value) };
  };
}

/** A row for an argument whose value is a JSON or Python literal. */
function literal<T>(
  parse: (value: Json) => T | Invalid,
  apply: (settings: InlineSettings, value: T) => InlineSettings,
): InlineArgument {
  return (text, offset, settings) => {
    const read = readLiteral(text, offset);
    if (read instanceof Invalid) return read;
    if (endOfWord(text, read.end) !== read.end) {
      return new Invalid("a blank must follow its value");
    }
    const value = parse(read.value);
    if (value instanceof Invalid) return value;
    return { end: read.end, settings: apply(settings, value) };
  };
}

/** A row for an argument that is an entry of the variables. */
function entry(key: string): InlineArgument {
  return word<string>(
    ({ value }) => value,
    (settings, value) => setEntries(settings, { [key]: value }),
  );
}

/** A row for an option, whose text is read with all others. */
function option(name: string): InlineArgument {
  return word<string>(
    ({ value }) => value,
    (settings, value) => ({
      ...settings,
      options: { ...settings.options, [name]: value },
    }),
  );
}

function setEntries(settings: InlineSettings, entries: Envar): InlineSettings {
  return { ...settings, envar: { ...settings.envar, ...entries } };
}

function readEntries(value: Json): Envar | Invalid {
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    return value as Envar;
  }
  // The whole object in quotes, as a shell's user may write it.
  if (typeof value === "string" && value.length <= MAX_ARGUMENT_BYTES) {
    const inner = readLiteral(value, 0);
    if (inner instanceof Invalid) return inner;
    if (typeof inner.value !== "string") return readEntries(inner.value);
  }
  return new Invalid('it must be an object, such as {"SEED": 1}');
}

function readTaskId({ value, quoted }: Word): string | Invalid {
  const isOpen = value.lastIndexOf("[") > value.lastIndexOf("]") ||
    value.lastIndexOf("{") > value.lastIndexOf("}");
  return isOpen && !quoted
    ? new Invalid("a bracket is not closed, put an id with blanks in quotes")
    : value;
}
