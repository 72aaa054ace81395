import type { Shortcut } from "./keys.ts";

/** A key that presses something in the row where the focus is. */
export interface RowKey extends Pick<Shortcut, "keys" | "does"> {
  /** What is pressed, as a selector within the row. */
  readonly press: string;
}

/**
 * Keys that go up and down the rows of a list, and press what stands in the
 * row where the focus is. Rows are those elements that hold a `.tid`.
 */
export function rowKeys(
  list: string,
  presses: readonly RowKey[],
): readonly Shortcut[] {
  const step = (keys: string, by: number): Shortcut => ({
    keys,
    does: by > 0 ? "Next row" : "Row before",
    run: () => go(list, by),
  });
  return [
    ...[step("j", 1), step("k", -1)],
    ...presses.map(({ keys, does, press }) => ({
      keys,
      does,
      run: (event: KeyboardEvent) => pressIn(list, press, event),
    })),
  ];
}

function rowsOf(list: string): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`${list} > *`)]
    .filter((row) => row.querySelector(".tid") !== null);
}

function here(rows: readonly HTMLElement[]): number {
  return rows.findIndex((row) => row.contains(document.activeElement));
}

function go(list: string, by: number): void {
  const rows = rowsOf(list);
  const place = here(rows);
  const next = place === -1 ? 0 : place + by;
  const row = rows[Math.max(0, Math.min(next, rows.length - 1))];
  row?.querySelector<HTMLElement>(".tid")?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function pressIn(list: string, press: string, event: KeyboardEvent): void {
  const rows = rowsOf(list);
  const target = rows[here(rows)]?.querySelector<HTMLElement>(press);
  if (!target) return;
  if (event.key === ".") target.focus();
  else if (event.key === " ") {
    target.focus();
    const { key } = event;
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  } else {
    const { shiftKey } = event;
    target.dispatchEvent(
      new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }),
    );
  }
}
