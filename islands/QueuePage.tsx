import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  QUEUE_PATH as PATH,
  type QueuePageProps,
} from "../components/queue/FirstQueue.tsx";
import { QueueFoot } from "../components/queue/QueueFoot.tsx";
import { QueueTools } from "../components/queue/QueueTools.tsx";
import type { BoardView } from "../scheduler/view/board.ts";
import {
  isNarrowed,
  QUEUE_ROWS,
  queueAddress,
  type QueueQuery,
  seeQueue,
} from "../scheduler/view/queue_list.ts";
import { useShortcuts } from "../web/client/keys.ts";
import { queueKeys } from "../web/client/queue/queue_keys.ts";
import { useWideQueue } from "../web/client/queue/use_wide_queue.ts";
import { useDrawnFirst } from "../web/client/use_drawn_first.ts";
import { typedInto } from "../web/client/typed_into.ts";
import QueueBoard from "./QueueBoard.tsx";

/** The whole queue: to search, choose by tag, put in order, edit and empty. */
export default function QueuePage(props: QueuePageProps) {
  const { initial, given, editing, viewer } = props;
  const query = useSignal(props.query);
  const fit = useSignal(QUEUE_ROWS);
  const goal = useSignal(QUEUE_ROWS);
  const { board, isReading, want, reread } = useWideQueue(initial);
  const now = query.value;
  const told = useDrawnFirst(initial, board.value);

  useEffect(() => {
    const text = typedInto("#queue-search", query.value.text);
    if (text !== query.value.text) query.value = { ...query.value, text };
  }, []);
  useEffect(() => {
    want(isNarrowed(now) ? Infinity : now.from - 1 + goal.value);
  }, [now, goal.value, board.value.counts.queued]);
  const { length } = board.value.queued;
  useEffect(() => {
    // Some rows a frame, so that thousands of them hold up nothing.
    if (fit.value >= Math.min(goal.value, length)) return;
    const frame = requestAnimationFrame(() => fit.value += QUEUE_ROWS);
    return () => cancelAnimationFrame(frame);
  }, [goal.value, fit.value, length]);
  useShortcuts("Queue", () => queueKeys("#queue ol.ql"));

  const onQuery = (next: QueueQuery) => {
    query.value = next;
    fit.value = goal.value = QUEUE_ROWS;
    history.replaceState(history.state, "", queueAddress(PATH, next));
  };
  const see = ({ queued, counts }: BoardView) => {
    const reach = isNarrowed(now) ? counts.queued : now.from - 1 + fit.value;
    const isThere = queued.length >= Math.min(reach, counts.queued);
    // Until all that it takes is read, what the server found is the better.
    if (!isThere && now === props.query) return given;
    const seen = seeQueue(queued, now, fit.value);
    return queued.length < counts.queued ? { ...seen, tags: given.tags } : seen;
  };
  return (
    <QueueBoard
      at={queueAddress(PATH, now)}
      told={told}
      initial={initial}
      see={see}
      editing={editing}
      viewer={viewer}
      onSettled={reread}
      tools={(sight) => (
        <QueueTools
          {...{ path: PATH, query: now, sight, viewer, onQuery }}
        />
      )}
      foot={({ counts, queued }, sight) =>
        counts.queued > 0 && (
          <QueueFoot
            path={PATH}
            query={now}
            sight={sight}
            total={isNarrowed(now) || queued.length >= counts.queued
              ? sight.count
              : counts.queued}
            isReading={isReading.value}
            onMore={(rows) => goal.value = fit.value + rows}
          />
        )}
    />
  );
}
