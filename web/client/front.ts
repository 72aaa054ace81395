import { signal } from "@preact/signals";
import { sayNotLoaded } from "./toasts.ts";

/** What can be laid over the page. */
export type FrontName = "palette" | "shortcuts" | "notices";

/** What lies over the page now; `null` where nothing does. */
export const front = signal<FrontName | null>(null);

/** Does what the buttons of any page ask for by an attribute. */
export function onAnyClick({ target }: MouseEvent): void {
  if (!(target instanceof Element)) return;
  const button = target.closest<HTMLElement>(
    "[data-open],[data-tell],[data-theme-switch]",
  );
  const { open, tell, themeSwitch } = button?.dataset ?? {};
  if (open !== undefined) front.value = open as FrontName;
  if (themeSwitch !== undefined) changeTheme();
  if (tell === undefined) return;
  import("./end_wishes.ts").then(
    ({ tellOfEnd }) => tellOfEnd(tell),
    sayNotLoaded,
  );
}

/** Puts the cursor into the page's search; where it has none, asks for all. */
export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>(
    "main input[type=search]",
  );
  if (field === null) front.value = "palette";
  else field.select();
  field?.focus();
}

/** Changes between light and dark, for this browser: static/theme.js reads it. */
export function changeTheme(): void {
  const { dataset } = document.documentElement;
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const shown = dataset.theme ?? (isDark ? "dark" : "light");
  const theme = dataset.theme = shown === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("ant.theme", theme);
  } catch {
    // Then the choice holds for this page alone.
  }
}
