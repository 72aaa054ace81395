import { memoryMiB } from "../model/options/memory_mib.ts";
import type { TaskId } from "../model/units.ts";
import type { BoardView } from "./board.ts";
import type { TaskView } from "./task_view.ts";
import { counted, gigabytes, UNKNOWN } from "./words.ts";

/** What a task may claim of the machine. */
export type Claim = "cpus" | "memory";

/** A claim that cannot be met: cores or MiB; `null` where nobody knows. */
export interface Shortage {
  readonly what: Claim;
  readonly needs: number;
  readonly free: number | null;
  readonly total: number | null;
  /** As `explainWaiting` finds them; a glance does without. */
  readonly enough: readonly TaskId[];
}

type Claiming = Pick<TaskView, "options">;

const CLAIMS: readonly Claim[] = ["cpus", "memory"];
/** Cores come in hundredths, which no binary number holds exactly. */
const EXACT = 1e-6;

/** The claim for which the machine has too little left, if any. */
export function shortOf(
  { host: { forTasks }, active }: BoardView,
  task: Claiming,
): Shortage | null {
  for (const what of CLAIMS) {
    const needs = amountOf(task, what);
    const total = what === "cpus" ? forTasks.cpus : forTasks.memoryMiB;
    const taken = active.reduce((sum, one) => sum + amountOf(one, what), 0);
    const free = total === null ? null : Math.max(0, total - taken);
    if (needs > (free ?? 0) + EXACT) {
      return { what, needs, free, total, enough: [] };
    }
  }
  return null;
}

/** What a claim wants and what there is, in words. */
export function shortageWords(
  { what, needs, free, total }: Shortage,
): string {
  const amount = (of: number | null) =>
    what === "memory"
      ? `${gigabytes(of)} GB of memory`
      : of === null
      ? UNKNOWN
      : counted(of, "CPU");
  return total !== null && needs > total
    ? `can not start: needs ${amount(needs)}, tasks may have ${amount(total)}`
    : `needs ${amount(needs)}, ${amount(free)} free`;
}

/** The tasks each of whose end alone would leave what a task claims. */
export function whoseEndIsEnough(
  { active }: BoardView,
  { what, needs, free }: Shortage,
): readonly TaskId[] {
  if (free === null) return [];
  return active.filter((one) => needs <= free + amountOf(one, what) + EXACT)
    .map(({ id }) => id);
}

/** Who comes before a task and keeps what it claims, too. */
export function rivalForClaims(
  { queued }: BoardView,
  task: Claiming & Pick<TaskView, "id">,
): TaskView | null {
  const claims = CLAIMS.filter((what) => amountOf(task, what) > 0);
  const first = queued.find((one) =>
    one.id === task.id ||
    claims.some((what) => amountOf(one, what) > 0) && mayStart(one)
  );
  return first === undefined || first.id === task.id ? null : first;
}

/** Tells whether nothing but room and its turn keep a queued task waiting. */
export function mayStart(
  { options, pending, notBeforeMs, approval }: TaskView,
): boolean {
  return options.hold === undefined && approval === undefined &&
    pending.length === 0 &&
    notBeforeMs === null;
}

function amountOf({ options }: Claiming, what: Claim): number {
  const text = options[what];
  if (text === undefined) return 0;
  return what === "cpus" ? Number(text) : memoryMiB(text) ?? 0;
}
