import { type AntApi, ApiProblem, read, taskPath } from "../ant_api.ts";
import type { Gpus, Histories, TaskFound } from "../replies.ts";
import { looks } from "../tool.ts";
import { at, ranFor } from "../words.ts";
import { hitsOf, linesOf } from "./logs.ts";
import { OneTask } from "./look.ts";

const LAST_LINES = 40;
const ERROR_LINES = 5;

/** What helps against each kind of failure; API v1 names the kinds. */
const ADVICE: Readonly<Record<NonNullable<TaskFound["failureClass"]>, string>> =
  {
    oom:
      "A GPU's memory ran out: ask for more free memory (options.gpuMem), use more GPUs, or make its batches smaller",
    nccl:
      "GPUs could not talk to each other: look for an earlier failure of one process in the log; a rerun on other GPUs (options.gpuIds) tells whether one is broken",
    disk: "A disk is full, or a quota used up: make room, then rerun",
    import:
      "A module is missing: check the folder (cwd) and environment (ant_conda_env) that it runs in",
    killed:
      "It was killed, most likely as the machine's memory ran out: use less of it, or let fewer such tasks run at once (options.atMost)",
    memory:
      "It used more main memory than it had claimed: raise options.memory, or use less",
    signal: "A signal ended it: a crash of the program, or somebody's kill",
    timeout: "It ran into its own time limit: raise options.timeout",
    launch: "It never ran: the folder, the shell or the environment is wrong",
    lost:
      "Its process vanished and left no exit code, as when the machine went down: rerun",
    exit: "The program ended with an error of its own: read its last lines",
  };

/** Tells why a task failed. */
export const TRIAGE = looks("triage", {
  title: "Why a task failed",
  description:
    "Gathers what tells why a task failed: the kind of failure, exit code or signal, lines that tell of errors, memory of its GPUs while it ran (as far as that is remembered), earlier attempts, what may help, and the last lines of its log.",
  input: OneTask,
  async run(api, { id }) {
    const task = await read<TaskFound>(api, taskPath(id));
    const { state, end, failureClass: kind, command, waits } = task;
    const [memory, log] = await Promise.all([
      memoryOf(api, task),
      logOf(api, task),
    ]);
    return {
      facts: {
        id,
        state,
        failure: kind,
        ...end === null ? {} : end,
        ...waits === null ? {} : { waits },
        advice: kind === null ? adviceFor(task) : ADVICE[kind],
        command,
        onGpus: task.gpus,
        options: task.options,
        startedAt: at(task.startedAtMs),
        endedAt: at(task.endedAtMs),
        ranSeconds: ranFor(task, Date.now()),
        memory,
        errorLines: log.errors,
        earlierAttempts: task.earlier.map(({ attempt, end }) => ({
          attempt,
          cause: end.cause,
        })),
      },
      ...log.last === null ? {} : { text: log.last },
      keep: "end",
    };
  },
});

function adviceFor({ state, end }: TaskFound): string {
  if (end?.by === "dependency") {
    return "It never ran, as a task that it waited for did not succeed: triage that one, rerun it, and submit this one again";
  }
  if (state === "succeeded") return "It did not fail";
  if (state === "terminated") {
    return end?.by === "declined"
      ? "A person did not let it start: change what they object to, or ask them, before you submit it again"
      : "It was stopped on purpose";
  }
  return "It has not ended: `why` tells what a queued one waits for, `logs` what a running one prints";
}

/** How full memory was while it ran; `null` where that is not remembered. */
async function memoryOf(api: AntApi, task: TaskFound) {
  if (task.startedAtMs === null) return null;
  const [{ gpus }, told] = await Promise.all([
    read<Gpus>(api, "/api/v1/gpus"),
    read<Histories>(api, "/api/v1/histories"),
  ]);
  const peak = (curve: readonly (number | null)[]) => peakOf(curve, task, told);
  return {
    askedForEachGpu: task.options.gpuMem ?? null,
    machinePeakGiB: peak(told.ramGiB),
    gpus: task.gpus.map((index) => {
      const total = gpus.find((gpu) => gpu.index === index)?.memoryTotalMiB;
      const curve = told.gpus.find((gpu) => gpu.index === index)?.memoryGiB;
      return {
        gpu: index,
        peakGiB: peak(curve ?? []),
        totalGiB: total == null ? null : Math.round(total / 1024),
      };
    }),
  };
}

function peakOf(
  curve: readonly (number | null)[],
  { startedAtMs, endedAtMs }: TaskFound,
  { atMs, intervalMs }: Histories,
): number | null {
  const seen = curve.filter((value, place) => {
    const when = atMs - (curve.length - 1 - place) * intervalMs;
    return value !== null && when >= startedAtMs! &&
      when <= (endedAtMs ?? atMs) + intervalMs;
  }) as number[];
  return seen.length === 0 ? null : Math.max(...seen);
}

/** Its last lines, and those that tell of errors, as far as there is a log. */
async function logOf(
  api: AntApi,
  { id, logFile }: TaskFound,
): Promise<{ last: string | null; errors: readonly string[] }> {
  if (logFile === null) return { last: null, errors: [] };
  try {
    const [tail, found] = await Promise.all([
      linesOf(api, id, { lines: LAST_LINES }),
      hitsOf(api, id, new URLSearchParams({ errors: "1" })),
    ]);
    const errors = found.lines.slice(-ERROR_LINES).map(async (line) => {
      const { lines } = await linesOf(api, id, { lines: 1, fromLine: line });
      return `${line}: ${lines[0] ?? ""}`;
    });
    return { last: tail.lines.join("\n"), errors: await Promise.all(errors) };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { last: error.message, errors: [] }; // The log may be gone.
  }
}
