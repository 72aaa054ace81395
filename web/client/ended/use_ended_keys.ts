import { useRef } from "preact/hooks";
import { useShortcuts } from "../keys.ts";
import type { EndedDesk } from "./ended_desk.ts";
import type { RowsInSight } from "./use_row_window.ts";

/** What the keys need to know of the page. */
export interface EndedKeys {
  readonly root: () => HTMLElement | null;
  readonly desk: EndedDesk;
  readonly sight: RowsInSight;
  readonly toggle: (id: string) => void;
}

/** The keys of the list: rows, selection, and what is done to them. */
export function useEndedKeys({ root, desk, sight, toggle }: EndedKeys): void {
  const cursor = useRef<number | null>(null);
  const { selection } = desk;

  const placeNow = () => {
    const row = document.activeElement?.closest<HTMLElement>("[data-place]");
    return row == null ? null : Number(row.dataset.place);
  };
  const idNow = () => {
    const place = placeNow();
    return place === null ? null : desk.list.rows.get(place)?.id ?? null;
  };
  const focusOn = (place: number) => {
    const link = root()?.querySelector<HTMLElement>(
      `[data-place="${place}"] .tid`,
    );
    link?.focus({ preventScroll: true });
    return link != null;
  };
  const go = (step: 1 | -1) => {
    const from = placeNow() ?? cursor.current;
    const wanted = from === null ? sight.firstInSight() : from + step;
    const place = Math.max(0, Math.min(wanted, desk.list.matching - 1));
    cursor.current = place;
    sight.show(place);
    // The row may only be drawn once the page has scrolled.
    if (!focusOn(place)) requestAnimationFrame(() => focusOn(place));
  };
  const chosen = () => {
    const ids = [...selection.ids.peek()];
    const id = idNow();
    return ids.length > 0 ? ids : id === null ? [] : [id];
  };
  const select = (isRange: boolean) => {
    const place = placeNow();
    const id = idNow();
    if (place === null || id === null) return;
    const on = isRange || !selection.ids.peek().has(id);
    void selection.choose(place, on, isRange);
  };
  const openMore = () => {
    const id = idNow();
    if (id === null) return;
    toggle(id);
    requestAnimationFrame(() =>
      root()?.querySelector<HTMLElement>(
        `[data-row="${CSS.escape(id)}"] .xp button`,
      )?.focus()
    );
  };
  useShortcuts("Completed", () => [
    {
      keys: "/",
      does: "Search here",
      run: () => root()?.querySelector<HTMLElement>("[name=q]")?.focus(),
    },
    { keys: "j", does: "Next row", run: () => go(1) },
    { keys: "k", does: "Row before", run: () => go(-1) },
    { keys: "x", does: "Select the row", run: () => select(false) },
    { keys: "Shift+x", does: "Select up to the row", run: () => select(true) },
    {
      keys: "Mod+a",
      does: "Select all that match",
      run: () => void selection.all(),
    },
    { keys: ".", does: "Details and actions of the row", run: openMore },
    {
      keys: "r",
      does: "Queue again",
      run: () => void desk.act("restart", chosen()),
    },
    {
      keys: "Delete",
      does: "Delete, which can be undone",
      run: () => void desk.act("forget", chosen()),
    },
    {
      keys: "Escape",
      does: "Clear the selection",
      run: () => selection.clear(),
    },
  ]);
}
