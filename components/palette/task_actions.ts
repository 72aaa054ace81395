import type { PaletteAct } from "../../scheduler/view/palette_act.ts";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { isActiveView, isEndedView } from "../../scheduler/view/task_words.ts";
import { logHref } from "../../scheduler/view/log_href.ts";
import { downloadHref } from "../tasks/download_href.ts";
import type { IconName } from "../parts/Icon.tsx";
import type { PaletteAction } from "./palette_items.ts";

/** What can be done about a task, given where it stands. */
export function taskActions(task: TaskView): readonly PaletteAction[] {
  const { id, state } = task;
  const isQueued = state === "queued";
  const isEnded = isEndedView(task);
  const does = (label: string, icon: IconName, act: PaletteAct) =>
    ({ kind: "action", label, icon, act }) as const;
  const asks = (label: string, icon: IconName, action: string) =>
    does(label, icon, { does: "task", action, task });
  return [
    does("Open log", "term", { does: "go", href: logHref(id) }),
    ...isActiveView(task) && state !== "stopping"
      ? [asks("Terminate", "stop", "terminate")]
      : [],
    ...isQueued
      ? [
        asks("Move to the top", "up", "promote"),
        asks("Remove from the queue", "x", "unqueue"),
      ]
      : [asks("Restart", "again", "restart")],
    ...isEnded
      ? []
      : [does("Tell me when this ends", "bell", { does: "tell", task })],
    does("Copy id", "copy", { does: "copyId", task }),
    does("Copy as ANT line", "copy", { does: "copyLine", task }),
    ...isQueued
      ? []
      : [does("Download log", "down", { does: "go", href: downloadHref(id) })],
    ...isEnded
      ? [asks("Hide", "hide", "hide"), asks("Delete", "trash", "forget")]
      : [],
  ];
}
