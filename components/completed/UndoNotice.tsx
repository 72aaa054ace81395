import { age, counted } from "../../scheduler/view/words.ts";
import { Notice } from "../frame/Notice.tsx";

/** What {@linkcode UndoNotice} is given: what was deleted a moment ago. */
export interface UndoNoticeProps {
  readonly batch: number;
  readonly ids: readonly string[];
  readonly agoMs: number;
}

/** Offers to put back what was deleted last, also after a reload. */
export function UndoNotice({ batch, ids, agoMs }: UndoNoticeProps) {
  const name = ids.length === 1 ? ids[0] : counted(ids.length, "task");
  return (
    <form method="post" aria-label="Undo">
      <input type="hidden" name="action" value="put-back" />
      <input type="hidden" name="batch" value={batch} />
      <Notice kind="good">
        <span>
          <b class="wrap">{name}</b> deleted {age(agoMs)} ago.
        </span>{" "}
        <button class="b sm" type="submit">Undo</button>
      </Notice>
    </form>
  );
}
