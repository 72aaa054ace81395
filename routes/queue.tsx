import { page } from "fresh";
import { PauseForm } from "../components/queue/PauseForm.tsx";
import { Notice } from "../components/frame/Notice.tsx";
import {
  FirstQueuePage,
  type QueuePageProps,
} from "../components/queue/FirstQueue.tsx";
import {
  UndoRemoval,
  type UndoRemovalProps,
} from "../components/queue/UndoRemoval.tsx";
import {
  APPROVALS_SHOWN,
  type ApprovalsView,
  isNarrowed,
  QUEUE_ROWS,
  type QueueQuery,
  type QueueSight,
  readQueueQuery,
  seeQueue,
  tagCounts,
} from "../components/views.ts";
import LiveApprovals from "../islands/LiveApprovals.tsx";
import WholeQueue from "../islands/WholeQueue.tsx";
import { inTurn, type Task, viewTask } from "../scheduler/mod.ts";
import { readFields } from "../web/body.ts";
import {
  actOnQueue,
  headOf,
  openEdit,
  seeQueueDone,
  undoOf,
} from "../web/pages/queue_form.ts";
import { isPauseForm, pauseByForm } from "../web/pages/pause_form.ts";
import { viewerOf } from "../web/people/viewer_of.ts";
import { define, type State } from "../web/state.ts";

interface QueueData {
  readonly queue: QueuePageProps;
  readonly problem: string | null;
  readonly undo: UndoRemovalProps | null;
  /** `null` where nothing waits for any, nor will. */
  readonly approvals: ApprovalsView | null;
}

export const handler = define.handlers<QueueData>({
  async GET({ url, state }) {
    const data = await dataOf(state, url);
    const editing = await openEdit(state, url.searchParams.get("edit"));
    const undo = undoOf(state, url.searchParams.get("undo"));
    return page({ ...data, queue: { ...data.queue, editing }, undo });
  },

  /** A change of the queue, without a script. */
  async POST({ req, url, state }) {
    const form = await readFields(req);
    const { acted, editing, batch } = isPauseForm(form)
      ? {
        ...{ editing: null, batch: null },
        acted: await pauseByForm(state, form, req),
      }
      : await actOnQueue(state, form);
    if (acted.kind === "done") {
      return seeQueueDone(`${url.pathname}${url.search}`, acted, batch);
    }
    const data = await dataOf(state, url);
    const problem = editing === null ? acted.message : null;
    const queue = { ...data.queue, editing };
    return page({ ...data, queue, problem }, { status: acted.status });
  },
});

export default define.page<typeof handler>(({ data }) => {
  const { initial: { pauses, nowMs }, query } = data.queue;
  return (
    <div class="stack">
      {data.problem !== null && <Notice kind="bad">{data.problem}</Notice>}
      {data.approvals !== null && <LiveApprovals given={data.approvals} />}
      {data.undo !== null && <UndoRemoval {...data.undo} />}
      <div class="pauses" id="pause">
        {[null, ...query.tags].map((tag) => (
          <PauseForm
            key={tag ?? ""}
            tag={tag}
            pause={pauses.find((one) => one.tag === tag)}
            nowMs={nowMs}
          />
        ))}
        <a class="b sm gh" href="tags">Tags</a>
      </div>
      <WholeQueue {...data.queue}>
        <FirstQueuePage {...data.queue} />
      </WholeQueue>
    </div>
  );
});

async function dataOf(state: State, url: URL): Promise<QueueData> {
  const { scheduler, config } = state;
  const query = readQueueQuery(url.searchParams);
  const board = await scheduler.board();
  const { given, approvals } = await scheduler.read((state) => {
    const queued = [...inTurn(state)];
    return { given: look(queued, query), approvals: approvalsIn(queued) };
  });
  // Ids of those that are not shown are of use to a script alone.
  const matching = given.rows.map(({ task }) => task.id);
  return {
    queue: {
      initial: headOf(board, QUEUE_ROWS),
      query,
      viewer: viewerOf(state),
      given: { ...given, matching },
      editing: null,
    },
    problem: null,
    undo: null,
    approvals: approvals.total > 0 || config.agentApproval ? approvals : null,
  };
}

function approvalsIn(queued: readonly Task[]): ApprovalsView {
  const wanted = queued.filter(({ approval }) => approval !== undefined);
  const tasks = wanted.slice(0, APPROVALS_SHOWN).map(viewTask);
  return { tasks, total: wanted.length };
}

/** Views are made of what is shown alone, where nothing is searched for. */
function look(queued: readonly Task[], query: QueueQuery): QueueSight {
  if (isNarrowed(query)) {
    return seeQueue(queued.map(viewTask), query, QUEUE_ROWS);
  }
  const first = query.from - 1;
  const rows = queued.slice(first, first + QUEUE_ROWS)
    .map((task, at) => ({ task: viewTask(task), place: first + at }));
  const tags = tagCounts(queued.map(({ spec }) => spec));
  return { rows, matching: [], count: queued.length, tags };
}
