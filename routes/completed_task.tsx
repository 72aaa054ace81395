import { page } from "fresh";
import { FirstView } from "../components/completed/FirstView.tsx";
import { Pager } from "../components/completed/Pager.tsx";
import { UndoNotice } from "../components/completed/UndoNotice.tsx";
import { Notice } from "../components/frame/Notice.tsx";
import {
  type ListPage,
  PAGE_SIZE,
  pagesOf,
  readListQuery,
} from "../components/views.ts";
import CompletedTasks from "../islands/CompletedTasks.tsx";
import { readFields } from "../web/body.ts";
import {
  actOnEnded,
  type UndoableDelete,
  undoableDelete,
} from "../web/pages/ended_form.ts";
import { seeDone } from "../web/pages/task_forms.ts";
import { viewerOf } from "../web/people/viewer_of.ts";
import { define, type State } from "../web/state.ts";
import { listEnded } from "../web/v1/ended/ended.ts";

interface CompletedData {
  readonly list: ListPage;
  readonly problem: string | null;
  readonly undoable: UndoableDelete | null;
}

export const handler = define.handlers<CompletedData>({
  GET: async ({ state, url }) => page(await dataOf(state, url)),

  /** What is done to one or to many, without a script. */
  async POST({ req, state, url }) {
    const acted = await actOnEnded(state, await readFields(req));
    if (acted.kind === "done") {
      return seeDone(`/completed_task${url.search}`, acted);
    }
    const data = await dataOf(state, url, acted.message);
    return page(data, { status: acted.status });
  },
});

export default define.page<typeof handler>(({ data, state }) => (
  <div class="stack">
    {data.problem !== null && <Notice kind="bad">{data.problem}</Notice>}
    {data.undoable !== null && <UndoNotice {...data.undoable} />}
    <section class="p" aria-label="Ended tasks">
      <CompletedTasks page={data.list} {...choices(state)}>
        <FirstView page={data.list} {...choices(state)} />
      </CompletedTasks>
      <Pager page={data.list} />
    </section>
  </div>
));

function choices(state: State) {
  const { config } = state;
  return {
    viewer: viewerOf(state),
    defaultLines: config.completedDefaultLines,
    maxLines: config.viewLogMaxLines,
    lineControl: config.completedLineControl,
  };
}

async function dataOf(
  state: State,
  url: URL,
  problem: string | null = null,
): Promise<CompletedData> {
  const nowMs = Date.now();
  const query = readListQuery(url.searchParams);
  const list = await pageOf(state.scheduler, query, nowMs);
  return { list, problem, undoable: undoableDelete(state, nowMs) };
}

/** The page asked for, or the last one where there are not so many. */
async function pageOf(
  scheduler: State["scheduler"],
  query: ListPage["query"],
  nowMs: number,
): Promise<ListPage> {
  const partAt = (page: number) => ({
    offset: (page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
    asOfMs: nowMs,
  });
  const list = await listEnded(scheduler, query, partAt(query.page));
  const page = Math.min(query.page, pagesOf(list.matching));
  if (page === query.page) return { ...list, query };
  const last = await listEnded(scheduler, query, partAt(page));
  return { ...last, query: { ...query, page } };
}
