import type { Flags } from "../grammar/flags.ts";
import { OPTION_FIELDS, TASK_FLAGS } from "./run_flags.ts";
import { wishOf, type WishPlace } from "./wish.ts";

/** What of a task is to be different, as `PATCH /api/v1/tasks/{id}` takes it. */
export interface TaskChange {
  readonly id?: string;
  readonly command?: string;
  readonly gpus?: number;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly tags?: readonly string[];
  readonly options?: Readonly<Record<string, string | null>>;
}

/** Whether any flag of a task was given. */
export function hasChange(flags: Flags): boolean {
  return TASK_FLAGS.some(({ name }) => flags.text(name) !== null);
}

/** What flags change; variables are added to those that are there. */
export function changeOfFlags(
  flags: Flags,
  envar: Readonly<Record<string, unknown>>,
  place: WishPlace,
): TaskChange {
  const { id, gpus, env, tags, options } = wishOf(flags, "true", {
    ...place,
    isLocal: place.isLocal && flags.has("cwd"),
  });
  return {
    ...id === undefined ? {} : { id },
    ...gpus === undefined ? {} : { gpus },
    ...Object.keys(env).length === 0 ? {} : { env: { ...envar, ...env } },
    ...tags.length === 0 ? {} : { tags: tags.filter((tag) => tag !== "") },
    ...Object.keys(options).length === 0
      ? {}
      : { options: emptied(options, flags) },
  };
}

/** An empty text, or a switch that is off, takes an option away. */
function emptied(
  options: Readonly<Record<string, string>>,
  flags: Flags,
): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    [...OPTION_FIELDS].flatMap(([flag, field]) => {
      const text = options[field];
      if (text === undefined) return [];
      const isOff = text === "" || flags.switch(flag) === false;
      return [[field, isOff ? null : text]];
    }),
  );
}
