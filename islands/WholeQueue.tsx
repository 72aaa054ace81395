import { type ComponentChildren, h } from "preact";
import type { QueuePageProps } from "../components/queue/FirstQueue.tsx";
import { QUEUE_ROWS } from "../scheduler/view/queue_list.ts";
import { isRowKey } from "../web/client/is_row_key.ts";
import { isOfSleepingQueue } from "../web/client/queue/is_of_queue.ts";
import { useSleepingQueue } from "../web/client/queue/use_sleeping_queue.ts";

/** What {@linkcode WholeQueue} is given. */
export interface WholeQueueProps extends QueuePageProps {
  /** The same as the server draws it. */
  readonly children?: ComponentChildren;
}

/** Keys that mean something to the queue. */
const KEYS = /^([jkxeh.]|Delete)$/i;

/**
 * The whole queue. Until somebody comes near it is what the server drew, and
 * nothing has to be loaded.
 */
export default function WholeQueue(props: WholeQueueProps) {
  const { children, ...given } = props;
  const root = useSleepingQueue({
    async load() {
      const { default: QueuePage } = await import("./QueuePage.tsx");
      return h(QueuePage, given);
    },
    isOurs,
    isWide: true,
    initial: given.initial,
    rows: QUEUE_ROWS,
    isAwake: given.editing !== null,
  });
  return <div ref={root}>{children}</div>;
}

function isOurs(event: Event, root: HTMLElement): boolean {
  return isOfSleepingQueue(event, root) || isRowKey(event, KEYS);
}
