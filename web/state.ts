import { createDefine } from "fresh";
import type { Config } from "../config/config.ts";
import type {
  EnvSlots,
  LogStore,
  Scheduler,
  SubmitContext,
} from "../scheduler/mod.ts";

/** Tells who asks first in this server life: the dialog opens once. */
export interface RecoveryPrompt {
  used: boolean;
}

/** What every route may reach: put into `ctx.state` by the app. */
export interface State {
  readonly scheduler: Scheduler;
  readonly config: Config;
  readonly logs: LogStore;
  readonly slots: EnvSlots;
  readonly prompt: RecoveryPrompt;
  /** Fresh dice and the present time, for reading a submission. */
  readonly submitContext: () => SubmitContext;
  /** The release. */
  readonly version: string;
  /** The commit it was built from, or `unknown`. */
  readonly commit: string;
}

/** Types routes, pages and middlewares by the state. */
export const define = createDefine<State>();
