import { Problem } from "../parts/Problem.tsx";

/** What {@linkcode RecoveryReason} is given. */
export interface RecoveryReasonProps {
  readonly entryKey: string;
  readonly reason: string;
  /** An id under which it can come back. */
  readonly freeId: string | null;
  /** Without it the button sends the form that it stands in. */
  readonly onRestoreAs?: ((id: string) => void) | undefined;
}

/** Why an entry was not restored, and the way out. */
export function RecoveryReason(props: RecoveryReasonProps) {
  const { entryKey, reason, freeId, onRestoreAs } = props;
  return (
    <div class="itemerr">
      <Problem text={`Not restored: ${reason}.`} />
      {freeId !== null && (
        <button
          type={onRestoreAs ? "button" : "submit"}
          class="b sm"
          name="restore_as"
          value={`${freeId} ${entryKey}`}
          title={`Restore as ${freeId}`}
          onClick={onRestoreAs && (() => onRestoreAs(freeId))}
        >
          Restore as <span class="mono cut">{freeId}</span>
        </button>
      )}
    </div>
  );
}
