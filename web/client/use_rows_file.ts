import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { goneOrChanged, type Readable, textOfFile } from "./text_of_file.ts";
import { sayFailed } from "./toasts.ts";
import type { Submit } from "./use_submit.ts";

/** The file of rows that tasks are made of. */
export interface RowsFile {
  /** What it held when it was chosen; `null` where none is. */
  readonly text: Signal<string | null>;
  /** Reads what the field holds now. */
  take(): Promise<void>;
  /** Queues a form, with the rows where there are some. */
  send(submit: Submit, body: object): Promise<void>;
  clear(): void;
}

/** Follows the field for a file of rows within an element. */
export function useRowsFile(
  root: RefObject<HTMLElement>,
): RowsFile {
  const text = useSignal<string | null>(null);
  const field = () => root.current!.querySelector<HTMLInputElement>("#rows")!;
  const file = () => field().files?.[0];
  const clear = () => {
    field().value = "";
    text.value = null;
  };
  const take = async () => {
    const chosen = file();
    const found = chosen && await textOfFile(chosen, "Not read");
    if (file() !== chosen) return;
    if (found === null) clear();
    else text.value = found ?? null;
  };
  useEffect(() => void take(), []); // A reload may bring the field back filled.
  return {
    text,
    take,
    async send(submit, body) {
      const rows = await sameRows(file(), text.peek());
      // A browser tells of no choice of the file that it has already.
      if (rows === null) clear();
      else await submit.send({ ...body, rows });
    },
    clear,
  };
}

/**
 * Reads a file again, `undefined` where there is none. Says why, and gives
 * `null`, where that fails or it is not what was shown.
 */
export async function sameRows(
  file: Readable | undefined,
  shown: string | null,
): Promise<string | null | undefined> {
  const failed = "Not queued";
  const found = file && await textOfFile(file, failed);
  if (file === undefined || found === null || found === shown) return found;
  sayFailed(failed, goneOrChanged(file));
  return null;
}
