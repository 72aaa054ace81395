import { isBoolean, isFlags, useRemembered } from "../remembered.ts";

/** Which rows are unfolded: those a person chose, and what holds for others. */
export interface Unfolded {
  is(id: string): boolean;
  toggle(id: string): void;
  /** What holds for all, whether their rows are here or not. */
  readonly all: boolean;
  setAll(on: boolean): void;
}

type Flags = Readonly<Record<string, boolean>>;

/** More choices than that nobody remembers making. */
const KEPT = 500;

/** Remembers what is unfolded, for this browser. */
export function useUnfolded(key: string, usual: boolean): Unfolded {
  const chosen = useRemembered<Flags>(key, {}, isFlags);
  const all = useRemembered(`${key}.all`, usual, isBoolean);
  const is = (id: string) => chosen.value[id] ?? all.value;
  return {
    is,
    toggle(id) {
      const { [id]: _before, ...others } = chosen.value;
      const kept = Object.entries(others).slice(1 - KEPT);
      chosen.value = { ...Object.fromEntries(kept), [id]: !is(id) };
    },
    all: all.value,
    setAll(on) {
      chosen.value = {};
      all.value = on;
    },
  };
}
