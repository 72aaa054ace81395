import { useSignalEffect } from "@preact/signals";
import { type ComponentChildren, h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ListPage } from "../scheduler/view/completed_list.ts";
import type { Viewer } from "../scheduler/view/whose.ts";
import { board } from "../web/client/feed.ts";
import { isRowKey } from "../web/client/is_row_key.ts";
import { hasRemembered } from "../web/client/remembered.ts";
import { useAsleep } from "../web/client/use_asleep.ts";

/** What {@linkcode CompletedTasks} is given. */
export interface CompletedTasksProps {
  readonly page: ListPage;
  readonly viewer: Viewer | undefined;
  readonly defaultLines: number;
  readonly maxLines: number;
  readonly lineControl: boolean;
  /** The same list as the server draws it. */
  readonly children?: ComponentChildren;
}

/** Keys that mean something to the list. */
const KEYS = /^([jkxr.]|Delete)$/i;
const KEY = "antScheduler.completedTasks";

/**
 * The list of ended tasks. It comes alive when somebody comes near or a task
 * ends; until then it is what the server drew, and nothing has to be loaded.
 */
export default function CompletedTasks(props: CompletedTasksProps) {
  const { children, ...given } = props;
  const ended = useRef<number | null>(null);
  const { root, wake } = useAsleep({
    async load() {
      const { default: EndedList } = await import("./EndedList.tsx");
      return h(EndedList, given);
    },
    isOurs,
    isWide: true,
  });

  useEffect(() => {
    // What this browser remembers may change the list.
    if (scrollY > 0 || hasRemembered(KEY)) wake();
  }, []);
  useSignalEffect(() => {
    const now = board.value?.counts.ended ?? null;
    if (ended.current !== null && now !== ended.current) wake();
    ended.current = now;
  });
  return <div ref={root}>{children}</div>;
}

/** Tells what the server's list can not answer by itself. */
function isOurs(event: Event, root: HTMLElement): boolean {
  const target = event.target as Element;
  const isInside = root.contains(target);
  if (isRowKey(event, /^\/$/)) {
    // What is typed next is for the field.
    event.preventDefault();
    event.stopPropagation();
    root.querySelector<HTMLElement>("[name=q]")?.focus();
    return false;
  }
  if (isRowKey(event, KEYS)) return true;
  if (event.type !== "click") return event.type === "input" && isInside;
  const { ctrlKey, metaKey, shiftKey } = event as MouseEvent;
  const isPlain = !ctrlKey && !metaKey && !shiftKey;
  return isPlain && isInside && target.closest(
        "button[type=button], a[data-query], a.tag, [data-all]",
      ) !== null;
}
