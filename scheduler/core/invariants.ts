import { inTurn, isPressing, type SchedulerState } from "../model/state.ts";
import { hasYielded, heldShares, isActive, isEnded } from "../model/task.ts";
import type { GpuIndex } from "../model/units.ts";

/**
 * Derives every redundant fact again and returns what does not agree; an
 * empty list for a sound state. `memoryMiB` is that of each GPU, where shares
 * are to be weighed. For tests: it reads the whole state.
 */
export function invariants(
  state: SchedulerState,
  memoryMiB: ReadonlyMap<GpuIndex, number> = new Map(),
): string[] {
  const wrong: string[] = [...overheld(state, memoryMiB)];
  const say = (bad: boolean, what: string) => bad && wrong.push(what);
  let queued = 0;

  for (const [id, task] of state.tasks) {
    const waits = task.state.name === "queued";
    if (waits) queued++;
    for (const tag of task.spec.tags) {
      const isFiled = state.tags.ids(tag, task.state.name).includes(id);
      say(!isFiled, `${id} is not filed under #${tag}`);
    }
    say(!state.submitted.has(id), `${id} is not among the submitted`);
    say(id !== task.id, `${id} is filed under another id`);
    say(
      waits !== state.queue.has(task),
      `${id} is ${task.state.name}, queue differs`,
    );
    say(isActive(task) !== state.active.has(id), `${id}: active differs`);
    const holds = heldShares(task).length > 0;
    say(holds !== state.holding.has(id), `${id}: holding differs`);
    say(
      (waits && isPressing(task)) !== state.urgent.has(id),
      `${id}: urgent differs`,
    );
    const stops = task.state.name === "stopping";
    say(stops !== state.stopping.has(id), `${id}: stopping differs`);
    const rests = hasYielded(task) && !isEnded(task);
    say(rests !== state.yielded.has(id), `${id}: yielded differs`);
    const awaited = waits && task.notBeforeMs !== null;
    say(awaited !== state.timetable.has(id), `${id}: timetable differs`);
    for (const on of task.pending) {
      const isFiled = state.dependants.get(on)?.has(id) ?? false;
      say(waits !== isFiled, `${id}: dependants of ${on} differ`);
      const other = state.tasks.get(on);
      const isMet = other?.state.name === "succeeded";
      say(waits && isMet, `${id} waits for ${on}, which has succeeded`);
    }
    say(isEnded(task) !== state.ended.has(id), `${id}: ended differs`);
    say(isEnded(task) !== (task.endedAtMs !== null), `${id}: end differs`);
  }

  say(
    state.submitted.size !== state.tasks.size,
    "more are submitted than there are",
  );
  say(state.queue.size !== queued, "queues hold tasks that do not wait");
  const turns = [...inTurn(state)].map(({ turn }) => turn);
  say(
    turns.some((turn, place) => place > 0 && turn < turns[place - 1]!),
    "turns fall along the queue",
  );
  for (const { entries, sessionId } of state.recovery.sessions) {
    const size = Object.values(entries).reduce((sum, one) => sum + one.size, 0);
    say(size === 0, `session ${sessionId} is empty`);
  }
  return wrong;
}

/** Who holds all of a GPU holds it alone; shares fit into its memory. */
function* overheld(
  { tasks }: SchedulerState,
  memoryMiB: ReadonlyMap<GpuIndex, number>,
): Generator<string> {
  const held = [...tasks.values()].flatMap((task) =>
    heldShares(task).map((share) => ({ id: task.id, ...share }))
  );
  for (const [gpu, shares] of Map.groupBy(held, ({ gpu }) => gpu)) {
    const ids = shares.map(({ id }) => id);
    const isWhole = shares.some(({ memoryMiB }) => memoryMiB === null);
    if (isWhole && shares.length > 1) yield `GPU ${gpu}: ${ids.join(" and ")}`;
    if (new Set(ids).size < ids.length) yield `GPU ${gpu} twice: ${ids}`;
    const sum = shares.reduce((sum, one) => sum + (one.memoryMiB ?? 0), 0);
    const most = memoryMiB.get(gpu) ?? Infinity;
    if (sum > most) yield `GPU ${gpu}: shares of ${sum} MiB, it has ${most}`;
  }
}
