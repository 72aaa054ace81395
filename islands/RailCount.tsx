import { useEffect } from "preact/hooks";
import type { Counts } from "../scheduler/view/board.ts";
import { grouped } from "../scheduler/view/words.ts";
import { board, follow } from "../web/client/feed.ts";

/** What {@linkcode RailCount} is given. */
export interface RailCountProps {
  readonly of: "queued" | "active";
  readonly initial: Counts;
}

/** A live number beside a page's name; nothing where it is none. */
export default function RailCount({ of, initial }: RailCountProps) {
  useEffect(follow, []);
  const count = (board.value?.counts ?? initial)[of];
  if (count === 0) return null;
  return (
    <span class="n">
      {grouped(count)}
      <span class="sr">{count === 1 ? " task" : " tasks"}</span>
    </span>
  );
}
