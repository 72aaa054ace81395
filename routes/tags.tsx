import { page } from "fresh";
import { Notice } from "../components/frame/Notice.tsx";
import { Empty } from "../components/parts/Empty.tsx";
import { TagGroup } from "../components/care/TagGroup.tsx";
import type { Pause } from "../scheduler/mod.ts";
import { readFields } from "../web/body.ts";
import { actOnTag, isPauseForm, pauseByForm } from "../web/pages/pause_form.ts";
import { seeDone } from "../web/pages/task_forms.ts";
import { define, type State } from "../web/state.ts";
import { type ListedTag, listTags } from "../web/v1/tasks/tag_list.ts";

interface TagsData {
  readonly tags: readonly ListedTag[];
  readonly pauses: readonly Pause[];
  /** How many more there are than are shown. */
  readonly more: number;
  readonly nowMs: number;
  readonly problem: string | null;
}

/** As many tags as a page is read for. */
const SHOWN = 200;

export const handler = define.handlers<TagsData>({
  GET: async ({ state, url }) => page(await dataOf(state, url)),

  async POST({ req, state, url }) {
    const fields = await readFields(req);
    const acted = isPauseForm(fields)
      ? await pauseByForm(state, fields, req)
      : await actOnTag(state, fields);
    if (acted.kind === "done") return seeDone(`/tags${url.search}`, acted);
    const data = await dataOf(state, url, acted.message);
    return page(data, { status: acted.status });
  },
});

/** Groups of tasks: how they stand, and what can be done to all at once. */
export default define.page<typeof handler>(({ data }) => (
  <div class="stack">
    {data.problem !== null && <Notice kind="bad">{data.problem}</Notice>}
    <section class="p" aria-label="Tags">
      {data.tags.length === 0
        ? (
          <Empty fact="No task has a tag">
            <p>Tasks that share one can be paused, stopped and retried here.</p>
          </Empty>
        )
        : (
          <ol>
            {data.tags.map((tag) => (
              <TagGroup
                key={tag.name}
                tag={tag}
                pause={data.pauses.find((one) => one.tag === tag.name)}
                nowMs={data.nowMs}
              />
            ))}
          </ol>
        )}
      {data.more > 0 && <p class="foot">and {data.more} more</p>}
    </section>
  </div>
));

async function dataOf(
  { scheduler }: State,
  url: URL,
  problem: string | null = null,
): Promise<TagsData> {
  const only = url.searchParams.get("tag");
  const { nowMs } = await scheduler.board();
  const { all, pauses } = await scheduler.read((state) => ({
    all: listTags(state).filter(({ name }) => only === null || name === only),
    pauses: state.pauses,
  }));
  const tags = all.slice(0, SHOWN);
  return { tags, pauses, more: all.length - tags.length, nowMs, problem };
}
