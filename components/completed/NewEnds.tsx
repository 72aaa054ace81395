import { counted } from "../../scheduler/view/words.ts";

/** What {@linkcode NewEnds} is given. */
export interface NewEndsProps {
  readonly count: number;
  readonly onShow: () => void;
}

/**
 * Tells of tasks that match and ended after the list was made. They come in
 * when they are asked for: nothing moves under a reader's eyes.
 */
export function NewEnds({ count, onShow }: NewEndsProps) {
  return (
    <div class="fresh" role="status">
      {count > 0 && (
        <button type="button" class="b sm" onClick={onShow}>
          {counted(count, "task")} ended since, show{" "}
          {count === 1 ? "it" : "them"}
        </button>
      )}
    </div>
  );
}
