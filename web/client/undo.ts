import { dismiss, newestUndoable, sayUndoable } from "./toasts.ts";

/** Takes back what was done; resolves with whether it could. */
type TakeBack = () => Promise<boolean>;

/**
 * Says what was done and how to take it back, or takes it back at once where
 * that was wished while it was under way. Resolves with whether it stays done.
 */
export type SayUndoable = (
  title: string,
  detail: string,
  undo: TakeBack,
) => Promise<boolean>;

/** Something under way that can be taken back once it is done. */
interface UnderWay {
  isUnwanted: boolean;
}

const underWay: UnderWay[] = [];

/**
 * Does what can be taken back. An undo that comes before the server's answer
 * waits for it: what is seen as done may be undone.
 */
export async function doUndoably<Done>(
  act: (say: SayUndoable) => Promise<Done>,
): Promise<Done> {
  const own: UnderWay = { isUnwanted: false };
  underWay.push(own);
  try {
    return await act(async (title, detail, undo) => {
      if (own.isUnwanted) return !await undo();
      underWay.splice(underWay.indexOf(own), 1);
      sayUndoable(title, detail, () => void undo());
      return true;
    });
  } finally {
    if (underWay.includes(own)) underWay.splice(underWay.indexOf(own), 1);
  }
}

/** Takes back the newest of what can be taken back, or will be. */
export function undoNewest(): void {
  const next = nextUnderWay();
  if (next !== undefined) {
    next.isUnwanted = true;
    return;
  }
  const newest = newestUndoable();
  if (newest === undefined) return;
  dismiss(newest.key);
  newest.undo!();
}

/** Whether there is something to take back. */
export function canUndo(): boolean {
  return nextUnderWay() !== undefined || newestUndoable() !== undefined;
}

function nextUnderWay(): UnderWay | undefined {
  return underWay.findLast(({ isUnwanted }) => !isUnwanted);
}
