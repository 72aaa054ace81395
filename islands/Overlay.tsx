import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { type FunctionComponent, hydrate } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { ToastList } from "../components/frame/ToastList.tsx";
import { question } from "../web/client/confirm.ts";
import { front, type FrontName, onAnyClick } from "../web/client/front.ts";
import { showInFront } from "../web/client/in_front.ts";
import { listenToKeys } from "../web/client/keys.ts";
import {
  dismiss,
  holdToasts,
  sayNotLoaded,
  toasts,
} from "../web/client/toasts.ts";

/** What floats above every page, and the keys that work on all of them. */
export default function Overlay() {
  useEffect(() => {
    // What nobody waits for comes after all that somebody may wait for.
    import("../web/client/background.ts").then(
      ({ workInBackground }) => workInBackground(),
      () => {},
    );
    showInFront(<Toasts />);
  }, []);
  // With the first picture: a click may come before a mere effect.
  useLayoutEffect(() => {
    listenToKeys();
    document.addEventListener("click", onAnyClick);
    return () => document.removeEventListener("click", onAnyClick);
  }, []);
  usePalette();
  return (
    <>
      <Front />
      <Asked />
    </>
  );
}

function Toasts() {
  return (
    <ToastList toasts={toasts.value} onClose={dismiss} onHold={holdToasts} />
  );
}

/**
 * Opens the palette that the server drew, with its field, so that no letter is
 * lost. What lives in it is loaded with the first opening.
 */
function usePalette(): void {
  const waking = useRef<Promise<void> | null>(null);
  useSignalEffect(() => {
    if (front.value !== "palette") return;
    const dialog = document.querySelector<HTMLDialogElement>("dialog.pal")!;
    dialog.onclose = () => front.value = null;
    dialog.querySelector("input")!.value = "";
    delete dialog.dataset.enter;
    // Until somebody lives in it and takes it over.
    if (waking.current === null) {
      dialog.onkeydown = ({ key }) => {
        if (key !== "Enter") return;
        dialog.dataset.enter = dialog.querySelector("input")!.value;
      };
    }
    dialog.showModal();
    waking.current ??= import("./Palette.tsx").then(({ default: Palette }) =>
      hydrate(<Palette dialog={dialog} />, dialog)
    );
    waking.current.catch(() => {
      waking.current = null; // The next opening tries anew.
      dialog.close();
      sayNotLoaded();
    });
  });
}

interface PanelProps {
  readonly onClose: () => void;
}

type Loaded = Promise<{ readonly default: FunctionComponent<PanelProps> }>;

const PANELS: Readonly<Partial<Record<FrontName, () => Loaded>>> = {
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
    show(panel, load(), () => front.value = null);
    return () => panel.value = null;
  }, [name]);
  const Panel = panel.value;
  return Panel && <Panel onClose={() => front.value = null} />;
}

/** Comes with the first question, and stays. */
function Asked() {
  const dialog = useSignal<FunctionComponent<PanelProps> | null>(null);
  const asked = question.value;
  useEffect(() => {
    if (asked === null) return;
    show(dialog, import("./Asked.tsx"), () => asked.answer(false));
  }, [asked]);
  const Dialog = dialog.value;
  return Dialog && <Dialog onClose={() => asked?.answer(false)} />;
}

function show(
  place: Signal<FunctionComponent<PanelProps> | null>,
  loaded: Loaded,
  onFail: () => void,
): void {
  loaded.then((module) => place.value = module.default, () => {
    onFail();
    sayNotLoaded();
  });
}
