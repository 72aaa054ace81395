import { optionName } from "../options/option_name.ts";
import type { TaskId } from "../units.ts";
import type { Envar } from "./envar.ts";

/** What of a task a copied line carries. */
export interface AntLineTask {
  /** `null` leaves it to the server, as for the number of GPUs. */
  readonly id: TaskId | null;
  readonly command: string;
  readonly nGpus: number | null;
  readonly envar: Envar;
  readonly tags: readonly string[];
  /** The texts of its options, by field. */
  readonly options: Readonly<Record<string, string>>;
}

/**
 * Writes a task as the line that submits it: pasted into either mode, it asks
 * for the same id, GPUs, variables and command.
 */
export function antLine(
  { id, command, nGpus, envar, tags, options }: AntLineTask,
): string {
  const words: string[] = [];
  if (id !== null) words.push(`ant_task_id=${quoted(id)}`);
  if (nGpus !== null) words.push(`ant_n_gpus=${nGpus}`);
  if (tags.length > 0) words.push(`ant_tags=${tags.join(",")}`);
  for (const [field, text] of Object.entries(options)) {
    const isPlain = !/[\s"'\\]/.test(text);
    words.push(`${optionName(field)}=${isPlain ? text : quoted(text)}`);
  }
  if (Object.keys(envar).length > 0) {
    words.push(`ant_envar=${JSON.stringify(envar)}`);
  }
  return [...words, command].join(" ");
}

function quoted(id: TaskId): string {
  const isPlain = /^[\w%,.:@-]+$/.test(id);
  return isPlain ? id : `"${id.replace(/["\\]/g, "\\$&")}"`;
}
