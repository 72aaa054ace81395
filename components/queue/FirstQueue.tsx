import type { ComponentChildren } from "preact";
import type { BoardView } from "../../scheduler/view/board.ts";
import {
  isNarrowed,
  queueAddress,
  type QueueQuery,
} from "../../scheduler/view/queue_list.ts";
import {
  QUEUE_HEAD,
  type QueueSight,
  seeHead,
} from "../../scheduler/view/queue_sight.ts";
import type { Viewer } from "../../scheduler/view/whose.ts";
import { grouped } from "../../scheduler/view/words.ts";
import { editForm, type QueueEditing } from "./QueueEdit.tsx";
import { QueueFoot } from "./QueueFoot.tsx";
import { QueueList } from "./QueueList.tsx";
import { QueueTools } from "./QueueTools.tsx";

// The queue as the server draws it, and as what comes alive begins with: it
// has to be the same to the last mark.

/** What {@linkcode FirstQueueHead} is given. */
export interface QueueHeadProps {
  /** The address of the page, to come back to. */
  readonly at: string;
  readonly initial: BoardView;
  /** The task that the address asks to edit. */
  readonly editing: QueueEditing | null;
}

/** What {@linkcode FirstQueuePage} is given. */
export interface QueuePageProps extends Omit<QueueHeadProps, "at"> {
  readonly query: QueueQuery;
  readonly viewer: Viewer | undefined;
  /** What the server found for it. */
  readonly given: QueueSight;
}

/** The page of the whole queue. */
export const QUEUE_PATH = "queue";

const NOTHING = () => {};

/** The head of the queue. */
export function FirstQueueHead(props: QueueHeadProps) {
  const { initial } = props;
  const sight = seeHead(initial.queued, QUEUE_HEAD);
  return (
    <First {...props} sight={sight}>
      <QueueRest left={initial.counts.queued - sight.rows.length} />
    </First>
  );
}

/** The whole queue, or what an address asks for of it. */
export function FirstQueuePage(props: QueuePageProps) {
  const { query, given, viewer, ...rest } = props;
  const queued = rest.initial.counts.queued;
  const asked = { path: QUEUE_PATH, query, sight: given };
  return (
    <First
      {...rest}
      at={queueAddress(QUEUE_PATH, query)}
      sight={given}
      viewer={viewer}
      tools={<QueueTools {...asked} viewer={viewer} onQuery={NOTHING} />}
    >
      {queued > 0 && (
        <QueueFoot
          {...asked}
          total={isNarrowed(query) ? given.count : queued}
          isReading={false}
          onMore={NOTHING}
        />
      )}
    </First>
  );
}

interface FirstProps extends QueueHeadProps {
  readonly viewer?: Viewer | undefined;
  readonly sight: QueueSight;
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

function First(props: FirstProps) {
  const { at, initial, editing, sight, viewer, tools, children } = props;
  const edited = editing === null ? null : {
    id: editing.id,
    form: () => editForm(at, sight, editing, initial),
  };
  return (
    <div>
      <QueueList
        at={at}
        board={initial}
        sight={sight}
        edited={edited}
        viewer={viewer}
        tools={tools}
      >
        {children}
      </QueueList>
      <p class="sr" aria-live="assertive" />
    </div>
  );
}

/** The way to what of the queue is not shown. */
export function QueueRest({ left }: { left: number }) {
  if (left <= 0) return null;
  return (
    <p class="foot">
      <a href="queue">{grouped(left)} more on the queue's page</a>
    </p>
  );
}
