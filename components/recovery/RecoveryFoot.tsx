import { counted } from "../../scheduler/view/words.ts";
import { Problem } from "../parts/Problem.tsx";

/** What {@linkcode RecoveryFoot} is given. */
export interface RecoveryFootProps {
  readonly chosen: number;
  readonly problem: string | null;
  readonly busy: boolean;
  readonly onLater: () => void;
  readonly onRestore: () => void;
}

/** The ways out of the dialog: later, or with what is selected. */
export function RecoveryFoot(props: RecoveryFootProps) {
  const { chosen, problem, busy, onLater, onRestore } = props;
  return (
    <div class="df">
      {problem !== null && <Problem text={problem} />}
      <span class="dim" role="status">
        {chosen > 0 && `${chosen} selected`}
      </span>
      <span class="sp" />
      <button type="button" class="b" onClick={onLater}>Decide later</button>
      <button
        type="button"
        class="b pri"
        aria-disabled={chosen === 0 || busy ? "true" : undefined}
        onClick={onRestore}
      >
        {chosen === 0 ? "Restore" : `Restore ${counted(chosen, "task")}`}
      </button>
    </div>
  );
}
