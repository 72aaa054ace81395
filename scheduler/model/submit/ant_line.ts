import { optionName } from "../options/option_name.ts";
import type { TaskId } from "../units.ts";
import type { Envar } from "./envar.ts";

/** What of a task a copied line carries. */
export interface AntLineTask {
  readonly id: TaskId;
  readonly command: string;
  readonly nGpus: number;
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
  const isPlain = /^[\w%,.:@-]+$/.test(id);
  const name = isPlain ? id : `"${id.replace(/["\\]/g, "\\$&")}"`;
  const words = [`ant_task_id=${name}`, `ant_n_gpus=${nGpus}`];
  if (tags.length > 0) words.push(`ant_tags=${tags.join(",")}`);
  for (const [field, text] of Object.entries(options)) {
    words.push(`${optionName(field)}=${text}`);
  }
  if (Object.keys(envar).length > 0) {
    words.push(`ant_envar=${JSON.stringify(envar)}`);
  }
  return [...words, command].join(" ");
}
