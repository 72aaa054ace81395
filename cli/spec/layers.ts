import { Flags } from "../grammar/flags.ts";
import type { Flag } from "../grammar/verb.ts";
import type { Settings } from "../server/settings.ts";
import { TASK_FLAGS } from "./run_flags.ts";

/** Values by flag, as one source gives them. */
export type Layer = ReadonlyMap<string, readonly string[]>;

/**
 * Brings sources together, the one that counts most first. A flag that may be
 * repeated gathers what all of them say, the last one's first, so that the
 * first one's word is the last.
 */
export function merged(
  layers: readonly Layer[],
  flags: readonly Flag[] = TASK_FLAGS,
): Flags {
  const isMany = new Set(
    flags.filter(({ many }) => many).map(({ name }) => name),
  );
  const values = new Map<string, readonly string[]>();
  for (const layer of layers.toReversed()) {
    for (const [name, each] of layer) {
      const before = isMany.has(name) ? values.get(name) ?? [] : [];
      values.set(name, [...before, ...each]);
    }
  }
  return new Flags(values);
}

/** What is set for `ant run` in variables and files. */
export function settingsLayer(settings: Settings): Layer {
  return new Map(
    [...settings.values()].filter(({ key }) => key.startsWith("run."))
      .map(({ key, value }) => {
        const flag = key.slice("run.".length);
        return [flag, switchWords(flag, value)];
      }),
  );
}

/** `true` in a file is a switch that is given. */
export function switchWords(
  name: string,
  values: readonly string[],
): readonly string[] {
  const isSwitch = TASK_FLAGS.some((flag) =>
    flag.name === name && flag.value === null
  );
  return isSwitch
    ? values.map((value) => /^(true|yes|on|1)$/i.test(value) ? "yes" : "no")
    : values;
}

/** The flags of a command line as a layer. */
export function flagsAsGiven(flags: Flags): Layer {
  return new Map(
    TASK_FLAGS.flatMap(({ name }) => {
      const values = flags.all(name);
      return values.length === 0 ? [] : [[name, values] as const];
    }),
  );
}
