import { counted } from "../../scheduler/view/words.ts";

/** Tells of tasks that ended after the list was made, and leads to them. */
export function NewEnds({ count }: { count: number }) {
  return (
    <p class="foot" role="status">
      {count > 0 && (
        <span>
          {counted(count, "task")} ended since.{" "}
          <a href="">Show {count === 1 ? "it" : "them"}</a>
        </span>
      )}
    </p>
  );
}
