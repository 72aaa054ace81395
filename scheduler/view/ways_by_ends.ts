import type { BoardView } from "./board.ts";
import type { TaskView } from "./task_view.ts";
import type { GpuObstacle, WaitReason } from "./wait_reason.ts";
import { gpuNames } from "./words.ts";

type GpusReason = Extract<WaitReason, { kind: "gpus" }>;

/** More than this are not told one by one. */
const NAMED = 8;

/** The GPUs that a person has switched off, where they are what is missing. */
export function switchedOn(
  { obstacles, free, needs }: GpusReason,
): readonly string[] {
  const off = obstacles.filter(({ kind }) => kind === "disabled");
  return off.length > 0 && free.length + off.length >= needs
    ? [`switch on ${off.map(({ gpu }) => `GPU ${gpu}`).join(", ")}`]
    : [];
}

/** The tasks each of whose end is enough; else all whose ends together are. */
export function whoseEnd(
  { gpus }: BoardView,
  { obstacles, free, needs }: GpusReason,
): readonly string[] {
  const off = new Set(
    gpus.filter(({ enabled }) => !enabled).map(({ index }) => index),
  );
  // One that is drained is not to be had after its end, either.
  const inUse = obstacles.filter(({ gpu }) => !off.has(gpu));
  const frees = new Map<string, number>();
  for (const one of inUse) {
    for (const id of enoughFor(one)) frees.set(id, (frees.get(id) ?? 0) + 1);
  }
  const alone = [...frees].filter(([, count]) => free.length + count >= needs);
  if (alone.length > 0) return alone.map(([id]) => `the end of ${id}`);
  const held = inUse.filter((one) => one.kind === "held");
  const missing = needs - free.length;
  if (held.length < missing) return [];
  const ids = [...new Set(held.flatMap(({ by }) => by))];
  if (held.length > missing || ids.length > NAMED) {
    const names = gpuNames(held.map(({ gpu }) => gpu));
    return [`the end of what runs on ${missing} of ${names}`];
  }
  const last = ids.pop();
  return ids.length === 0
    ? [`the end of ${last}`]
    : [`the ends of ${ids.join(", ")} and ${last}`];
}

/** The tasks each of whose end alone would take the obstacle away. */
function enoughFor(one: GpuObstacle): readonly string[] {
  if (one.kind === "share") return one.enough;
  return one.kind === "held" && one.by.length === 1 ? one.by : [];
}

/** Names some tasks whose end is enough. */
export function theEnds(tasks: readonly TaskView[]): readonly string[] {
  return tasks.slice(0, NAMED).map(({ id }) => `the end of ${id}`);
}

/**
 * The ends that a task waits for, where they are not too many to name; `gone`
 * are not on record, as when it was brought back from an earlier life without
 * them.
 */
export function endsOf(
  { on, anyEnd }: Extract<WaitReason, { kind: "dependency" }>,
  gone: readonly string[],
): readonly string[] {
  if (on.length > NAMED) return [];
  const ends = on.map((id) => {
    const end = `the ${anyEnd.includes(id) ? "end" : "success"} of ${id}`;
    return gone.includes(id) ? `${end}, once it is brought back` : end;
  });
  return [ends.join(" and ")];
}
