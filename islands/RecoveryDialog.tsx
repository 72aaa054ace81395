import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
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

/**
 * What earlier server lives left: asked about once after each start, and
 * whenever a person wants it. Without a script the link leads to the page.
 */
export default function RecoveryDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const tab = useSignal<RecoveryTab>("last");
  const desk = useMemo(() => new RecoveryDesk(), []);
  const show = () => dialog.current?.showModal();
  const close = () => dialog.current?.close();

  useEffect(() => {
    // Nobody asked: where this fails, the rail's link still leads there.
    desk.isPending().then((pending) => pending && show(), () => {});
    const onLink = async (event: MouseEvent) => {
      const { target } = event;
      if (!(target instanceof Element) || event.ctrlKey || event.metaKey) {
        return;
      }
      if (target.closest("a[data-recovery]") === null) return;
      event.preventDefault();
      if (await desk.open()) show();
    };
    document.addEventListener("click", onLink);
    return () => document.removeEventListener("click", onLink);
  }, []);

  const view = desk.view.value;
  const last = view?.sessions[0];
  return (
    <dialog ref={dialog} class="dlg" aria-labelledby="recovery-title">
      <div class="dh">
        <h2 id="recovery-title">Restore tasks</h2>
        <button
          type="button"
          class="b gh ic"
          aria-label="Close (Escape)"
          onClick={close}
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
        onLater={() => void desk.dismiss().then(close)}
        onRestore={() => void desk.restore().then((all) => all && close())}
      />
    </dialog>
  );
}
