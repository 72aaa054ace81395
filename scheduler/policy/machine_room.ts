import type { SchedulerState } from "../model/state.ts";
import type { TaskSpec } from "../model/task.ts";

/** What of the machine tasks may claim; `null` while nobody knows. */
export interface Capacity {
  readonly cpus: number | null;
  readonly memoryMiB: number | null;
}

const CLAIMS = ["cpus", "memoryMiB"] as const;
/** Cores come in hundredths, which no binary number holds exactly. */
const EXACT = 1e-6;

/** An amount of what a machine has: hundredths of a core, or MiB. */
export interface MachineClaim {
  readonly of: typeof CLAIMS[number];
  readonly amount: number;
}

/** What a task claims, where that is bounded, in whole numbers. */
export function claimsOf(
  { options }: Pick<TaskSpec, "options">,
  capacity: Capacity | null,
): readonly MachineClaim[] {
  return capacity === null
    ? []
    : CLAIMS.flatMap((of) =>
      options[of] === undefined ? [] : [{ of, amount: whole(of, options[of]) }]
    );
}

/** What there is to be claimed; nothing while nobody knows. */
export function sizesOf(
  capacity: Capacity | null,
): ReadonlyMap<MachineClaim["of"], number> {
  return new Map(CLAIMS.map((of) => [of, whole(of, capacity?.[of] ?? 0)]));
}

function whole(of: MachineClaim["of"], amount: number): number {
  return of === "cpus" ? Math.round(amount * 100) : amount;
}

/** Tells whether a task leaves the machine to others. */
export function claimsNothing({ options }: Pick<TaskSpec, "options">): boolean {
  return CLAIMS.every((claim) => options[claim] === undefined);
}

/** Weighs claims on cores and memory against the machine, once asked. */
export class MachineRoom {
  readonly #state: SchedulerState;
  readonly #capacity: Capacity | null;
  #claimed: { cpus: number; memoryMiB: number } | null = null;

  /** Without a capacity there is room for all. */
  constructor(state: SchedulerState, capacity: Capacity | null) {
    this.#state = state;
    this.#capacity = capacity;
  }

  /** Tells whether what a task claims is left. */
  hasRoomFor({ options }: TaskSpec): boolean {
    return CLAIMS.every((claim) => {
      const { [claim]: wanted } = options;
      if (wanted === undefined) return true;
      if (this.#capacity === null) return true;
      const most = this.#capacity[claim] ?? 0;
      return this.#all()[claim] + wanted <= most + EXACT;
    });
  }

  /** Tells whether a task claims more than there is, whatever ends. */
  isTooSmallFor({ options }: TaskSpec): boolean {
    return CLAIMS.some((claim) =>
      (options[claim] ?? 0) > (this.#capacity?.[claim] ?? Infinity) + EXACT
    );
  }

  /** Counts the claims of one that starts, or that nobody may overtake. */
  add({ options }: Pick<TaskSpec, "options">): void {
    if (claimsNothing({ options })) return;
    const claimed = this.#all();
    for (const claim of CLAIMS) claimed[claim] += options[claim] ?? 0;
  }

  #all(): { cpus: number; memoryMiB: number } {
    if (this.#claimed !== null) return this.#claimed;
    const { active, tasks } = this.#state;
    const claimed = { cpus: 0, memoryMiB: 0 };
    for (const id of active) {
      const { options } = tasks.get(id)!.spec;
      for (const claim of CLAIMS) claimed[claim] += options[claim] ?? 0;
    }
    return this.#claimed = claimed;
  }
}
