import type { EntryRef } from "../../scheduler/view/recovery_query.ts";
import type { RecoveryEntryView } from "../../scheduler/view/recovery_view.ts";
import { counted, grouped } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";
import { RecoveryItem, type RecoveryProblem } from "./RecoveryItem.tsx";
import { RecoveryReason } from "./RecoveryReason.tsx";

/** More than this are restored together, or searched for. */
const SHOWN = 100;

/** An entry that was not restored. */
interface Failure extends RecoveryProblem {
  readonly entry: EntryRef;
  /** What it is; `null` where it was never shown. */
  readonly shown: RecoveryEntryView | null;
}

/** What {@linkcode RecoveryFailures} is given. */
export interface RecoveryFailuresProps {
  /** By the key of the entry. */
  readonly failures: ReadonlyMap<string, Failure>;
  readonly chosen: ReadonlySet<string>;
  readonly nowMs: number;
  readonly onSelect: (keys: readonly string[], isOn: boolean) => void;
  readonly onAct: (action: "hide" | "delete", row: RecoveryEntryView) => void;
  readonly onRestoreAs: (failures: readonly Failure[]) => void;
}

/** What was not restored, each with its reason and a way out. */
export function RecoveryFailures(props: RecoveryFailuresProps) {
  const { failures, chosen, nowMs, onSelect, onAct, onRestoreAs } = props;
  if (failures.size === 0) return null;
  const renamable = [...failures.values()].filter((one) => one.freeId !== null);
  return (
    <section class="rg" aria-label="Not restored">
      <div class="rh bad">
        <span class="st failed">
          <Icon name="warn" />
        </span>
        <h3>Not restored</h3>
        <span class="c">{counted(failures.size, "task")}</span>
        <span class="sp" />
        {renamable.length > 1 && (
          <button
            type="button"
            class="b sm"
            onClick={() => onRestoreAs(renamable)}
          >
            Restore {grouped(renamable.length)} under new names
          </button>
        )}
      </div>
      {[...failures].slice(0, SHOWN).map(([key, failure]) =>
        failure.shown === null
          ? <Unseen key={key} {...{ failure, onRestoreAs }} name={key} />
          : (
            <RecoveryItem
              key={key}
              entry={failure.shown}
              nowMs={nowMs}
              isSelected={chosen.has(key)}
              failure={failure}
              onSelect={(isOn) => onSelect([key], isOn)}
              onAct={(action) => onAct(action, failure.shown!)}
              onRestoreAs={() => onRestoreAs([failure])}
            />
          )
      )}
      {failures.size > SHOWN && (
        <p class="foot">
          {counted(failures.size - SHOWN, "more task")}, still selected.
        </p>
      )}
    </section>
  );
}

function Unseen(
  { name, failure, onRestoreAs }: {
    readonly name: string;
    readonly failure: Failure;
    readonly onRestoreAs: RecoveryFailuresProps["onRestoreAs"];
  },
) {
  return (
    <div class="ri sel">
      <span />
      <span class="mono cut">{failure.entry.id}</span>
      <RecoveryReason
        entryKey={name}
        reason={failure.reason}
        freeId={failure.freeId}
        onRestoreAs={() => onRestoreAs([failure])}
      />
    </div>
  );
}
