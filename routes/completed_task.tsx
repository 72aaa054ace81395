import { page } from "fresh";
import { Pager } from "../components/completed/Pager.tsx";
import { Notice } from "../components/frame/Notice.tsx";
import { type ListPage, listPage, readListQuery } from "../components/views.ts";
import CompletedTasks from "../islands/CompletedTasks.tsx";
import { viewTask } from "../scheduler/mod.ts";
import { actOnTasks, seeDone } from "../web/pages/task_forms.ts";
import { define, type State } from "../web/state.ts";

interface CompletedData {
  readonly list: ListPage;
  readonly nowMs: number;
  readonly problem: string | null;
}

export const handler = define.handlers<CompletedData>({
  GET: async ({ state, url }) => page(await dataOf(state, url)),

  /** What is done to one or to many, without a script. */
  async POST({ req, state, url }) {
    const acted = await actOnTasks(state.scheduler, await req.formData());
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
    <section class="p" aria-label="Ended tasks">
      <CompletedTasks
        page={data.list}
        nowMs={data.nowMs}
        {...outputChoices(state.config)}
      />
      <Pager page={data.list} />
    </section>
  </div>
));

function outputChoices(config: State["config"]) {
  return {
    defaultLines: config.completedDefaultLines,
    maxLines: config.viewLogMaxLines,
    lineControl: config.completedLineControl,
  };
}

async function dataOf(
  { scheduler }: State,
  url: URL,
  problem: string | null = null,
): Promise<CompletedData> {
  const list = await scheduler.read(({ tasks, ended }) =>
    listPage(
      ended.values().map((id) => viewTask(tasks.get(id)!)),
      readListQuery(url.searchParams),
    )
  );
  return { list, nowMs: Date.now(), problem };
}
