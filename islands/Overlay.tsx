import { type Signal, useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";
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
import { showInFront } from "../web/client/in_front.ts";
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
    showInFront(<Toasts />);
    document.addEventListener("click", onAnyClick);
    return () => document.removeEventListener("click", onAnyClick);
  }, []);
  return (
    <>
      <Palette />
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
