import type { Verb } from "./grammar/verb.ts";

/** Where the list of verbs puts one. */
export type VerbGroup =
  | "Start tasks"
  | "Look"
  | "Act"
  | "The queue"
  | "The machine"
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
  listed(
    "Start tasks",
    "run",
    "queues a command",
    [],
    () => import("./verbs/start/run.ts"),
  ),
  listed(
    "Look",
    "ls",
    "lists tasks",
    ["list", "ps"],
    () => import("./verbs/look/ls.ts"),
  ),
  listed(
    "Look",
    "show",
    "tells all about a task",
    ["info"],
    () => import("./verbs/look/show.ts"),
  ),
  listed("Look", "why", "tells why a task waits, or how it ended", [
    "explain",
  ], () => import("./verbs/look/why.ts")),
  listed(
    "Look",
    "logs",
    "prints what tasks have written",
    ["log"],
    () => import("./verbs/look/logs.ts"),
  ),
  listed(
    "Look",
    "follow",
    "prints what a task writes, as it does",
    [],
    () => import("./verbs/look/follow.ts"),
  ),
  listed(
    "Look",
    "wait",
    "waits until tasks have ended",
    [],
    () => import("./verbs/look/wait.ts"),
  ),
  listed("Act", "stop", "stops tasks, or takes them out of the queue", [
    "kill",
    "cancel",
  ], () => import("./verbs/act/stop.ts")),
  listed(
    "This program",
    "login",
    "keeps a server's address and token",
    [],
    () => import("./verbs/own/login.ts"),
  ),
  listed(
    "This program",
    "mcp",
    "serves an agent on stdin and stdout",
    [],
    () => import("./verbs/own/mcp.ts"),
  ),
  listed(
    "This program",
    "help",
    "explains a verb or a topic",
    ["man"],
    () => import("./verbs/own/help.ts"),
  ),
];

function listed(
  group: VerbGroup,
  name: string,
  summary: string,
  aliases: readonly string[],
  load: ListedVerb["load"],
): ListedVerb {
  return { name, aliases, group, summary, load };
}

/** A verb, and the words behind it. */
export interface FoundVerb {
  readonly listed: ListedVerb;
  readonly args: readonly string[];
}

/** Finds the verb that a command line begins with; two words before one. */
export function findVerb(args: readonly string[]): FoundVerb | null {
  for (const count of [2, 1]) {
    const name = args.slice(0, count).join(" ");
    const found = VERBS.find((verb) =>
      verb.name === name || verb.aliases.includes(name)
    );
    if (found !== undefined && args.length >= count) {
      return { listed: found, args: args.slice(count) };
    }
  }
  return null;
}
