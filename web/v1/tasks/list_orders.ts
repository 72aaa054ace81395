import {
  inTurn,
  type SchedulerState,
  type Task,
  type TaskId,
} from "../../../scheduler/mod.ts";
import {
  AT_WORK,
  compare,
  ENDED,
  type Place,
  placeIn,
  QUEUED,
} from "./list_place.ts";

/** A task of a list, and whether it stands behind the last page. */
interface Listed {
  readonly task: Task;
  readonly isBehind: boolean;
}

/** Where a list goes on; what stands before may be left out. */
interface Mark {
  readonly after: Place | null;
  readonly mayLeaveOut: boolean;
  /** Tells which groups of places may hold what is asked for. */
  readonly mayHold: (group: number) => boolean;
}

type Listing = (state: SchedulerState, mark: Mark) => Iterable<Listed>;

/** Each order of the list by its name. */
export const ORDERS: Readonly<Record<"place" | "newest", Listing>> = {
  *place(state, mark) {
    const { active, ended, tasks } = state;
    const { after, mayLeaveOut, mayHold } = mark;
    const isBehind = (task: Task) =>
      after === null || compare(placeIn.place(task), after) > 0;
    const listed = (task: Task) => ({ task, isBehind: isBehind(task) });
    const [group, turn] = mayLeaveOut && after !== null ? after : [AT_WORK];
    if (group === AT_WORK && mayHold(AT_WORK)) {
      const atWork = [...active].map((id) => tasks.get(id)!);
      yield* atWork.sort((a, b) => compare(placeIn.place(a), placeIn.place(b)))
        .map(listed);
    }
    if (group !== ENDED && mayHold(QUEUED)) {
      const from = group === QUEUED ? turn : undefined;
      yield* inTurn(state, from).map(listed);
    }
    if (!mayHold(ENDED)) return;
    const isWithin = after?.[0] === ENDED;
    const from = isWithin ? mark : { after: null, mayLeaveOut: false };
    yield* latestFirst(ended, from, (id) => listed(tasks.get(id)!));
  },
  newest({ submitted, tasks }, mark) {
    const { after } = mark;
    return latestFirst(submitted, mark, (id) => {
      const task = tasks.get(id)!;
      const isBehind = after === null ||
        compare(placeIn.newest(task), after) > 0;
      return { task, isBehind };
    });
  },
};

/**
 * Many may stand at one millisecond: a cursor goes on behind its own task,
 * and by its moment once that has gone.
 */
function* latestFirst(
  list: SchedulerState["ended"],
  { after, mayLeaveOut }: Pick<Mark, "after" | "mayLeaveOut">,
  listed: (id: TaskId) => Listed,
): Generator<Listed> {
  const last = after !== null && list.has(after[2]) ? after[2] : undefined;
  let isPast = mayLeaveOut;
  for (const id of list.backward(mayLeaveOut ? last : undefined)) {
    const one = listed(id);
    yield last === undefined ? one : { task: one.task, isBehind: isPast };
    isPast ||= id === last;
  }
}
