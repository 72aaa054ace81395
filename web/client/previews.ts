import { type ReadonlySignal, signal } from "@preact/signals";
import {
  type TerminalLine,
  terminalLines,
} from "../../scheduler/view/terminal_text.ts";
import { askText } from "./api.ts";
import { reasonOf } from "./toasts.ts";

/** The last lines of one ended task's log. */
export interface LogPreview {
  /** `null` while they are being fetched. */
  readonly lines: readonly TerminalLine[] | null;
  readonly problem: string | null;
}

const AT_ONCE = 4;
/** Asked for in such steps, so that a small change needs no new request. */
const STEP_LINES = 50;

/** Fetches the ends of logs, few at a time, and keeps them for the page. */
export class Previews {
  readonly #found = signal<ReadonlyMap<string, LogPreview>>(new Map());
  readonly #asked = new Map<string, number>();
  readonly #waiting: (() => Promise<void>)[] = [];
  #running = 0;

  get found(): ReadonlySignal<ReadonlyMap<string, LogPreview>> {
    return this.#found;
  }

  /** Fetches a log's end unless as many lines of it are here already. */
  want(id: string, lines: number): void {
    const wanted = Math.ceil(lines / STEP_LINES) * STEP_LINES;
    if ((this.#asked.get(id) ?? 0) >= wanted) return;
    this.#asked.set(id, wanted);
    this.#waiting.push(() => this.#fetch(id, wanted));
    this.#next();
  }

  #next(): void {
    if (this.#running >= AT_ONCE) return;
    const fetchOne = this.#waiting.shift();
    if (fetchOne === undefined) return;
    this.#running++;
    void fetchOne().finally(() => {
      this.#running--;
      this.#next();
    });
  }

  async #fetch(id: string, wanted: number): Promise<void> {
    try {
      const path = `api/v1/tasks/${encodeURIComponent(id)}/log?tail=${wanted}`;
      const lines = terminalLines(await askText(path), wanted);
      this.#keep(id, { lines, problem: null });
    } catch (error) {
      this.#asked.delete(id); // It may be asked for again.
      const lines = this.#found.peek().get(id)?.lines ?? null;
      this.#keep(id, { lines, problem: `No output: ${reasonOf(error)}` });
    }
  }

  #keep(id: string, preview: LogPreview): void {
    this.#found.value = new Map([...this.#found.peek(), [id, preview]]);
  }
}
