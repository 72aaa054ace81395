import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { PAGES } from "../components/frame/pages.ts";
import { ToastList } from "../components/frame/ToastList.tsx";
import { question } from "../web/client/confirm.ts";
import {
  changeTheme,
  focusSearch,
  front,
  type FrontName,
  onAnyClick,
} from "../web/client/front.ts";
import { useShortcuts } from "../web/client/keys.ts";
import {
  dismiss,
  holdToasts,
  sayNotLoaded,
  toasts,
  undoNewest,
} from "../web/client/toasts.ts";
import Palette from "./Palette.tsx";

/** What floats above every page, and the keys that work on all of them. */
export default function Overlay() {
  useShortcuts("Everywhere", () => [
    {
      keys: "Mod+k",
      does: "Find a task or an action",
      run: () => front.value = "palette",
      inFields: true,
    },
    { keys: "/", does: "Search on this page", run: focusSearch },
    {
      keys: "?",
      does: "These shortcuts",
      run: () => front.value = "shortcuts",
    },
    { keys: "z", does: "Undo", run: undoNewest },
    { keys: "t", does: "Light or dark", run: changeTheme },
  ]);
  useShortcuts("Pages", () => [
    ...PAGES.map(({ word, href, key }) => ({
      keys: `g ${key}`,
      does: word,
      run: () => location.assign(href),
    })),
    {
      keys: "c",
      does: "Create",
      run: () => location.assign("/create_task"),
    },
  ]);
  useEffect(() => {
    // What nobody waits for comes after all that somebody may wait for.
    import("../web/client/background.ts").then(
      ({ workInBackground }) => workInBackground(),
      () => {},
    );
    document.addEventListener("click", onAnyClick);
    return () => document.removeEventListener("click", onAnyClick);
  }, []);
  return (
    <>
      <Palette />
      <Front />
      <Asked />
      <ToastList
        toasts={toasts.value}
        onClose={dismiss}
        onHold={holdToasts}
      />
    </>
  );
}

interface PanelProps {
  readonly onClose: () => void;
}

const PANELS: Readonly<
  Partial<
    Record<
      FrontName,
      () => Promise<{ readonly default: FunctionComponent<PanelProps> }>
    >
  >
> = {
  shortcuts: () => import("./ShortcutList.tsx"),
  notices: () => import("./NoticePanel.tsx"),
};

/** What is loaded once it is wanted. */
function Front() {
  const panel = useSignal<FunctionComponent<PanelProps> | null>(null);
  const name = front.value;
  useEffect(() => {
    const load = name === null ? undefined : PANELS[name];
    if (load === undefined) return;
    load().then((module) => panel.value = module.default, () => {
      front.value = null;
      sayNotLoaded();
    });
    return () => panel.value = null;
  }, [name]);
  const Panel = panel.value;
  return Panel && <Panel onClose={() => front.value = null} />;
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
