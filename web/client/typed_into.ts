/**
 * What a field holds that the server has drawn already: people type, and
 * browsers fill in, before the page has come alive.
 */
export function typedInto(selector: string, otherwise: string): string {
  if (typeof document === "undefined") return otherwise;
  const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(
    selector,
  );
  return field?.value || otherwise;
}
