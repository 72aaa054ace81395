import type { Pause } from "../../scheduler/view/board.ts";
import { pauseWords } from "../../scheduler/view/pause_words.ts";
import { MAX_REASON } from "../../scheduler/view/reason.ts";
import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode PauseForm} is given. */
export interface PauseFormProps {
  /** The page that takes the form, where it is another one. */
  readonly action?: string;
  /** `null` for the whole queue. */
  readonly tag: string | null;
  readonly pause: Pause | undefined;
  readonly nowMs: number;
}

/** Pauses the queue or a tag, or lets it go on: plain forms. */
export function PauseForm({ action, tag, pause, nowMs }: PauseFormProps) {
  const what = tag === null ? "the queue" : `#${tag}`;
  return (
    <form
      method="post"
      {...action === undefined ? {} : { action }}
      class="pause"
    >
      <input
        type="hidden"
        name="action"
        value={pause === undefined ? "pause" : "resume"}
      />
      {tag !== null && <input type="hidden" name="tag" value={tag} />}
      {pause === undefined
        ? (
          <>
            <button class="b sm" type="submit">Pause {what}</button>
            <input
              class="in"
              name="reason"
              maxLength={MAX_REASON}
              placeholder="Reason, if any"
              aria-label={`Reason to pause ${what}`}
            />
          </>
        )
        : (
          <>
            <Icon name="warn" />
            <b>{upper(pauseWords(pause, nowMs))}</b>
            <button class="b sm" type="submit">Resume {what}</button>
          </>
        )}
    </form>
  );
}

function upper(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
