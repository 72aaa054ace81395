import type { ApprovalsView } from "../../scheduler/view/approvals.ts";
import { envTextOf } from "../../scheduler/view/env_text.ts";
import { MAX_REASON } from "../../scheduler/view/reason.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { gpuCount } from "../../scheduler/view/words.ts";

/** What agents have queued and a person has not approved, to decide on. */
export function Approvals({ tasks, total }: ApprovalsView) {
  const more = total - tasks.length;
  return (
    <section class="p approvals" aria-label="Waiting for approval">
      <h2>Waiting for approval</h2>
      <ul>
        {tasks.map((task) => <Decision key={task.id} task={task} />)}
      </ul>
      {more > 0 && <p class="dim">{`and ${more} more`}</p>}
    </section>
  );
}

function Decision({ task }: { readonly task: TaskView }) {
  const { id, command, envar, nGpus, submitter } = task;
  const variables = envTextOf(envar);
  return (
    <li>
      <div class="min-w-0">
        <b>{id}</b>{" "}
        <span class="dim">
          {`${gpuCount(nGpus)}${
            submitter === undefined ? "" : `, from ${submitter}`
          }`}
        </span>
        <div class="mono s">{command}</div>
        {variables !== "" && <div class="mono s dim">{variables}</div>}
      </div>
      <form method="post" class="contents">
        <input type="hidden" name="id" value={id} />
        <button
          type="submit"
          class="b sm"
          name="action"
          value="approve"
          aria-label={`Approve ${id}`}
        >
          Approve
        </button>
      </form>
      {/* A form of its own: Enter behind a reason must not approve. */}
      <form method="post" class="contents">
        <input type="hidden" name="id" value={id} />
        <input
          class="in"
          name="reason"
          maxLength={MAX_REASON}
          placeholder="Why not, if you like"
          aria-label={`Why ${id} may not run`}
        />
        <button
          type="submit"
          class="b gh sm"
          name="action"
          value="decline"
          aria-label={`Decline ${id}`}
        >
          Decline
        </button>
      </form>
    </li>
  );
}
