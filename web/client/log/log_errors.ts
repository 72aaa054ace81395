import { computed } from "@preact/signals";
import type { LogDesk } from "./log_desk.ts";
import { mapPlaces } from "./log_map.ts";
import type { NamedLog } from "./log_range.ts";
import { LogSearch } from "./log_search.ts";

/** The lines of one log that tell of a failure. */
export class LogErrors {
  readonly search: LogSearch;
  /** Their numbers. */
  readonly lines = computed(() =>
    new Set(this.search.state.value?.hits.map(({ line }) => line))
  );
  /** Where they lie in the log, as shares of it. */
  readonly places = computed(() =>
    mapPlaces(this.search.state.value?.hits ?? [], this.#desk.size.value)
  );
  readonly #desk: LogDesk;

  constructor(log: NamedLog, desk: LogDesk) {
    this.search = new LogSearch(log);
    this.#desk = desk;
  }

  /** Looks for them in the whole log; they show as they are found. */
  find(): void {
    const state = this.search.state.peek();
    if (state === null || state.isOver && state.hits.length === 0) {
      this.search.start("errors=true", this.#desk.size.peek());
    }
  }
}
