import type { Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

interface CounterProps {
  readonly name: string;
  readonly count: Signal<number>;
}

/** Counts in a signal that others may count in too. */
export default function Counter({ name, count }: CounterProps) {
  useEffect(() => {
    performance.mark(name);
  }, []);
  return (
    <button id={name} type="button" onClick={() => count.value++}>
      {name} at {count}
    </button>
  );
}

/** Counts by two. */
export function Doubler({ name, count }: CounterProps) {
  return (
    <button id={name} type="button" onClick={() => count.value += 2}>
      {name} at {count}
    </button>
  );
}

/** Is nothing at all until there are many. */
export function Many({ count }: { readonly count: Signal<number> }) {
  return count.value > 4 ? <em id="many">many</em> : null;
}
