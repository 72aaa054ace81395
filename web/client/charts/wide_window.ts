import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** From here on there is room for charts; phones get none (DESIGN, Layout). */
const WIDE = "(min-width: 768px)";

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
