import { type ComponentChildren, h } from "preact";
import type { QueueHeadProps } from "../components/queue/FirstQueue.tsx";
import { QUEUE_HEAD } from "../scheduler/view/queue_sight.ts";
import { isOfSleepingQueue } from "../web/client/queue/is_of_queue.ts";
import { useSleepingQueue } from "../web/client/queue/use_sleeping_queue.ts";

/** What {@linkcode LiveQueue} is given. */
export interface LiveQueueProps extends QueueHeadProps {
  /** The same as the server draws it. */
  readonly children?: ComponentChildren;
}

/**
 * The head of the queue, beside something else. Until somebody comes near it
 * is what the server drew, and nothing has to be loaded.
 */
export default function LiveQueue(props: LiveQueueProps) {
  const { children, ...given } = props;
  const root = useSleepingQueue({
    async load() {
      const { default: QueueHead } = await import("./QueueHead.tsx");
      return h(QueueHead, given);
    },
    isOurs: isOfSleepingQueue,
    initial: given.initial,
    rows: QUEUE_HEAD,
    isAwake: given.editing !== null,
  });
  return <div ref={root}>{children}</div>;
}
