import type { CommandText } from "./command_text.ts";
import { excerpt, Invalid } from "./issues.ts";

/** One way to fill the sweeps of a command in. */
export interface Combination {
  readonly text: CommandText;
  /** The names and values that were filled in; none without a sweep. */
  readonly values: readonly (readonly [name: string, value: string])[];
}

/** More tasks than that come of no single command. */
export const MAX_COMBINATIONS = 10_000;

const SWEEP = /\{(sweep|range)\s+([A-Za-z_]\w{0,40})\s+([^{}]+)\}/g;
const TOKEN = /\{(?:(?:sweep|range)\s+)?([A-Za-z_]\w{0,40})(?:\s[^{}]+)?\}/g;
const VALUE = /"([^"]*)"|(\S+)/g;

/**
 * Makes one command for each combination of the values in `{sweep lr 0.1 0.01}`
 * and `{range seed 0 9}`, the last one going fastest. `{lr}` elsewhere in the
 * command stands for the same value. Of rows, each makes a command of its own.
 */
export function expandSweeps(
  command: CommandText,
  rows: readonly Combination["values"][] = [],
): readonly Combination[] | Invalid {
  const axes = readAxes(command.text);
  if (axes instanceof Invalid) return axes;
  const [first = []] = rows;
  const twice = first.find(([name]) => axes.has(name))?.[0];
  if (twice !== undefined) {
    return new Invalid(`"${twice}" is a column of its rows, too`);
  }
  if (axes.size === 0 && rows.length === 0) {
    return [{ text: command, values: [] }];
  }
  const count = [...axes.values()].reduce(
    (all, { length }) => all * length,
    Math.max(1, rows.length),
  );
  if (count > MAX_COMBINATIONS) {
    return new Invalid(
      `its sweeps make ${count} tasks, ${MAX_COMBINATIONS} are the most`,
    );
  }
  const names = namesIn(command.text);
  const others = combinations([...axes]);
  return (rows.length === 0 ? [[]] : rows).flatMap((row) =>
    others.map((other) => ({
      text: filled(command, new Map([...row, ...other])),
      // A column that the command does not use tells its tasks not apart.
      values: [...row.filter(([name]) => names.has(name)), ...other],
    }))
  );
}

/** Puts the values where a text names them. */
export function fillIn(
  text: string,
  values: Combination["values"],
): string {
  const known = new Map(values);
  return text.replace(
    /\{([A-Za-z_]\w{0,40})\}/g,
    (token, name) => known.get(name) ?? token,
  );
}

/** Finds the names that a text mentions. */
export function namesIn(text: string): ReadonlySet<string> {
  const tokens = text.matchAll(TOKEN);
  return new Set([...tokens].map(([, name]) => name!));
}

function readAxes(
  text: string,
): ReadonlyMap<string, readonly string[]> | Invalid {
  const axes = new Map<string, readonly string[]>();
  for (const [token, kind, name, rest] of text.matchAll(SWEEP)) {
    if (axes.has(name!)) {
      return new Invalid(`the sweep "${name}" stands twice, write {${name}}`);
    }
    const values = kind === "range"
      ? readRange(rest!)
      : [...rest!.matchAll(VALUE)].map(([, quoted, bare]) => quoted ?? bare!);
    if (values instanceof Invalid) {
      return new Invalid(`"${excerpt(token)}" ${values.reason}`);
    }
    axes.set(name!, [...new Set(values)]);
  }
  return axes;
}

/** Both ends belong to it, as in seq(1). */
function readRange(text: string): readonly string[] | Invalid {
  const numbers = text.trim().split(/\s+/).map(Number);
  const [first = NaN, last = NaN, step = 1] = numbers;
  const isRange = numbers.length <= 3 && numbers.every(Number.isSafeInteger) &&
    step !== 0 && (last - first) * step >= 0;
  if (!isRange) {
    return new Invalid(
      "is no range, write {range NAME FIRST LAST} or {range NAME FIRST LAST STEP}",
    );
  }
  const count = Math.floor((last - first) / step) + 1;
  return count > MAX_COMBINATIONS
    ? new Invalid(`has ${count} values, ${MAX_COMBINATIONS} are the most`)
    : Array.from({ length: count }, (_, at) => String(first + at * step));
}

function combinations(
  axes: readonly (readonly [string, readonly string[]])[],
): readonly Combination["values"][] {
  return axes.reduce<readonly Combination["values"][]>(
    (all, [name, values]) =>
      all.flatMap((one) =>
        values.map((value) => [...one, [name, value] as const])
      ),
    [[]],
  );
}

/** Replaces from the end, so that what stands before keeps its place. */
function filled(
  command: CommandText,
  values: ReadonlyMap<string, string>,
): CommandText {
  let { text, starts } = command;
  const tokens = [...text.matchAll(TOKEN)];
  for (const { 0: token, 1: name, index } of tokens.reverse()) {
    const isAxis = /^\{(?:sweep|range)\s/.test(token) || token === `{${name}}`;
    const value = isAxis ? values.get(name!) : undefined;
    if (value === undefined) continue;
    const end = index + token.length;
    const grown = value.length - token.length;
    text = text.slice(0, index) + value + text.slice(end);
    starts = starts.map(({ offset, line }) => ({
      line,
      offset: offset >= end
        ? offset + grown
        : Math.min(offset, index + value.length),
    }));
  }
  return { ...command, text, starts };
}
