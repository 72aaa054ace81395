import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../components/parts/Icon.tsx";
import { Problem } from "../components/parts/Problem.tsx";
import { StateBadge } from "../components/parts/StateBadge.tsx";
import type { TaskView } from "../scheduler/view/task_view.ts";
import {
  askBrowser,
  endWishes,
  refusal,
  tellNoMore,
  tellOfAll,
  tellOfOne,
} from "../web/client/end_wishes.ts";
import { board } from "../web/client/feed.ts";

/** What {@linkcode NoticePanel} is given. */
export interface NoticePanelProps {
  readonly onClose: () => void;
}

const MOST_QUEUED = 20;

/** Of which ends this browser shall tell. */
export default function NoticePanel({ onClose }: NoticePanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current!.showModal(), []);
  const { all, ids } = endWishes.value;
  const refused = useSignal(refusal());
  const why = refused.value;
  const allowed = async (change: () => void) => {
    refused.value = await askBrowser();
    if (refused.value === null) change();
  };
  const tasks = board.value === null ? [] : [
    ...board.value.active,
    ...board.value.queued.slice(0, MOST_QUEUED),
  ];
  return (
    <dialog
      ref={dialog}
      class="dlg ask notices"
      aria-labelledby="notices-title"
      onClose={onClose}
    >
      <div class="dh">
        <h2 id="notices-title">Notifications</h2>
        <button
          type="button"
          class="b gh ic"
          aria-label="Close (Escape)"
          onClick={() => dialog.current!.close()}
        >
          <Icon name="x" />
        </button>
        <p>
          This browser tells you when a task ends, while any tab with ANT is
          open.
        </p>
      </div>
      {why !== null && (
        <div class="refused">
          <Problem text={`Not possible here: ${why}.`} />
        </div>
      )}
      <div class="db">
        <label class="sw tell">
          <input
            type="checkbox"
            role="switch"
            checked={all}
            disabled={why !== null && !all}
            onChange={async (event) => {
              const field = event.currentTarget;
              if (field.checked) await allowed(() => tellOfAll(true));
              else tellOfAll(false);
              field.checked = endWishes.peek().all;
            }}
          />
          Every task that ends
        </label>
        {!all && tasks.map((task) => (
          <Pick
            key={task.id}
            task={task}
            isOn={ids.includes(task.id)}
            isOff={why !== null}
            allowed={allowed}
          />
        ))}
        {!all && tasks.length === 0 && (
          <p class="help">Nothing runs or waits that could be picked.</p>
        )}
      </div>
    </dialog>
  );
}

interface PickProps {
  readonly task: TaskView;
  readonly isOn: boolean;
  readonly isOff: boolean;
  /** Changes something, where the browser allows it. */
  readonly allowed: (change: () => void) => Promise<void>;
}

function Pick({ task, isOn, isOff, allowed }: PickProps) {
  const { id, state } = task;
  return (
    <label class="sw tell">
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        disabled={isOff && !isOn}
        onChange={async (event) => {
          const field = event.currentTarget;
          if (field.checked) await allowed(() => tellOfOne(id));
          else tellNoMore([id]);
          field.checked = endWishes.peek().ids.includes(id);
        }}
      />
      <span class="mono cut" title={id}>{id}</span>
      <span class="sp" />
      <StateBadge state={state} />
    </label>
  );
}
