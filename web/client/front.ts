import { signal } from "@preact/signals";

/** What can be laid over the page. */
export type FrontName = "palette" | "shortcuts" | "notices";

/** What lies over the page now; `null` where nothing does. */
export const front = signal<FrontName | null>(null);

/** Opens what a button with `data-open` names. */
export function openOnClick({ target }: MouseEvent): void {
  if (!(target instanceof Element)) return;
  const name = target.closest<HTMLElement>("[data-open]")?.dataset.open;
  if (name !== undefined) front.value = name as FrontName;
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

/** Changes between light and dark, as the button does. */
export function changeTheme(): void {
  document.querySelector<HTMLElement>("[data-theme-switch]")?.click();
}
