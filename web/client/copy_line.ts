import { sayDone, sayFailed } from "./toasts.ts";

/** Puts text on the clipboard and says so. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    if (navigator.clipboard === undefined) copyThroughSelection(text);
    else await navigator.clipboard.writeText(text);
    sayDone("Copied", what);
  } catch (error) {
    sayFailed("Not copied", error);
  }
}

/** The old way, for pages without HTTPS: those have no clipboard. */
function copyThroughSelection(text: string): void {
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (!copied) throw new Error("this browser keeps its clipboard closed");
}

/**
 * Takes over the copy buttons inside an island; put it on its root. They name
 * the task, and the form of the line where it is not ANT's.
 */
export function onCopyClick(
  lineOf: (id: string, form: string) => string | null,
) {
  return (event: Event): void => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const button = target.closest<HTMLElement>("[data-copy]");
    const { copy: id, form = "ANT line" } = button?.dataset ?? {};
    const line = id === undefined ? null : lineOf(id, form);
    if (line !== null) void copyText(line, `${id} as ${form}`);
  };
}
