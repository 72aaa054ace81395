import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** From here on there is room for charts; phones get none (DESIGN, Layout). */
const WIDE = "(min-width: 768px)";
const DARK = "(prefers-color-scheme: dark)";

/** Whether the window is wide; not before the page was painted once. */
export function useWideWindow(): ReadonlySignal<boolean> {
  const isWide = useSignal(false);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const look = () => isWide.value = query.matches;
    const cancel = afterFirstPaint(look);
    query.addEventListener("change", look);
    return () => {
      cancel();
      query.removeEventListener("change", look);
    };
  }, []);
  return isWide;
}

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

/**
 * Calls back once the page has shown something: at once where it has, and
 * for a page out of sight when a person comes to see it (Paint Timing, 4.1).
 */
function afterFirstPaint(then: () => void): () => void {
  const observer = new PerformanceObserver((seen) => {
    if (seen.getEntriesByName("first-contentful-paint").length === 0) return;
    observer.disconnect();
    then();
  });
  observer.observe({ type: "paint", buffered: true });
  return () => observer.disconnect();
}
