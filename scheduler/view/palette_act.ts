import type { TaskView } from "./task_view.ts";

/** What can be chosen to do, from any page. */
export type PaletteAct =
  | { readonly does: "go"; readonly href: string }
  | { readonly does: "open"; readonly front: "shortcuts" | "notices" }
  | { readonly does: "theme" | "restore" | "undo" | "signOut" }
  | { readonly does: "gpu"; readonly index: number; readonly enabled: boolean }
  | { readonly does: "copyId" | "copyLine" | "tell"; readonly task: TaskView }
  | {
    readonly does: "task";
    readonly action: string;
    readonly task: TaskView;
  };
