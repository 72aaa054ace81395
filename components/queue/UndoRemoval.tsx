import { counted } from "../../scheduler/view/words.ts";

/** What {@linkcode UndoRemoval} is given. */
export interface UndoRemovalProps {
  /** What was removed together. */
  readonly batch: number;
  readonly ids: readonly string[];
}

/** The way back for what a form has just taken out of the queue. */
export function UndoRemoval({ batch, ids }: UndoRemovalProps) {
  const what = ids.length === 1 ? ids[0]! : counted(ids.length, "task");
  return (
    <form method="post" class="ban" aria-label="Undo">
      <input type="hidden" name="action" value="put-back" />
      <input type="hidden" name="batch" value={batch} />
      <span>
        <b class="mono wrap">{what}</b> can come back for a minute.
      </span>
      <span class="sp" />
      <button type="submit" class="b sm">Undo</button>
    </form>
  );
}
