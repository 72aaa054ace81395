import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { sayFailed } from "../web/client/toasts.ts";
import type { RecoveryPanelProps } from "./RecoveryPanel.tsx";

/** What {@linkcode RecoveryDialog} is given. */
export interface RecoveryDialogProps {
  /** Whether this server life may still have to ask. */
  readonly mayAsk: boolean;
}

/**
 * What earlier server lives left: asked about once after each start, and
 * whenever a person wants it. Without a script the link leads to the page,
 * and what the dialog shows is not loaded before it is wanted.
 */
export default function RecoveryDialog({ mayAsk }: RecoveryDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const panel = useSignal<FunctionComponent<RecoveryPanelProps> | null>(null);
  const openings = useSignal(0);

  const load = async () => {
    panel.value ??= (await import("./RecoveryPanel.tsx")).default;
  };
  useEffect(() => {
    if (mayAsk) {
      load().catch((error) =>
        sayFailed("Tasks of earlier sessions not shown", error)
      );
    }
    const onLink = (event: MouseEvent) => {
      const { target } = event;
      if (!(target instanceof Element) || event.ctrlKey || event.metaKey) {
        return;
      }
      if (target.closest("a[data-recovery]") === null) return;
      event.preventDefault();
      openings.value++;
      load().catch((error) => sayFailed("Recovery not opened", error));
    };
    document.addEventListener("click", onLink);
    return () => document.removeEventListener("click", onLink);
  }, []);

  const Panel = panel.value;
  return (
    <dialog
      ref={dialog}
      class="dlg"
      aria-labelledby="recovery-title"
      data-keys="Restore tasks"
    >
      {Panel !== null && (
        <Panel
          openings={openings.value}
          onShow={() => dialog.current?.showModal()}
          onClose={() => dialog.current?.close()}
        />
      )}
    </dialog>
  );
}
