import type { TaskView } from "./task_view.ts";
import { when } from "./words.ts";

type Marked = Pick<TaskView, "options" | "earlier" | "state">;

/** Tells in a few words each what a task asks for that most do not. */
export function optionMarks(
  { options, earlier, state }: Marked,
  nowMs: number,
): readonly string[] {
  const { priority, gpuIds, gpuType, gpuMem, begin } = options;
  const { gpuShare, cpus, memory, preemptible } = options;
  const { after, afterAny, atMost, timeout, retries } = options;
  const tried = earlier.filter(({ end }) => end.by !== "preempted").length;
  const tries = tried === 0
    ? `retries ${retries}`
    : `retry ${tried} of ${retries}`;
  const always = [
    priority && `priority ${priority}`,
    cpus && `${cpus} CPUs`,
    memory && `${memory} memory`,
    timeout && `limit ${timeout}`,
    preemptible && "preemptible",
    retries && tries,
  ];
  const whileQueued = [
    begin && `not before ${when(Date.parse(begin), nowMs)}`,
    after && `after ${shortly(after)}`,
    afterAny && `after the end of ${shortly(afterAny)}`,
    gpuIds && `GPU ${gpuIds}`,
    gpuType && `on ${gpuType}`,
    gpuMem && `${gpuMem} free`,
    gpuShare && `share of ${gpuShare}`,
    atMost && `at most ${atMost}`,
  ];
  return [...always, ...state === "queued" ? whileQueued : []]
    .filter((mark) => mark !== undefined);
}

function shortly(ids: string): string {
  const [first, ...others] = ids.split(",");
  return others.length === 0 ? first! : `${first} and ${others.length} more`;
}
