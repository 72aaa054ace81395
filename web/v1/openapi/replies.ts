import { z } from "zod";
import { FAILURE_CLASSES } from "../../../scheduler/mod.ts";
import { WrittenOptions } from "../request/options.ts";

/** An instant. */
export const atMs = z.int().describe("Milliseconds since the Unix epoch.");
/** Variables as they are shown. */
export const variables = z.record(z.string(), z.unknown())
  .describe("Variables by name; values that look secret are masked.");
/** The ids of tasks. */
export const ids = z.array(z.string()).describe("Ids of tasks.");

/** What is wrong with what was sent. */
export const Issue = z.strictObject({
  message: z.string(),
  line: z.int().min(1).optional().describe("Line of the command text, from 1."),
  token: z.string().optional().describe("The piece of text that is wrong."),
  field: z.string().optional().describe("The field that is wrong."),
  code: z.literal("impossible").optional().describe(
    "Said of what can never run on this server.",
  ),
});

/** A problem document, RFC 9457. */
export const ProblemDocument = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe("What did not happen, why, and what to do."),
  issues: z.array(Issue).optional().describe("Everything wrong at once."),
  code: z.string().optional().describe("Why it was turned down, in one word."),
  reasons: z.array(z.string()).optional(),
});

const ended = z.strictObject({
  exitCode: z.int().nullable(),
  signal: z.string().nullable(),
  cause: z.string().nullable().describe("Why, in a few words."),
  by: z.enum(["launch", "timeLimit", "dependency", "preempted", "declined"])
    .optional()
    .describe("The kind of failure, where no exit code or signal tells."),
  clue: z.string().optional().describe("What the log's end says of it."),
});
const end = ended.nullable().describe("How it ended; null before that.");

/** Where a task stands. */
export const state = z.enum([
  "queued",
  "starting",
  "running",
  "stopping",
  "succeeded",
  "failed",
  "terminated",
  "lost",
]);

/** One task. */
export const TaskReply = z.strictObject({
  id: z.string(),
  command: z.string(),
  state,
  nGpus: z.int(),
  tags: z.array(z.string()),
  options: WrittenOptions,
  defaults: z.array(z.string()).optional().describe(
    "Those of the options that come from the config's defaults.",
  ),
  envar: variables,
  gpus: z.array(z.int()).describe("Physical GPUs of the last attempt."),
  attempt: z.int().describe("The number of its launch, from 1."),
  earlier: z.array(z.strictObject({
    attempt: z.int(),
    gpus: z.array(z.int()),
    startedAtMs: atMs.nullable(),
    endedAtMs: atMs,
    end: ended,
  })).describe("Earlier attempts, the first one first."),
  notBeforeMs: atMs.nullable().describe("While queued: starts no sooner."),
  pending: ids.describe("While queued: the tasks that it still waits for."),
  submittedAtMs: atMs,
  startedAtMs: atMs.nullable(),
  endedAtMs: atMs.nullable(),
  end,
  turn: z.number().describe("Orders the queue: lower starts sooner."),
  logFile: z.string().nullable(),
  submitter: z.string().exactOptional(),
  budgetGpus: z.int().exactOptional()
    .describe("How many GPUs its submitter's tasks may hold at once."),
  approval: z.literal("wanted").exactOptional()
    .describe("While queued: a person has to approve it first."),
});

/** One task, and why it waits. */
export const WaitingTaskReply = TaskReply.extend({
  waits: z.string().nullable().describe("Why it has not started."),
  failureClass: z.enum(FAILURE_CLASSES).nullable().describe(
    "The kind of its failure, as `retryOn` names it.",
  ),
});

/** A copy, and what it took along. */
export const RestartReply = WaitingTaskReply.extend({
  dependants: z.array(z.strictObject({
    id: z.string(),
    newId: z.string().describe("What its copy is called."),
  })).optional().describe(
    "With `dependants`, those that had failed with it and were copied, too.",
  ),
});

/** One page of the list. */
export const TaskPageReply = z.strictObject({
  tasks: z.array(TaskReply),
  total: z.int().describe("How many match in all."),
  nextCursor: z.string().nullable(),
});

const choice = { count: z.int().describe("How many have it.") };

