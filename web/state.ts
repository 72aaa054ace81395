import { createDefine } from "fresh";
import type { BackupText } from "../backup/archive.ts";
import type { Config } from "../config/config.ts";
import type {
  EnvSlots,
  LogStore,
  RemovedEntry,
  Scheduler,
  SubmitContext,
} from "../scheduler/mod.ts";
import type { Registry } from "prom-client";
import type { SocketIo } from "./ant/socket_io.ts";
import type { Attempts } from "./guard/attempts.ts";
import type { LatelyRemoved } from "./lately_removed.ts";
import type { RemovedTasks } from "./removed_tasks.ts";
import type { Caller } from "./people/caller.ts";
import type { TokenStore } from "./people/token_store.ts";
import type { Sessions } from "./session.ts";
import type { EventStreams } from "./sse.ts";
import type { Token } from "./token.ts";

/** Whether it was asked in this server life what to do with what was left. */
export interface RecoveryPrompt {
  /** By the dialog, or a decision was made elsewhere. */
  used: boolean;
  /** By ANT's own way: a script that looks takes no dialog from a person. */
  usedByAnt: boolean;
}

/** What signing in takes. */
export interface Door {
  readonly token: Token;
  readonly people: TokenStore;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
}

/** What every route may reach: put into `ctx.state` by the app. */
export interface State {
  readonly scheduler: Scheduler;
  readonly config: Config;
  readonly logs: LogStore;
  readonly slots: EnvSlots;
  readonly prompt: RecoveryPrompt;
  /** What was removed a moment ago, so that it can be put back. */
  readonly removed: RemovedTasks;
  /** What left the recovery history, by the name of its entry. */
  readonly removedEntries: LatelyRemoved<RemovedEntry>;
  /** Fresh dice and the present time, for reading a submission. */
  readonly submitContext: () => SubmitContext;
  /** Every open event stream, so that a stop can end them. */
  readonly streams: EventStreams;
  /** ANT's own push. */
  readonly socketIo: SocketIo;
  readonly door: Door;
  /** Answers a request as if it came by the door that this one came by. */
  readonly askSelf: (request: Request) => Promise<Response>;
  /** Who asks. */
  readonly caller: Caller;
  /** Makes a backup of the present. */
  readonly backup: () => Promise<BackupText>;
  /** What Prometheus may ask for. */
  readonly metrics: Registry;
  /** How many GPUs the machine has, selected or not. */
  readonly machineGpus: number;
  /** The release. */
  readonly version: string;
  /** The commit it was built from, or `unknown`. */
  readonly commit: string;
}

/** Types routes, pages and middlewares by the state. */
export const define = createDefine<State>();
