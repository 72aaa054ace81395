import { computed, type Signal, signal } from "@preact/signals";
import {
  finderOf,
  markLine,
  type SearchWish,
} from "../../../scheduler/view/line_marks.ts";
import type { TerminalLine } from "../../../scheduler/view/terminal_text.ts";
import { sayDone } from "../toasts.ts";
import type { LogDesk } from "./log_desk.ts";
import type { LogErrors } from "./log_errors.ts";
import { mapPlaces } from "./log_map.ts";
import type { NamedLog } from "./log_range.ts";
import { LogSearch } from "./log_search.ts";

/** A hit that is looked at: in which list, and where in it, from 0. */
export interface LookedAt {
  readonly of: "search" | "errors";
  readonly index: number;
}

/** Who types does not search for every letter. */
const SETTLE_MS = 300;

/** Finds text and failures in one log, and goes from one to the next. */
export class LogFinder {
  readonly search: LogSearch;
  readonly at = signal<LookedAt | null>(null);
  /** Why the wish can not be searched for; `null` where it can. */
  readonly problem = computed(() => this.#read().problem);
  /** Marks in a line what the server finds in the log; `null` for nothing. */
  readonly mark = computed(() => {
    const { finder } = this.#read();
    return finder &&
      ((line: TerminalLine, look: string) => markLine(line, finder, look));
  });
  /** The line of the hit that is looked at. */
  readonly current = computed(() => {
    const at = this.at.value;
    if (at === null) return null;
    return this.#list(at.of).state.value?.hits[at.index]?.line ?? null;
  });
  /** Where the hits lie in the log, as shares of it. */
  readonly hitPlaces = computed(() =>
    mapPlaces(this.search.state.value?.hits ?? [], this.#desk.size.value)
  );
  readonly #desk: LogDesk;
  readonly #errors: LogErrors;
  readonly #wish: Signal<SearchWish>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    log: NamedLog,
    desk: LogDesk,
    wish: Signal<SearchWish>,
    errors: LogErrors,
  ) {
    this.search = new LogSearch(log);
    this.#desk = desk;
    this.#errors = errors;
    this.#wish = wish;
  }

  /** Looks for something else, which was wished, once that has settled. */
  seek(): void {
    clearTimeout(this.#timer);
    this.search.leave();
    if (this.at.peek()?.of === "search") this.at.value = null;
    this.#timer = setTimeout(() => this.#start(), SETTLE_MS);
  }

  /** Goes to the next hit or the one before; `fromByte` is where one is. */
  async go(step: 1 | -1, fromByte: number): Promise<void> {
    this.#start();
    const state = this.search.state.peek();
    if (state === null) return;
    const at = this.at.peek();
    if (at?.of === "search") return this.#goTo("search", at.index + step);
    const found = await this.search.firstFrom(fromByte);
    if (found === null) return;
    this.#goTo("search", step === 1 ? found : found - 1);
  }

  /** Goes to the first line that tells of a failure, then to the next. */
  async nextError(): Promise<void> {
    const at = this.at.peek();
    if (at?.of === "errors") return this.#goTo("errors", at.index + 1);
    this.#errors.find();
    const found = await this.#errors.search.firstFrom(0);
    if (found !== null) this.#goTo("errors", found);
    else sayDone("No error found", "No line looks like a failure.");
  }

  /** Ends what is under way, for good. */
  close(): void {
    clearTimeout(this.#timer);
    this.search.leave();
  }

  #start(): void {
    clearTimeout(this.#timer);
    const { text, isExact, isRegex } = this.#wish.peek();
    const isWanted = this.search.state.peek() === null;
    if (!isWanted || this.mark.peek() === null) return;
    const query = new URLSearchParams({ q: text });
    if (isExact) query.set("case", "true");
    if (isRegex) query.set("regex", "true");
    this.search.start(String(query), this.#desk.size.peek());
  }

  #goTo(of: LookedAt["of"], wanted: number): void {
    const { hits, isOver } = this.#list(of).state.peek()!;
    // Behind the last stands the first, once there is a last.
    if (wanted >= hits.length && !isOver) return;
    const index = (wanted + hits.length) % hits.length;
    this.at.value = { of, index };
    void this.#desk.toPoint(hits[index]!);
  }

  #list(of: LookedAt["of"]): LogSearch {
    return of === "errors" ? this.#errors.search : this.search;
  }

  #read(): { finder: RegExp | null; problem: string | null } {
    try {
      return { finder: finderOf(this.#wish.value), problem: null };
    } catch (error) {
      return { finder: null, problem: (error as Error).message };
    }
  }
}
