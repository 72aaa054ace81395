import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Lift, RowLift } from "../row_lift.ts";
import type { EndedDesk } from "./ended_desk.ts";

/** What the list's root takes over while rows can be moved. */
export interface OwnOrder {
  readonly lift: Lift | null;
  readonly said: string;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocusOut: (event: FocusEvent) => void;
}

/** What {@linkcode useOwnOrder} is given. */
export interface OwnOrderOptions {
  readonly list: () => HTMLElement | null;
  readonly isOwn: boolean;
  /** The place of the first row in the list. */
  readonly first: () => number;
}

/** Lets rows be moved by hand; what that takes is loaded when it is wanted. */
export function useOwnOrder(
  desk: EndedDesk,
  { list, isOwn, first }: OwnOrderOptions,
): OwnOrder {
  const hand = useSignal<RowLift | null>(null);
  const said = useSignal("");
  const loading = useRef<Promise<RowLift> | null>(null);
  // With the handles: a key may come before a mere effect.
  useLayoutEffect(() => {
    if (!isOwn || loading.current !== null) return;
    loading.current = import("../row_lift.ts").then(({ RowLift }) =>
      hand.value = new RowLift({
        rows: () => [...list()?.children ?? []],
        last: (rows) => rows - 1,
        say: (words) => said.value = words,
        onDrop: ({ id, to }) => {
          desk.move(id, first() + to);
          requestAnimationFrame(() =>
            list()?.querySelector<HTMLElement>(
              `[data-lift="${CSS.escape(id)}"]`,
            )?.focus()
          );
        },
      })
    );
  }, [isOwn]);
  // What comes before it is there waits for it, in its order.
  const act = (does: (hand: RowLift) => void) => {
    const ready = hand.peek();
    if (ready !== null) does(ready);
    else void loading.current?.then(does);
  };
  return {
    lift: hand.value?.held.value ?? null,
    said: said.value,
    onPointerDown: (event) => act((hand) => hand.onPointerDown(event)),
    onKeyDown: (event) => act((hand) => hand.onKeyDown(event)),
    onFocusOut: (event) => act((hand) => hand.onFocusOut(event)),
  };
}
