import type { IconName } from "../parts/Icon.tsx";

/** The pages that the rail leads to. */
export type PageName = "home" | "create" | "queue" | "ongoing" | "completed";

/** Where in the rail one is: on a page of it, or on one below them. */
export type RailPlace = PageName | "recovery" | "people";

/** A page, and the ways to it. */
export interface PageEntry {
  readonly name: PageName;
  readonly word: string;
  readonly href: string;
  readonly icon: IconName;
  /** Leads there after `g`. */
  readonly key: string;
}

/** The pages, as the rail has them. */
export const PAGES: readonly PageEntry[] = [
  { name: "home", word: "Dashboard", href: "home", icon: "dash", key: "d" },
  {
    name: "create",
    word: "Create",
    href: "create_task",
    icon: "plus",
    key: "c",
  },
  {
    name: "queue",
    word: "Queue",
    href: "queue",
    icon: "queue",
    key: "q",
  },
  {
    name: "ongoing",
    word: "Ongoing",
    href: "ongoing_task",
    icon: "term",
    key: "o",
  },
  {
    name: "completed",
    word: "Completed",
    href: "completed_task",
    icon: "done",
    key: "e",
  },
];
