import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { SearchWish } from "../../../scheduler/view/line_marks.ts";
import { sayNotLoaded } from "../toasts.ts";
import type { LogFinder } from "./log_finder.ts";

/** What finds in a log, and what more comes with it. */
export interface FindingParts {
  readonly finder: LogFinder;
}

/** A finder that comes with the first thing to find. */
export interface LateFinder<Parts extends FindingParts> {
  readonly wish: Signal<SearchWish>;
  /** `null` until there was something to find. */
  readonly parts: Signal<Parts | null>;
  /** Changes what is looked for, and looks for it. */
  readonly change: (change: Partial<SearchWish>) => void;
  /** Forgets what was looked for. */
  readonly forget: () => void;
  /** Does something with the finder once it is there, in the order asked. */
  readonly find: (act: (finder: LogFinder) => void) => void;
}

const NO_WISH: SearchWish = { text: "", isExact: false, isRegex: false };

/** Loads what finds in a log once somebody wants that. */
export function useLogFinder<Parts extends FindingParts>(
  load: (wish: Signal<SearchWish>) => Promise<Parts>,
): LateFinder<Parts> {
  const wish = useSignal(NO_WISH);
  const parts = useSignal<Parts | null>(null);
  const late = useMemo(() => {
    let loading: Promise<Parts> | null = null;
    const find: LateFinder<Parts>["find"] = (act) => {
      loading ??= load(wish);
      loading.then((loaded) => {
        parts.value = loaded;
        act(loaded.finder);
      }, () => {
        if (loading !== null) sayNotLoaded();
        loading = null; // The next wish tries anew.
      });
    };
    const seek = (finder: LogFinder) => finder.seek();
    const change: LateFinder<Parts>["change"] = (change) => {
      wish.value = { ...wish.peek(), ...change };
      find(seek);
    };
    const forget = () => {
      wish.value = NO_WISH;
      if (loading !== null) find(seek);
    };
    return { wish, parts, change, forget, find };
  }, []);
  useEffect(() => () => parts.peek()?.finder.close(), []);
  return late;
}
