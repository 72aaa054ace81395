import { antLine } from "../model/submit/ant_line.ts";
import type { CreateForm } from "./create_form.ts";
import type { EnvValues } from "./env_rows.ts";
import { splitTags } from "./tag_text.ts";

/**
 * Writes the form as ANT lines, one for each command: in Multi mode they ask
 * for the same tasks. What a command says of itself stands last, and counts.
 */
export function antLines(
  { mode, taskId, nGpus, tags, options }: CreateForm,
  envar: EnvValues,
  commands: readonly string[],
): string {
  const isSingle = mode === "single";
  const common = {
    id: isSingle ? taskId.trim() || null : null,
    nGpus: isSingle ? nGpus : null,
    envar,
    tags: splitTags(tags),
    options,
  };
  return commands.map((command) => antLine({ ...common, command })).join("\n");
}
