import type { BoardView, GpuView } from "./board.ts";
import { mayUseGpu } from "./demand_view.ts";
import type { TaskView } from "./task_view.ts";
import { explainWaiting } from "./wait_obstacles.ts";
import { isOpenTo, orderOf, type WaitReason } from "./wait_reason.ts";
import { endsOf, switchedOn, theEnds, whoseEnd } from "./ways_by_ends.ts";
import { gpuCount, gpuNames } from "./words.ts";

const MINUTE_MS = 60_000;

/**
 * What would let a task start now, in words; nothing where nobody can tell.
 * `gone` are tasks that it waits for and that are not on record.
 */
export function waysOut(
  board: BoardView,
  task: TaskView,
  reason: WaitReason,
  gone: readonly string[] = [],
): readonly string[] {
  switch (reason.kind) {
    case "gpus":
      return [
        ...fewerGpus(board, task, reason.free.length),
        ...otherGpus(board, task),
        ...switchedOn(reason),
        ...whoseEnd(board, reason),
      ];
    case "turn":
      return atItsPlace(board, task);
    case "reserved":
      return reason.limitMs < MINUTE_MS ? [] : [
        `a time limit of ${Math.floor(reason.limitMs / MINUTE_MS)} min or ` +
        "less: it may start early then",
      ];
    case "approval":
      return ["a person's approval"];
    case "budget":
      return theEnds(
        board.active.filter(({ submitter, gpus }) =>
          submitter === reason.of &&
          reason.held - gpus.length + task.nGpus <= reason.gpus
        ),
      );
    case "held":
      return ["release it"];
    case "paused":
      return [
        reason.tag === null ? "resume the queue" : `resume #${reason.tag}`,
      ];
    case "dependency":
      return [...endsOf(reason, gone), "take the dependency away"];
    case "notBefore":
      return ["take the begin away"];
    case "impossible":
      return otherKinds(board, task, reason.usable);
    case "limit": {
      const running = board.active.filter(({ tags }) =>
        tags.includes(reason.tag)
      );
      const isOneEnough = running.length === reason.count;
      return ["allow more at once", ...isOneEnough ? theEnds(running) : []];
    }
    case "machine":
      return [
        `ask for ${reason.what === "cpus" ? "fewer CPUs" : "less memory"}`,
        ...reason.enough.map((id) => `the end of ${id}`),
      ];
    case "notSaved":
    case "places":
      return [];
  }
}

/** Whether a task would start, were it and the queue like that. */
function starts(board: BoardView, task: TaskView): boolean {
  const changed = withTask(board, task);
  const { kind } = explainWaiting(changed, task);
  if (kind === "places") return true;
  return (kind === "gpus" || kind === "turn") && task.nGpus > 0 &&
    openTo(changed, task).length >= task.nGpus;
}

/** The GPUs that it could have now, and nobody before it. */
function openTo(board: BoardView, task: TaskView): readonly GpuView[] {
  const { places, firstOn } = orderOf(board);
  const place = places.get(task.id) ?? Infinity;
  return board.gpus.filter((gpu) =>
    mayUseGpu(task, gpu) && isOpenTo(task, gpu) &&
    (firstOn.get(gpu.index) ?? Infinity) >= place
  );
}

function withTask(board: BoardView, task: TaskView): BoardView {
  const queued = board.queued.map((one) => one.id === task.id ? task : one);
  return { ...board, queued };
}

function fewerGpus(
  board: BoardView,
  task: TaskView,
  nGpus: number,
): readonly string[] {
  const isEnough = nGpus > 0 && starts(board, { ...task, nGpus });
  return isEnough ? [`ask for ${gpuCount(nGpus)}`] : [];
}

/** What narrows the choice of GPUs, and what to ask for in its place. */
const NARROWS = {
  gpuIds: "other GPUs",
  gpuType: "another type",
  gpuMem: "less free memory",
} as const;

/** The task without each of the options that keep it from other GPUs. */
function widened(task: TaskView) {
  return Object.entries(NARROWS).flatMap(([name, other]) => {
    const { [name]: narrow, ...options } = task.options;
    return narrow === undefined ? [] : [{ other, task: { ...task, options } }];
  });
}

function otherGpus(board: BoardView, task: TaskView): readonly string[] {
  return widened(task).flatMap(({ other, task }) => {
    if (!starts(board, task)) return [];
    const open = openTo(withTask(board, task), task);
    return [`ask for ${other}: ${areFree(open)}`];
  });
}

function areFree(gpus: readonly GpuView[]): string {
  const names = gpuNames(gpus.map(({ index }) => index));
  return `${names} ${gpus.length === 1 ? "is" : "are"} free`;
}

/** What would let it ever start; not at once, perhaps. */
function otherKinds(
  board: BoardView,
  task: TaskView,
  usable: number,
): readonly string[] {
  const names = new Set(board.gpus.flatMap(({ name }) => name ?? []));
  const ways = widened(task).flatMap(({ other, task }) => {
    const found = board.gpus.filter((gpu) => mayUseGpu(task, gpu));
    if (found.length < task.nGpus) return [];
    const which = other === NARROWS.gpuType
      ? `: this server has ${[...names].join(", ")}`
      : "";
    return [`ask for ${other}${which}`];
  });
  const fewer = usable > 0 ? [`ask for ${gpuCount(usable)}`] : [];
  const found = [...fewer, ...ways];
  return found.length > 0 ? found : ["ask for fewer GPUs, or for others"];
}

/** What helps where it stands in the queue, or else at its top. */
function atItsPlace(board: BoardView, task: TaskView): readonly string[] {
  const open = openTo(board, task).length;
  const ways = [
    ...open < task.nGpus ? fewerGpus(board, task, open) : [],
    ...otherGpus(board, task),
  ];
  const first = byBeingFirst(board, task)
    .filter((way) => !ways.some((known) => way.endsWith(`and ${known}`)));
  return [...ways, ...first];
}

/** The first place helps at once only where nothing else is missing. */
function byBeingFirst(board: BoardView, task: TaskView): readonly string[] {
  const others = board.queued.filter(({ id }) => id !== task.id);
  const first = { ...board, queued: [task, ...others] };
  if (starts(first, task)) {
    return ["move it to the top", "give it a higher priority"];
  }
  const then = explainWaiting(first, task);
  const more = then.kind === "turn" ? [] : waysOut(first, task, then);
  return more.map((way) => `move it to the top, and ${way}`);
}
