import type { z } from "zod";
import {
  type Choices,
  isEnded,
  type ListQuery,
  type Scheduler,
  type TaskId,
  type TaskView,
  viewTask,
} from "../../../scheduler/mod.ts";
import type { EndedQuery } from "../request/queries.ts";

/** Some rows of a list of ended tasks. */
export interface EndedRows extends Choices {
  readonly rows: readonly TaskView[];
  readonly matching: number;
  readonly offset: number;
  readonly asOfMs: number;
}

type Query = z.output<typeof EndedQuery>;

const ROWS = 100;
const MAX_ROWS = 500;

/** Which part of what a query finds. */
export interface Part {
  readonly offset: number;
  readonly limit: number;
  /** What ended later is left out. */
  readonly asOfMs: number;
}

/** Lists ended tasks, a part of what a query finds. */
export async function listEnded(
  scheduler: Scheduler,
  query: ListQuery,
  { offset, limit, asOfMs }: Part,
): Promise<EndedRows> {
  const { tasks, ...choices } = await scheduler.findEnded(query, asOfMs);
  return {
    rows: tasks.slice(offset, offset + limit).map(viewTask),
    matching: tasks.length,
    offset,
    asOfMs,
    ...choices,
  };
}

/** Answers a question about the ended tasks. */
export async function answerEnded(
  scheduler: Scheduler,
  asked: Query,
): Promise<EndedRows | { readonly ids: readonly TaskId[] }> {
  const { q, state, tag, gpu, since = "", until = "", sort, offset } = asked;
  const query: ListQuery = {
    ...{ text: q, states: state, tags: tag, gpus: gpu },
    ...{ since, until, sort, page: 1 },
  };
  const asOfMs = asked.as_of ?? Date.now();
  if (asked.fields === "ids") {
    const { tasks } = await scheduler.findEnded(query, asOfMs);
    const end = offset + (asked.limit ?? Infinity);
    return { ids: tasks.slice(offset, end).map(({ id }) => id) };
  }
  const limit = Math.min(asked.limit ?? ROWS, MAX_ROWS);
  const page = await listEnded(scheduler, query, { offset, limit, asOfMs });
  if (asked.id === undefined) return page;
  return { ...page, rows: await rowsOf(scheduler, asked.id) };
}

/** The rows of some ended tasks, in the order of their ids. */
async function rowsOf(
  scheduler: Scheduler,
  ids: readonly TaskId[],
): Promise<readonly TaskView[]> {
  return await scheduler.read(({ tasks }) =>
    ids.flatMap((id) => tasks.get(id) ?? []).filter(isEnded).map(viewTask)
  );
}
