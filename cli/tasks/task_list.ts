import type { Api, Query } from "../server/api.ts";
import type { Task } from "./task.ts";

interface Page {
  readonly tasks: readonly Task[];
  readonly total: number;
  readonly nextCursor: string | null;
}

/** Some tasks, and how many there are. */
export interface Listed {
  readonly tasks: readonly Task[];
  readonly total: number;
}

const PAGE = 500;

/** Reads the list of tasks, as far as asked for. */
export async function readTasks(
  api: Api,
  query: Query,
  most = Infinity,
): Promise<Listed> {
  const tasks: Task[] = [];
  let cursor: string | null = null;
  for (;;) {
    const limit = Math.min(PAGE, most - tasks.length);
    const page: Page = await api.get("/tasks", { ...query, limit, cursor });
    tasks.push(...page.tasks);
    cursor = page.nextCursor;
    if (cursor === null || tasks.length >= most) {
      return { tasks, total: page.total };
    }
  }
}
