import type { EnvValues } from "./env_rows.ts";

/** What stands in the form of new tasks, as it was typed. */
export interface CreateForm {
  readonly mode: "single" | "multi";
  readonly taskId: string;
  readonly nGpus: number;
  readonly command: string;
}

/** Writes the form as the request that queues it. */
export function submitBody(
  { mode, taskId, nGpus, command }: CreateForm,
  envar: EnvValues,
) {
  return {
    "queue_mode": mode,
    command,
    envar,
    ...mode === "single"
      ? { "task_id": taskId.trim() || null, "n_gpus": nGpus }
      : {},
  };
}
