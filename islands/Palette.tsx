import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../components/parts/Icon.tsx";
import { front } from "../web/client/front.ts";
import { sayNotLoaded } from "../web/client/toasts.ts";
import type { PaletteBodyProps } from "./PaletteBody.tsx";

/**
 * Where one types to find a task or an action. The field is there at once, so
 * that no letter is lost; what can be found is loaded with the first opening.
 */
export default function Palette() {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const query = useSignal("");
  const chosen = useSignal<string | null>(null);
  const subject = useSignal<string | null>(null);
  const body = useSignal<FunctionComponent<PaletteBodyProps> | null>(null);
  const isOpen = front.value === "palette";

  useLayoutEffect(() => {
    if (!isOpen) return;
    query.value = "";
    dialog.current!.showModal();
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen || body.value !== null) return;
    import("./PaletteBody.tsx").then((module) => {
      body.value = module.default;
    }, sayNotLoaded);
  }, [isOpen]);

  const Body = body.value;
  return (
    <dialog
      ref={dialog}
      class="pal"
      aria-label="Search or act"
      data-keys="Palette"
      onClose={() => front.value = null}
      onClick={({ target }) => {
        if (target === dialog.current) dialog.current?.close();
      }}
    >
      {isOpen && (
        <div class="in-pal">
          <div class="inw">
            <Icon name="search" />
            {subject.value !== null && (
              <span class="subject mono cut">{subject.value}</span>
            )}
            <input
              ref={field}
              class="in"
              type="text"
              role="combobox"
              aria-label="Find a task or an action"
              aria-expanded={Body !== null ? "true" : "false"}
              aria-controls="palette-list"
              aria-autocomplete="list"
              aria-activedescendant={chosen.value ?? undefined}
              placeholder={subject.value === null
                ? "Find a task or an action"
                : "What to do"}
              autocomplete="off"
              spellcheck={false}
              autoFocus
              value={query.value}
              onInput={({ currentTarget }) => query.value = currentTarget.value}
            />
            <button
              type="button"
              class="b gh ic sm"
              aria-label="Close"
              onClick={() => dialog.current?.close()}
            >
              <Icon name="x" />
            </button>
          </div>
          {Body !== null && (
            <Body
              field={field}
              query={query}
              chosen={chosen}
              subject={subject}
              onClose={() => dialog.current?.close()}
            />
          )}
        </div>
      )}
    </dialog>
  );
}
