import type { GpuIndex } from "../model/units.ts";
import type { EndStateName, ListQuery } from "./ended_query.ts";
import type { TaskView } from "./task_view.ts";

/** Rows to a page, for those who leaf through them. */
export const PAGE_SIZE = 50;

/**
 * How many ended tasks there are to choose from. Each part counts what all
 * the other parts of a query let through, whatever is chosen in itself.
 */
export interface Choices {
  readonly byState: Readonly<Record<EndStateName, number>>;
  /** The most used first; `null` is those without a tag. */
  readonly tags: readonly {
    readonly tag: string | null;
    readonly count: number;
  }[];
  /** By index; `null` is those without a GPU, the last. */
  readonly gpus: readonly {
    readonly gpu: GpuIndex | null;
    readonly count: number;
  }[];
}

/** Some rows of a list, with what its controls need. */
export interface ListPage extends Choices {
  readonly rows: readonly TaskView[];
  readonly query: ListQuery;
  /** How many match in all. */
  readonly matching: number;
  /** The position of the first row among those that match, from 0. */
  readonly offset: number;
  /** What ended after this was left out. */
  readonly asOfMs: number;
}

/** How many pages so many rows make. */
export function pagesOf(matching: number): number {
  return Math.max(1, Math.ceil(matching / PAGE_SIZE));
}
