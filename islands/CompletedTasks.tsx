import { useSignalEffect } from "@preact/signals";
import { type ComponentChildren, h, hydrate } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { ListPage } from "../scheduler/view/completed_list.ts";
import { board } from "../web/client/feed.ts";
import { sayFailed } from "../web/client/toasts.ts";

/** What {@linkcode CompletedTasks} is given. */
export interface CompletedTasksProps {
  readonly page: ListPage;
  readonly defaultLines: number;
  readonly maxLines: number;
  readonly lineControl: boolean;
  /** The same list as the server draws it. */
  readonly children?: ComponentChildren;
}

/** What tells that somebody is there. */
const SIGNS = ["pointerover", "pointerdown", "focusin", "scroll"];
const BUBBLES = { bubbles: true };
/** Keys that mean something to the list. */
const KEYS = /^([jkxra.]|Delete)$/i;
const KEY = "antScheduler.completedTasks";
/** Effects run after the next frame; Preact gives it 35 ms at most. */
const SETTLED_MS = 50;

/**
 * The list of ended tasks. It comes alive when somebody comes near or a task
 * ends; until then it is what the server drew, and nothing has to be loaded.
 */
export default function CompletedTasks(props: CompletedTasksProps) {
  const { children, ...given } = props;
  const root = useRef<HTMLDivElement>(null);
  const wake = useMemo(() => waking(() => root.current!, given), []);
  const ended = useRef<number | null>(null);

  useEffect(() => {
    const { signal } = wake.waiting;
    for (const sign of SIGNS) addEventListener(sign, wake.up, { signal });
    const options = { signal, capture: true };
    addEventListener("click", wake.onClick, options);
    addEventListener("keydown", wake.onKeyDown, options);
    addEventListener("input", wake.onInput, options);
    if (scrollY > 0 || hasChoices()) wake.up();
    return () => wake.waiting.abort();
  }, []);
  useSignalEffect(() => {
    const now = board.value?.counts.ended ?? null;
    if (ended.current !== null && now !== ended.current) wake.up();
    ended.current = now;
  });
  return <div ref={root}>{children}</div>;
}

/** Whether this browser remembers something that changes the list. */
function hasChoices(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(KEY));
  } catch {
    return false; // Storage is switched off.
  }
}

/** Holds back what only the list can answer, until it is there. */
function waking(
  root: () => HTMLElement,
  props: Omit<CompletedTasksProps, "children">,
) {
  const waiting = new AbortController();
  let isAwake = false;
  let early: (() => void)[] = [];
  const up = async () => {
    if (isAwake) return;
    isAwake = true;
    try {
      const { default: EndedList } = await import("./EndedList.tsx");
      hydrate(h(EndedList, props), root());
      // By then it listens to the page, too.
      setTimeout(() => {
        waiting.abort();
        for (const act of early) act();
      }, SETTLED_MS);
    } catch (error) {
      isAwake = false; // The next sign tries anew.
      if (early.length > 0) sayFailed("Not done", error);
      early = [];
    }
  };
  const hold = (event: Event, again: () => void) => {
    event.preventDefault();
    event.stopPropagation();
    early.push(again);
  };
  return {
    waiting,
    up: () => void up(),
    onClick(event: MouseEvent) {
      const hit = (event.target as Element).closest<HTMLElement>(
        "button[type=button], a[data-query], a.tag, [data-all]",
      );
      const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
      const isOurs = hit !== null && isPlain && root().contains(hit);
      if (isOurs) hold(event, () => hit.click());
      void up();
    },
    onKeyDown(event: KeyboardEvent) {
      const { target } = event;
      const isField = (target as Element).matches("input:not(.cb), select");
      if (!isField && event.key === "/") {
        event.preventDefault();
        event.stopPropagation();
        root().querySelector<HTMLElement>("[name=q]")?.focus();
      } else if (!isField && KEYS.test(event.key)) {
        const again = new KeyboardEvent("keydown", event);
        const { activeElement } = document;
        // A key before it may have moved the focus.
        hold(event, () => {
          const now = document.activeElement;
          (now === activeElement ? target : now)?.dispatchEvent(again);
        });
      }
      void up();
    },
    onInput(event: Event) {
      const { target } = event;
      if (root().contains(target as Node)) {
        hold(event, () => target?.dispatchEvent(new Event("input", BUBBLES)));
      }
      void up();
    },
  };
}
