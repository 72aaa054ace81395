import type { Json } from "../model/units.ts";

/** A variable that ANT itself reads, with what it is when first added. */
export interface EnvPreset {
  readonly name: string;
  readonly value: Json;
  readonly hint: string;
}

/** ANT's own variables. */
export const ENV_PRESETS: readonly EnvPreset[] = [
  { name: "ant_task_id", value: "[uuid]", hint: "names the tasks" },
  { name: "ant_n_gpus", value: 0, hint: "GPUs for each task" },
  { name: "ant_wd", value: "./", hint: "the folder to run in" },
  { name: "ant_conda_env", value: null, hint: "a conda environment's name" },
  { name: "ant_conda_env_path", value: null, hint: "or its folder" },
  { name: "ant_conda_path", value: "conda", hint: "the conda program" },
];
