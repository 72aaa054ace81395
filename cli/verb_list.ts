import type { Verb } from "./grammar/verb.ts";
import { SERVER_VERBS } from "./server_verbs.ts";

/** Where the list of verbs puts one. */
export type VerbGroup =
  | "Start tasks"
  | "Look"
  | "Act"
  | "The queue"
  | "The machine"
  | "The server"
  | "This program";

/** A verb as far as it is known without its file, which loads when used. */
export interface ListedVerb {
  /** One word, or two. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly group: VerbGroup;
  /** What it does, in a few words. */
  readonly summary: string;
  readonly load: () => Promise<{ readonly verb: Verb }>;
}

/** Every verb; dispatch, help and completion know none beside these. */
export const VERBS: readonly ListedVerb[] = [
  {
    name: "run",
    aliases: [],
    group: "Start tasks",
    summary: "queues a command",
    load: () => import("./verbs/start/run.ts"),
  },
  {
    name: "submit",
    aliases: ["apply"],
    group: "Start tasks",
    summary: "queues what a file says",
    load: () => import("./verbs/start/submit.ts"),
  },
  {
    name: "batch",
    aliases: [],
    group: "Start tasks",
    summary: "queues a command of each line of a file",
    load: () => import("./verbs/start/batch.ts"),
  },
  {
    name: "ls",
    aliases: ["list", "ps"],
    group: "Look",
    summary: "lists tasks",
    load: () => import("./verbs/look/ls.ts"),
  },
  {
    name: "watch",
    aliases: [],
    group: "Look",
    summary: "shows GPUs and tasks, live",
    load: () => import("./verbs/look/watch.ts"),
  },
  {
    name: "show",
    aliases: ["info"],
    group: "Look",
    summary: "tells all about tasks",
    load: () => import("./verbs/look/show.ts"),
  },
  {
    name: "why",
    aliases: ["explain"],
    group: "Look",
    summary: "tells why a task waits, or how it ended",
    load: () => import("./verbs/look/why.ts"),
  },
  {
    name: "logs",
    aliases: ["log"],
    group: "Look",
    summary: "prints what tasks have written",
    load: () => import("./verbs/look/logs.ts"),
  },
  {
    name: "follow",
    aliases: [],
    group: "Look",
    summary: "prints what a task writes, as it does",
    load: () => import("./verbs/look/follow.ts"),
  },
  {
    name: "wait",
    aliases: [],
    group: "Look",
    summary: "waits until tasks have ended",
    load: () => import("./verbs/look/wait.ts"),
  },
  {
    name: "open",
    aliases: ["web"],
    group: "Look",
    summary: "opens the pages in a browser",
    load: () => import("./verbs/look/open.ts"),
  },
  {
    name: "events",
    aliases: [],
    group: "Look",
    summary: "prints what happens, as JSON",
    load: () => import("./verbs/look/events.ts"),
  },
  {
    name: "stop",
    aliases: ["kill", "cancel"],
    group: "Act",
    summary: "stops tasks",
    load: () => import("./verbs/act/stop.ts"),
  },
  {
    name: "rerun",
    aliases: ["restart"],
    group: "Act",
    summary: "queues tasks again",
    load: () => import("./verbs/act/rerun.ts"),
  },
  {
    name: "rm",
    aliases: ["remove", "forget"],
    group: "Act",
    summary: "takes tasks off the record",
    load: () => import("./verbs/act/rm.ts"),
  },
  {
    name: "hold",
    aliases: ["stash"],
    group: "The queue",
    summary: "keeps tasks from starting",
    load: () => import("./verbs/queue/hold.ts"),
  },
  {
    name: "release",
    aliases: ["enqueue"],
    group: "The queue",
    summary: "lets held tasks start",
    load: () => import("./verbs/queue/release.ts"),
  },
  {
    name: "edit",
    aliases: [],
    group: "The queue",
    summary: "changes queued tasks",
    load: () => import("./verbs/queue/edit.ts"),
  },
  {
    name: "top",
    aliases: ["promote"],
    group: "The queue",
    summary: "moves tasks to the head of the queue",
    load: () => import("./verbs/queue/top.ts"),
  },
  {
    name: "move",
    aliases: [],
    group: "The queue",
    summary: "moves a task before another",
    load: () => import("./verbs/queue/move.ts"),
  },
  {
    name: "gpus",
    aliases: ["find-gpus"],
    group: "The machine",
    summary: "lists the GPUs",
    load: () => import("./verbs/machine/gpus.ts"),
  },
  {
    name: "gpu drain",
    aliases: ["gpu disable"],
    group: "The machine",
    summary: "lets GPUs take no further tasks",
    load: () => import("./verbs/machine/gpu_drain.ts"),
  },
  {
    name: "gpu enable",
    aliases: ["gpu undrain"],
    group: "The machine",
    summary: "lets GPUs take tasks again",
    load: () => import("./verbs/machine/gpu_enable.ts"),
  },
  ...SERVER_VERBS,
  {
    name: "login",
    aliases: [],
    group: "This program",
    summary: "keeps a server's address and token",
    load: () => import("./verbs/own/login.ts"),
  },
  {
    name: "config",
    aliases: [],
    group: "This program",
    summary: "tells what is set, and where",
    load: () => import("./verbs/own/config.ts"),
  },
  {
    name: "completion",
    aliases: [],
    group: "This program",
    summary: "prints what makes a shell complete",
    load: () => import("./verbs/own/completion.ts"),
  },
  {
    name: "mcp",
    aliases: [],
    group: "This program",
    summary: "serves an agent on stdin and stdout",
    load: () => import("./verbs/own/mcp.ts"),
  },
  {
    name: "help",
    aliases: ["man"],
    group: "This program",
    summary: "explains a verb or a topic",
    load: () => import("./verbs/own/help.ts"),
  },
];
