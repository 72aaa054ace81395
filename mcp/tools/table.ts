import type { Tool } from "../tool.ts";
import { RERUN, STOP } from "./act.ts";
import { GPUS, PRESSURE } from "./gpus.ts";
import { LOGS, SEARCH } from "./logs.ts";
import { LIST, SHOW, WHY } from "./look.ts";
import { SUBMIT } from "./submit.ts";
import { TRIAGE } from "./triage.ts";
import { WAIT } from "./wait.ts";

/** All tools, the same over every transport. */
export const TOOLS: readonly Tool[] = [
  ...SUBMIT,
  ...LIST,
  ...SHOW,
  ...WHY,
  ...LOGS,
  ...SEARCH,
  ...TRIAGE,
  ...PRESSURE,
  ...GPUS,
  ...WAIT,
  ...STOP,
  ...RERUN,
];
