import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { PaletteFrame } from "../components/palette/PaletteFrame.tsx";
import { front } from "../web/client/front.ts";
import PaletteBody from "./PaletteBody.tsx";

/** What {@linkcode Palette} is given. */
export interface PaletteProps {
  /** Around it, as the server drew it. */
  readonly dialog: HTMLDialogElement;
}

/** Where one types to find a task or an action: what lives in its dialog. */
export default function Palette({ dialog }: PaletteProps) {
  const field = useRef<HTMLInputElement>(null);
  // Somebody may have typed while this was on its way.
  const query = useSignal(dialog.querySelector("input")!.value);
  const chosen = useSignal<string | null>(null);
  const subject = useSignal<string | null>(null);
  // At first it is as the server drew it.
  const isFound = useSignal(false);
  const isOpen = front.value === "palette";
  const close = () => dialog.close();

  useEffect(() => {
    const onClick = ({ target }: MouseEvent) => {
      if (target === dialog) close();
    };
    dialog.addEventListener("click", onClick);
    dialog.onkeydown = null;
    return () => dialog.removeEventListener("click", onClick);
  }, []);
  useLayoutEffect(() => {
    isFound.value = isOpen;
    if (isOpen) return;
    query.value = "";
    delete dialog.dataset.enter;
  }, [isOpen]);

  return (
    <PaletteFrame
      field={field}
      query={query.value}
      chosen={chosen.value}
      subject={subject.value}
      onQuery={(text) => query.value = text}
    >
      {isFound.value && (
        <PaletteBody
          field={field}
          query={query}
          chosen={chosen}
          subject={subject}
          early={dialog.dataset.enter}
          onClose={close}
        />
      )}
    </PaletteFrame>
  );
}
