import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const DARK = "(prefers-color-scheme: dark)";

/** Counts changes between light and dark, whoever makes them. */
export function useThemeChanges(): ReadonlySignal<number> {
  const changes = useSignal(0);
  useEffect(() => {
    const count = () => {
      changes.value++;
    };
    const query = matchMedia(DARK);
    query.addEventListener("change", count);
    const chosen = new MutationObserver(count);
    chosen.observe(document.documentElement, {
      attributeFilter: ["data-theme"],
    });
    return () => {
      query.removeEventListener("change", count);
      chosen.disconnect();
    };
  }, []);
  return changes;
}
