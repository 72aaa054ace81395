import { useEffect, useRef } from "preact/hooks";
import { Approvals } from "../components/queue/Approvals.tsx";
import {
  approvalsNow,
  type ApprovalsView,
} from "../scheduler/view/approvals.ts";
import { board, follow } from "../web/client/feed.ts";
import { useDrawnFirst } from "../web/client/use_drawn_first.ts";

/** What {@linkcode LiveApprovals} is given. */
export interface LiveApprovalsProps {
  /** As it was when the page was made. */
  readonly given: ApprovalsView;
}

/** What agents have queued and a person has not approved, as it comes. */
export default function LiveApprovals({ given }: LiveApprovalsProps) {
  const memory = useRef({ given, seen: new Set<string>() });
  useEffect(follow, []);
  const now = board.value === null
    ? given
    : approvalsNow(memory.current, board.value);
  const told = useDrawnFirst(given, now);
  return told.total > 0 ? <Approvals {...told} /> : null;
}
