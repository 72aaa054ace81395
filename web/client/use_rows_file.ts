import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { sayFailed } from "./toasts.ts";
import type { Submit } from "./use_submit.ts";

/** The file of rows that tasks are made of. */
export interface RowsFile {
  /** What the names in its first line stand for is told by the server alone. */
  readonly isChosen: Signal<boolean>;
  /** Queues a form, with the rows where there are some. */
  send(submit: Submit, body: object): Promise<void>;
  clear(): void;
}

/** Follows the field for a file of rows within an element. */
export function useRowsFile(
  root: RefObject<HTMLElement>,
): RowsFile {
  const isChosen = useSignal(false);
  const field = () => root.current!.querySelector<HTMLInputElement>("#rows")!;
  return {
    isChosen,
    async send(submit, body) {
      const rows = await textOfRows(field());
      if (rows !== null) await submit.send({ ...body, rows });
    },
    clear() {
      field().value = "";
      isChosen.value = false;
    },
  };
}

/**
 * Reads the file of rows that a field holds; `undefined` where it holds none.
 * Says why, and gives `null`, where it can not be read.
 */
export async function textOfRows(
  { files }: Pick<HTMLInputElement, "files">,
): Promise<string | null | undefined> {
  const file = files?.[0];
  try {
    return await file?.text();
  } catch {
    // Browsers let go of a file that has changed since it was chosen.
    const why = `${file!.name} has changed or is gone; choose it again`;
    sayFailed("Not queued", new Error(why));
    return null;
  }
}
