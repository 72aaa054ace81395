import { signal } from "@preact/signals";
import { sayFailed } from "../toasts.ts";
import type { EndedRows } from "./ended_rows.ts";

/** Which ended tasks are selected, whether their rows are here or not. */
export class EndedSelection {
  readonly #rows: EndedRows;
  readonly ids = signal<ReadonlySet<string>>(new Set());
  /** Where a range begins. */
  #anchor: number | null = null;

  constructor(rows: EndedRows) {
    this.#rows = rows;
  }

  /** Selects one row or lets it go; a range does so from the row before. */
  async choose(place: number, on: boolean, isRange: boolean): Promise<void> {
    const from = isRange ? this.#anchor ?? place : place;
    this.#anchor = place;
    const [first, last] = [Math.min(from, place), Math.max(from, place)];
    const ids = this.#here(first, last) ?? await this.#there(first, last + 1);
    const chosen = new Set(this.ids.peek());
    for (const id of ids) {
      if (on) chosen.add(id);
      else chosen.delete(id);
    }
    this.ids.value = chosen;
  }

  /** Selects all that match, the whole history over. */
  async all(): Promise<void> {
    this.ids.value = new Set(await this.#there());
  }

  /** Lets all go, or only those named. */
  clear(ids: readonly string[] | null = null): void {
    const gone = new Set(ids ?? this.ids.peek());
    this.ids.value = new Set(
      [...this.ids.peek()].filter((id) => !gone.has(id)),
    );
    this.#anchor = null;
  }

  #here(first: number, last: number): readonly string[] | null {
    const { rows } = this.#rows.list.peek();
    const ids: string[] = [];
    for (let place = first; place <= last; place++) {
      const row = rows.get(place);
      if (row === undefined) return null;
      ids.push(row.id);
    }
    return ids;
  }

  async #there(first?: number, end?: number): Promise<readonly string[]> {
    try {
      return await this.#rows.ids(first, end);
    } catch (error) {
      sayFailed("Not selected", error);
      return [];
    }
  }
}
