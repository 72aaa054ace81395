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
    // A frame begins, is painted, and only then a timer of its runs.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(look);
    });
    query.addEventListener("change", look);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
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
