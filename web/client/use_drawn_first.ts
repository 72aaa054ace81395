import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/**
 * What the server drew, at first: what takes over its elements has to be the
 * same. What lives comes after that.
 */
export function useDrawnFirst<Value>(drawn: Value, live: Value): Value {
  const isTaken = useSignal(false);
  useEffect(() => {
    isTaken.value = true;
  }, []);
  return isTaken.value ? live : drawn;
}
