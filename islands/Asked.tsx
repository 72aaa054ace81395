import { useEffect, useRef } from "preact/hooks";
import { question } from "../web/client/confirm.ts";

/** What {@linkcode Asked} is given. */
export interface AskedProps {
  /** Called where nothing was chosen. */
  readonly onClose: () => void;
}

/** A question that has to be answered before anything else. */
export default function Asked({ onClose }: AskedProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const asked = question.value;
  useEffect(() => {
    if (asked !== null) dialog.current?.showModal();
    else dialog.current?.close();
  }, [asked]);
  return (
    <dialog
      ref={dialog}
      class="dlg ask"
      aria-labelledby="asked-title"
      onClose={onClose}
    >
      <div class="dh">
        <h2 id="asked-title" class="wrap">{asked?.title}</h2>
        <span />
        <p>{asked?.text}</p>
      </div>
      <div class="df">
        <span class="sp" />
        <button type="button" class="b" onClick={() => asked?.answer(false)}>
          {asked?.keep}
        </button>
        <button
          type="button"
          class="b pri"
          onClick={() => asked?.answer(true)}
        >
          {asked?.act}
        </button>
      </div>
    </dialog>
  );
}
