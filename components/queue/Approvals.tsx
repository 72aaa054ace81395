import { envTextOf } from "../../scheduler/view/env_text.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { gpuCount } from "../../scheduler/view/words.ts";

/** What {@linkcode Approvals} is given. */
export interface ApprovalsProps {
  /** The tasks that wait for approval, as far as they are shown. */
  readonly tasks: readonly TaskView[];
  /** How many wait in all. */
  readonly total: number;
}

const DECISIONS = [
  { action: "approve", word: "Approve", look: "b sm" },
  { action: "decline", word: "Decline", look: "b gh sm" },
];

/** What agents have queued and a person has not approved, to decide on. */
export function Approvals({ tasks, total }: ApprovalsProps) {
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
        {DECISIONS.map(({ action, word, look }) => (
          <button
            key={action}
            type="submit"
            class={look}
            name="action"
            value={action}
            aria-label={`${word} ${id}`}
          >
            {word}
          </button>
        ))}
      </form>
    </li>
  );
}
