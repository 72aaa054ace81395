import type { PaletteAct } from "../../scheduler/view/palette_act.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { copyText } from "./copy_line.ts";
import { tellOfEnd } from "./end_wishes.ts";
import { changeTheme, front } from "./front.ts";
import { switchGpu } from "./gpu_switch.ts";
import { actOnTask } from "./task_actions.ts";
import { sayDone } from "./toasts.ts";
import { undoNewest } from "./undo.ts";

/** The form that ends the session; not there where nobody signs in. */
export const SIGN_OUT = "form[action='logout']";

/** Does what was chosen; `lineOf` writes a task as the line that queues it. */
export function carryOut(
  act: PaletteAct,
  lineOf: (task: TaskView) => string,
): void {
  switch (act.does) {
    case "go":
      return location.assign(act.href);
    case "open":
      front.value = act.front;
      return;
    case "theme":
      return changeTheme();
    case "undo":
      return undoNewest();
    case "restore":
      document.querySelector<HTMLElement>("a[data-recovery]")?.click();
      return;
    case "signOut":
      document.querySelector<HTMLFormElement>(SIGN_OUT)?.requestSubmit();
      return;
    case "gpu":
      void switchAndSay(act.index, act.enabled);
      return;
    case "copyId":
      void copyText(act.task.id, "the id");
      return;
    case "copyLine":
      void copyText(lineOf(act.task), `${act.task.id} as ANT line`);
      return;
    case "tell":
      void tellOfEnd(act.task.id);
      return;
    case "task":
      void actOnTask(act.action, act.task.id);
      return;
    default:
      return act satisfies never;
  }
}

async function switchAndSay(index: number, enabled: boolean): Promise<void> {
  const isDone = await switchGpu(index, enabled);
  if (isDone) sayDone(`GPU ${index} ${enabled ? "enabled" : "disabled"}`);
}
