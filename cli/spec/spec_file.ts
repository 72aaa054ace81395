import { nearest } from "../../scheduler/model/submit/nearest.ts";
import { type Located, readLocated, type Spot } from "../files/located.ts";
import { usage } from "../failure.ts";
import type { Flag } from "../grammar/verb.ts";
import { type Layer, switchWords } from "./layers.ts";
import { TASK_FLAGS } from "./run_flags.ts";

/** One task of a file. */
export interface Spec {
  readonly command: string;
  readonly layer: Layer;
  /** Where a flag of it stands. */
  readonly spotOf: (flag: string) => Spot;
}

type Path = readonly (string | number)[];

interface Fault {
  readonly path: Path;
  readonly message: string;
}

/**
 * Reads a file of specs: one task, or `tasks` with what they have in common
 * around them.
 *
 * @throws {Failure} with everything that is wrong, by line and column.
 */
export async function readSpecs(
  text: string,
  path: string,
): Promise<readonly Spec[]> {
  const located = await readLocated(text, path);
  const { content } = located;
  const faults: Fault[] = [];
  if (!isTable(content)) {
    throw usage(
      `Cannot read "${path}": it holds no keys`,
      'Begin with "command: …".',
    );
  }
  const { tasks, ...common } = content;
  const shared = layerOf(common, [], faults);
  const many = tasks === undefined ? null : listOf(tasks, faults);
  const found = many === null
    ? [{ own: common, path: [] as Path, layer: shared }]
    : many.map((own, place) => {
      const path: Path = ["tasks", place];
      const layer = layerOf(own, path, faults);
      return { own: { ...common, ...own }, path, layer: over(layer, shared) };
    });
  const specs = found.map(({ own, path, layer }): Spec => ({
    command: commandOf(own, path, faults),
    layer,
    spotOf: (flag) => {
      const key = flag === "name" || flag in own ? flag : "command";
      return located.spotOf([...path, key]);
    },
  }));
  if (faults.length > 0) throw refusal(path, faults, located);
  return specs;
}

/** Tells everything that is wrong with a file, each by its place. */
export function refusal(
  path: string,
  faults: readonly Fault[],
  { spotOf }: Pick<Located, "spotOf">,
) {
  const lines = faults.map(({ path: keys, message }) =>
    `${placed(path, spotOf(keys))}: ${message}`
  );
  const [first, ...others] = lines;
  return usage(first!, others.length === 0 ? undefined : others.join("\n"));
}

/** `spec.yaml:3:7`. */
export function placed(path: string, { line, column }: Spot): string {
  return `${path}:${line}:${column}`;
}

function listOf(value: unknown, faults: Fault[]): readonly Table[] {
  if (Array.isArray(value) && value.length > 0 && value.every(isTable)) {
    return value;
  }
  faults.push({ path: ["tasks"], message: '"tasks" must be a list of tasks' });
  return [];
}

function commandOf({ command }: Table, path: Path, faults: Fault[]): string {
  if (typeof command === "string" && command.trim() !== "") return command;
  const message = command === undefined
    ? '"command" is missing'
    : '"command" must be text';
  faults.push({ path: [...path, "command"], message });
  return "";
}

function layerOf(table: Table, path: Path, faults: Fault[]): Layer {
  const layer = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(table)) {
    if (key === "command") continue;
    const flag = TASK_FLAGS.find(({ name }) => name === key);
    const values = flag === undefined ? null : valuesOf(flag, value);
    if (values !== null) layer.set(key, switchWords(key, values));
    else faults.push({ path: [...path, key], message: whyNot(key, flag) });
  }
  return layer;
}

function whyNot(key: string, flag: Flag | undefined): string {
  if (flag !== undefined) {
    const wanted = flag.value === null
      ? "true or false"
      : flag.name === "env"
      ? "variables by name, or a list of NAME=VALUE"
      : flag.many
      ? "text or a list of texts"
      : "text or a number";
    return `"${key}" must be ${wanted}`;
  }
  const names = [...TASK_FLAGS.map(({ name }) => name), "command", "tasks"];
  const near = nearest(key, names);
  return `there is no key "${key}"` +
    (near === null ? "" : `, did you mean "${near}"?`);
}

function valuesOf(flag: Flag, value: unknown): readonly string[] | null {
  if (flag.value === null) {
    return typeof value === "boolean" ? [String(value)] : null;
  }
  if (isScalar(value)) return [String(value)];
  if (Array.isArray(value) && value.every(isScalar)) {
    return flag.many ? value.map(String) : [value.join(",")];
  }
  if (flag.name !== "env" || !isTable(value)) return null;
  return Object.values(value).every(isScalar)
    ? Object.entries(value).map(([name, one]) => `${name}=${one}`)
    : null;
}

type Table = Readonly<Record<string, unknown>>;

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** What a task says itself, over what all of them have in common. */
function over(own: Layer, shared: Layer): Layer {
  const layer = new Map(shared);
  for (const [name, values] of own) {
    const isMany = TASK_FLAGS.some((flag) => flag.name === name && flag.many);
    const before = isMany ? shared.get(name) ?? [] : [];
    layer.set(name, [...before, ...values]);
  }
  return layer;
}
