import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Icon } from "../components/parts/Icon.tsx";
import { RecoveryBody } from "../components/recovery/RecoveryBody.tsx";
import { RecoveryFoot } from "../components/recovery/RecoveryFoot.tsx";
import { RecoveryTabs } from "../components/recovery/RecoveryTabs.tsx";
import {
  type RecoveryTab,
  tabCounts,
} from "../scheduler/view/recovery_list.ts";
import { when } from "../scheduler/view/words.ts";
import { RecoveryDesk } from "../web/client/recovery_desk.ts";

/** What {@linkcode RecoveryPanel} is given. */
export interface RecoveryPanelProps {
  /** How often a person has asked for it; 0 where the server asks. */
  readonly openings: number;
  readonly onShow: () => void;
  readonly onClose: () => void;
}

/** The inside of the recovery dialog. */
export default function RecoveryPanel(props: RecoveryPanelProps) {
  const { openings, onShow, onClose } = props;
  const tab = useSignal<RecoveryTab>("last");
  const desk = useMemo(() => new RecoveryDesk(), []);

  useEffect(() => {
    // Where the server's own question fails, the rail still leads here.
    const wanted = openings > 0 ? desk.open() : desk.isPending();
    wanted.then((isWanted) => isWanted && onShow(), () => {});
  }, [openings]);

  const view = desk.view.value;
  const last = view?.sessions[0];
  return (
    <>
      <div class="dh">
        <h2 id="recovery-title">Restore tasks</h2>
        <button
          type="button"
          class="b gh ic"
          aria-label="Close (Escape)"
          onClick={onClose}
        >
          <Icon name="x" />
        </button>
        <p>
          {last === undefined
            ? "Nothing is left from earlier sessions."
            : `The last session was saved ${
              when(last.savedAtMs, Date.now())
            }. What still ran goes on by itself.`}
        </p>
      </div>
      {view !== null && (
        <>
          <RecoveryTabs
            tab={tab.value}
            counts={tabCounts(view)}
            onTab={(next) => tab.value = next}
          />
          <RecoveryBody
            view={view}
            tab={tab.value}
            nowMs={Date.now()}
            search={desk.search.value}
            onSearch={(text) => desk.search.value = text}
            choices={{
              selected: desk.selected.value,
              failures: desk.failures.value,
              onSelect: (keys, on) => desk.select(keys, on),
              onHide: (entry) => desk.hide(entry),
              onDelete: (entry) => desk.remove(entry),
            }}
          />
        </>
      )}
      <RecoveryFoot
        chosen={desk.selected.value.size}
        problem={desk.problem.value}
        busy={desk.busy.value}
        onLater={() => void desk.dismiss().then(onClose)}
        onRestore={() => void desk.restore().then((all) => all && onClose())}
      />
    </>
  );
}