/** Some rows of the ended tasks, and what else there is to choose from. */
export const EndedReply = z.strictObject({
  rows: z.array(TaskReply),
  matching: z.int().describe("How many match in all."),
  offset: z.int().describe("How many of them stand before the first row."),
  asOfMs: atMs.describe("What ended after this was left out."),
  byState: z.record(
    z.enum(["failed", "succeeded", "terminated", "lost"]),
    z.int(),
  )
    .describe("How many match by state, whatever states are chosen."),
  tags: z.array(z.strictObject({ tag: z.string().nullable(), ...choice }))
    .describe("How many match by tag, whatever tags are chosen."),
  gpus: z.array(z.strictObject({ gpu: z.int().nullable(), ...choice }))
    .describe("How many match by GPU, whatever GPUs are chosen."),
});

/** The ids of ended tasks, in the order asked for. */
export const EndedIdsReply = z.strictObject({ ids });

/** What was queued. */
export const SubmittedReply = z.strictObject({
  ids,
  tasks: z.array(TaskReply),
});

/** Why a GPU takes no further tasks. */
export const DrainShape = z.strictObject({
  by: z.enum(["person", "server"]).describe(
    "`server` is a quarantine: it was found amiss.",
  ),
  reason: z.string().nullable(),
  sinceMs: atMs.nullable(),
  untilMs: atMs.nullable().describe("When it ends by itself."),
});

/** One GPU. */
export const GpuReply = z.strictObject({
  position: z.int().describe("Its place in the selection, from 0."),
  index: z.int().describe("Its physical index."),
  uuid: z.string().nullable(),
  name: z.string().nullable(),
  enabled: z.boolean(),
  drain: DrainShape.nullable(),
  status: z.enum(["held", "free", "disabled", "busy", "unknown"]),
  reason: z.string().nullable(),
  heldBy: ids,
  links: z.record(z.string(), z.string())
    .describe("To other GPUs by index, as `nvidia-smi topo -m` names them."),
  shares: z.array(z.strictObject({
    task: z.string(),
    shareMiB: z.number(),
    usedMiB: z.number().nullable(),
  })).describe("Of those who hold it, who holds a part of its memory."),
  roomMiB: z.number().nullable()
    .describe("Memory for further shares; null where nobody holds it."),
  memoryUsedMiB: z.number().nullable(),
  memoryTotalMiB: z.number().nullable(),
  utilizationPercent: z.number().nullable(),
  powerDrawWatts: z.number().nullable(),
  powerLimitWatts: z.number().nullable(),
  temperatureCelsius: z.number().nullable(),
  outsiders: z.array(z.strictObject({
    pid: z.int(),
    user: z.string().nullable(),
    command: z.string().nullable(),
    memoryUsedMiB: z.number().nullable(),
  })),
});

/** All GPUs. */
export const GpusReply = z.strictObject({
  gpus: z.array(GpuReply),
  problem: z.string().nullable().describe("Why none can be read."),
});

/** How it went with each of many tasks. */
export const BulkReply = z.strictObject({
  done: z.array(z.strictObject({
    id: z.string(),
    newId: z.string().optional().describe("The copy's id, of a restart."),
  })),
  failed: z.array(z.strictObject({
    id: z.string(),
    problem: z.string().describe("What did not happen, and why."),
    code: z.string().exactOptional()
      .describe("As of a problem document, such as `wrong-state`."),
  })),
});

const curve = z.array(z.number().nullable())
  .describe("A moving average, one decimal; null where nothing was known.");

/** What was measured until now. */
export const HistoriesReply = z.strictObject({
  atMs: atMs.describe("When the newest slot was told."),
  intervalMs: z.number().describe("How far apart slots are."),
  size: z.int().describe("How many slots are kept."),
  smoothing: z.number().describe("The weight of a new reading, up to 1."),
  cpuPercent: curve,
  ramGiB: curve,
  gpus: z.array(z.strictObject({
    index: z.int().describe("The physical index."),
    loadPercent: curve,
    memoryGiB: curve,
    powerWatts: curve,
    temperatureCelsius: curve,
  })).describe("In the order of the selection."),
});

/** The draft of the environment editor. */
export const EnvDraftReply = z.strictObject({
  envar: z.record(z.string(), z.unknown()),
});

/** One slot. */
export const SlotReply = z.strictObject({
  index: z.int(),
  name: z.string(),
  envar: z.record(z.string(), z.unknown()),
  savedAtMs: atMs.nullable(),
});

/** All slots. */
export const SlotsReply = z.strictObject({ slots: z.array(SlotReply) });
