import { useComputed, useSignalEffect } from "@preact/signals";
import { type ComponentChildren, h, hydrate } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { FirstQueueProps } from "../components/queue/FirstQueue.tsx";
import { QUEUE_HEAD } from "../scheduler/view/queue_sight.ts";
import { board } from "../web/client/feed.ts";
import { isOfQueue } from "../web/client/queue/is_of_queue.ts";
import { useAsleep } from "../web/client/use_asleep.ts";

/** What {@linkcode LiveQueue} is given. */
export interface LiveQueueProps extends FirstQueueProps {
  /** The same as the server draws it. */
  readonly children?: ComponentChildren;
}

/** Some starts are told as of now, and that moves on. */
const STALE_MS = 60_000;

/**
 * The head of the queue, beside something else. It comes alive when somebody
 * comes near or something of it changes; until then it is what the server
 * drew, and nothing has to be loaded.
 */
export default function LiveQueue(props: LiveQueueProps) {
  const { children, ...given } = props;
  const before = useRef(lookOf(given.initial));
  const { root, wake } = useAsleep({
    async wake(root) {
      const { default: QueueHead } = await import("./QueueHead.tsx");
      hydrate(h(QueueHead, given), root);
    },
    isOurs: (event, root) =>
      root.contains(event.target as Node) &&
      (isOfQueue(event) || isChoice(event)),
  });
  const now = useComputed(() => board.value && lookOf(board.value));

  useEffect(() => {
    if (given.editing !== null) wake();
    const timer = setTimeout(wake, STALE_MS);
    return () => clearTimeout(timer);
  }, []);
  useSignalEffect(() => {
    if (now.value !== null && now.value !== before.current) wake();
  });
  return <div ref={root}>{children}</div>;
}

/** What rows and their reasons to wait are drawn from. */
function lookOf({ queued, counts, gpus }: FirstQueueProps["initial"]): string {
  return JSON.stringify([
    queued.slice(0, QUEUE_HEAD),
    [counts.queued, counts.active],
    gpus.map(({ status, heldBy }) => [status, heldBy]),
  ]);
}

/** A click on what selects rows. */
function isChoice({ type, target }: Event): boolean {
  return type === "click" &&
    (target as Element).closest(".cb, [data-all], [data-clear]") !== null;
}
