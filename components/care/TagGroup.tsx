import type { Pause } from "../../scheduler/view/board.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { STATE_WORDS } from "../../scheduler/view/task_words.ts";
import { counted, grouped } from "../../scheduler/view/words.ts";
import { tagHref } from "../parts/Tags.tsx";
import { PauseForm } from "../queue/PauseForm.tsx";

type StateName = TaskView["state"];

/** What {@linkcode TagGroup} is given. */
export interface TagGroupProps {
  readonly tag: {
    readonly name: string;
    readonly count: number;
    readonly byState: Readonly<Partial<Record<StateName, number>>>;
  };
  readonly pause: Pause | undefined;
  readonly nowMs: number;
}

/** The tasks of one tag: how they stand, and forms for all of them. */
export function TagGroup({ tag, pause, nowMs }: TagGroupProps) {
  const { name, count, byState } = tag;
  const states = Object.keys(STATE_WORDS) as StateName[];
  const of = (...names: StateName[]) =>
    names.reduce((sum, one) => sum + (byState[one] ?? 0), 0);
  return (
    <li class="care" id={`tag-${name}`}>
      <div class="care-head">
        <h2 class="mono wrap">#{name}</h2>
        <span class="help">{counted(count, "task")}</span>
      </div>
      <p class="grp">
        {states.filter((one) => byState[one] !== undefined).map((one) => (
          <a key={one} class="chip" href={tagHref(name, one)}>
            {grouped(byState[one]!)} {STATE_WORDS[one].toLowerCase()}
          </a>
        ))}
      </p>
      <div class="care-acts">
        <PauseForm tag={name} pause={pause} nowMs={nowMs} />
        {of("queued", "starting", "running") > 0 && (
          <GroupAct tag={name} action="stop" label="Stop all" />
        )}
        {of("failed", "lost") > 0 && (
          <GroupAct tag={name} action="retry" label="Retry failed ones" />
        )}
      </div>
    </li>
  );
}

interface GroupActProps {
  readonly tag: string;
  readonly action: "stop" | "retry";
  readonly label: string;
}

function GroupAct({ tag, action, label }: GroupActProps) {
  return (
    <form method="post">
      <input type="hidden" name="tag" value={tag} />
      <button
        class={action === "stop" ? "b sm bad" : "b sm"}
        type="submit"
        name="action"
        value={action}
      >
        {label}
      </button>
    </form>
  );
}
