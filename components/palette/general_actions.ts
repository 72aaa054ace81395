import type { GpuView } from "../../scheduler/view/board.ts";
import { PAGES } from "../frame/pages.ts";
import type { PaletteAction, PaletteStock } from "./palette_items.ts";

/** An action, and whether it is worth a line before anything was typed. */
export interface GeneralAction {
  readonly action: PaletteAction;
  readonly isShown: boolean;
}

/** What can be done from any page. */
export function generalActions(
  { board, canUndo, canSignOut }: Omit<PaletteStock, "found">,
): readonly GeneralAction[] {
  const shown = (rest: Omit<PaletteAction, "kind">, isShown = true) => ({
    action: { kind: "action", ...rest } as const,
    isShown,
  });
  return [
    ...canUndo
      ? [shown({
        label: "Undo",
        icon: "again",
        keys: "z",
        act: { does: "undo" },
      })]
      : [],
    shown({
      label: "Create a task",
      icon: "plus",
      keys: "c",
      act: { does: "go", href: "create_task" },
    }),
    ...PAGES.filter(({ name }) => name !== "create").map((page) =>
      shown({
        label: `Go to ${page.word}`,
        icon: page.icon,
        keys: `g ${page.key}`,
        act: { does: "go", href: page.href },
      })
    ),
    shown({
      label: "Pause or resume the queue",
      icon: "pause",
      act: { does: "go", href: "queue#pause" },
    }, false),
    shown({
      label: "Pause, stop or retry by tag",
      icon: "queue",
      act: { does: "go", href: "tags" },
    }, false),
    shown({
      label: "Change between light and dark",
      icon: "theme",
      keys: "t",
      act: { does: "theme" },
    }),
    shown({
      label: "Restore tasks",
      icon: "restore",
      act: { does: "restore" },
    }),
    shown({
      label: "Notifications",
      icon: "bell",
      act: { does: "open", front: "notices" },
    }),
    shown({
      label: "Keyboard shortcuts",
      icon: "keys",
      keys: "?",
      act: { does: "open", front: "shortcuts" },
    }),
    ...canSignOut
      ? [shown({
        label: "Sign out",
        icon: "person",
        act: { does: "signOut" },
      })]
      : [],
    ...(board?.gpus ?? []).map((gpu) => shown(gpuAction(gpu), false)),
  ];
}

function gpuAction({ index, enabled }: GpuView): Omit<PaletteAction, "kind"> {
  return {
    label: enabled ? `Disable GPU ${index}` : `Enable GPU ${index}`,
    icon: enabled ? "g-off" : "g-free",
    act: { does: "gpu", index, enabled: !enabled },
  };
}
