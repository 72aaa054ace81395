import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../components/parts/Icon.tsx";
import { question } from "../web/client/confirm.ts";
import { useShortcuts } from "../web/client/keys.ts";
import { dismiss, toasts, undoNewest } from "../web/client/toasts.ts";

/** What floats above every page: a question, and words on how things went. */
export default function Overlay() {
  useShortcuts("Everywhere", () => [
    { keys: "z", does: "Undo", run: undoNewest },
  ]);
  return (
    <>
      <Asked />
      <div class="toasts">
        {toasts.value.map(({ key, kind, title, detail, undo }) => (
          <div
            key={key}
            class={`toast ${kind}`}
            role={kind === "bad" ? "alert" : "status"}
          >
            <Icon name={kind === "bad" ? "warn" : "s-succeeded"} />
            <div>
              <b>{title}</b>
              {detail !== "" && <div class="d">{detail}</div>}
              {undo !== undefined && (
                <button
                  type="button"
                  class="b sm mt-1"
                  onClick={() => {
                    dismiss(key);
                    undo();
                  }}
                >
                  Undo
                </button>
              )}
            </div>
            <button
              type="button"
              class="b gh ic sm"
              aria-label="Close"
              onClick={() => dismiss(key)}
            >
              <Icon name="x" />
            </button>
          </div>
        ))}
      </div>
    </>
  );
}

function Asked() {
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
      onClose={() => question.peek()?.answer(false)}
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
