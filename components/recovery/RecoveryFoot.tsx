import type { EntryRef } from "../../scheduler/view/recovery_query.ts";
import { counted, grouped } from "../../scheduler/view/words.ts";
import { Icon, type IconName } from "../parts/Icon.tsx";
import { Problem } from "../parts/Problem.tsx";

/** What {@linkcode RecoveryFoot} is given. */
export interface RecoveryFootProps {
  readonly chosen: readonly EntryRef[];
  readonly failed: number;
  readonly problem: string | null;
  readonly busy: boolean;
  readonly onLater: () => void;
  readonly onAct: (action: "hide" | "delete") => void;
  readonly onRestore: () => void;
}

/** The ways out of the dialog: later, or with what is selected. */
export function RecoveryFoot(props: RecoveryFootProps) {
  const { chosen, failed, problem, busy, onLater, onAct, onRestore } = props;
  const count = chosen.length;
  const act = (action: "hide" | "delete", word: string, icon: IconName) => (
    <button
      type="button"
      class="b gh ic"
      aria-label={`${word} what is selected`}
      title={`${word} what is selected`}
      onClick={() => onAct(action)}
    >
      <Icon name={icon} />
    </button>
  );
  const isNone = count === 0 || busy;
  return (
    <div class="df">
      {problem !== null && (
        <div role="alert" class="all">
          <Problem text={problem} />
        </div>
      )}
      <span class="ft" role="status">
        {failed > 0 && (
          <b class="bad">{counted(failed, "task")} not restored.</b>
        )}
        {count > 0 && (
          <>
            <b>{grouped(count)} selected</b>: {whereTo(chosen)}
          </>
        )}
      </span>
      <span class="sp" />
      {count > 0 && (
        <>
          {chosen.some(({ section }) => section !== "hidden") &&
            act("hide", "Hide", "hide")}
          {act("delete", "Delete", "trash")}
        </>
      )}
      <button type="button" class="b" onClick={onLater}>Decide later</button>
      <button
        type="button"
        class="b pri"
        aria-disabled={isNone ? "true" : undefined}
        onClick={() => isNone || onRestore()}
      >
        {count === 0 ? "Restore" : `Restore ${counted(count, "task")}`}
      </button>
    </div>
  );
}

const WAYS = [
  ["ongoing", "start again", "starts again"],
  ["queued", "join the queue", "joins the queue"],
  ["completed", "back to Completed", "back to Completed"],
  ["hidden", "out of hiding", "out of hiding"],
] as const;

function whereTo(chosen: readonly EntryRef[]): string {
  return WAYS.flatMap(([section, many, one]) => {
    const count = chosen.filter((entry) => entry.section === section).length;
    return count === 0 ? [] : `${grouped(count)} ${count === 1 ? one : many}`;
  }).join(", ");
}
