import { signal } from "@preact/signals";
import type { BoardView } from "../../../scheduler/view/board.ts";
import {
  type QueueWish,
  withQueueWishes,
} from "../../../scheduler/view/queue_order.ts";
import { counted } from "../../../scheduler/view/words.ts";
import { ask } from "../api.ts";
import { board } from "../feed.ts";
import { reasonOf, sayDone, sayFailed } from "../toasts.ts";
import { doUndoably } from "../undo.ts";

interface BulkAnswer {
  readonly failed: readonly { readonly id: string; readonly problem: string }[];
}

const TOLD_WITHIN_MS = 1_000;

/**
 * Changes of the queue, shown at once and taken back where the server turns
 * them down.
 */
export class QueueWishes {
  readonly #open = signal<readonly QueueWish[]>([]);
  readonly #settled: () => Promise<void>;

  /** What the feed does not tell is read by the function given. */
  constructor(settled: () => Promise<void>) {
    this.#settled = settled;
  }

  /** Shows a board as it will be. */
  shown(told: BoardView): BoardView {
    return withQueueWishes(told, this.#open.value);
  }

  /** Puts a task right before another, or at the end. */
  async move(id: string, before: string | null): Promise<void> {
    await this.#grant(
      [{ kind: "move", id, before }],
      "Not moved",
      () => ask("POST", `${pathOf(id)}/move`, { before }),
    );
  }

  /** Puts tasks first, in the order given. */
  async toTop(
    ids: readonly string[],
    first: string | undefined,
  ): Promise<void> {
    const wishes: QueueWish[] = [];
    let before = first;
    for (const id of ids.toReversed()) {
      const isFirst = before === undefined || id === before;
      if (!isFirst) wishes.push({ kind: "move", id, before: before! });
      before = id;
    }
    const done = await this.#inBulk("promote", ids, wishes, "not moved");
    if (done.length > 0) sayDone("Moved to the top", namesOf(done));
  }

  /** Keeps tasks from starting, or lets them. */
  async hold(ids: readonly string[], kind: "hold" | "release"): Promise<void> {
    const wishes = ids.map((id) => ({ kind, id }));
    const done = await this.#inBulk(
      kind,
      ids,
      wishes,
      kind === "hold" ? "not held" : "not released",
    );
    if (done.length === 0) return;
    sayDone(kind === "hold" ? "Held" : "Released", namesOf(done));
  }

  /** Takes tasks out of the queue, and offers to put them back. */
  async remove(ids: readonly string[]): Promise<void> {
    const wishes = ids.map((id) => ({ kind: "remove", id } as const));
    await doUndoably(async (say) => {
      const done = await this.#inBulk("unqueue", ids, wishes, "not removed");
      if (done.length === 0) return;
      await say("Removed from the queue", namesOf(done), () => putBack(done));
    });
  }

  /** Does the same to many; resolves with those it was done to. */
  async #inBulk(
    action: "promote" | "unqueue" | "hold" | "release",
    ids: readonly string[],
    wishes: readonly QueueWish[],
    failed: string,
  ): Promise<readonly string[]> {
    let failures: BulkAnswer["failed"] = [];
    const isGranted = await this.#grant(
      wishes,
      `${namesOf(ids)} ${failed}`,
      async () => {
        const body = { action, ids };
        const told = await ask("POST", "api/v1/tasks/bulk", body);
        failures = (told as BulkAnswer).failed;
      },
    );
    if (!isGranted) return [];
    const [first] = failures;
    if (first !== undefined) {
      const reason = new Error(`${first.id}: ${first.problem}`);
      sayFailed(`${counted(failures.length, "task")} ${failed}`, reason);
    }
    const left = new Set(failures.map(({ id }) => id));
    return ids.filter((id) => !left.has(id));
  }

  /** Resolves with whether the server granted it; if not, says why. */
  async #grant(
    wishes: readonly QueueWish[],
    failed: string,
    request: () => Promise<unknown>,
  ): Promise<boolean> {
    this.#open.value = [...this.#open.value, ...wishes];
    const told = nextBoard();
    try {
      await request();
      await told.comes();
      await this.#settled();
      return true;
    } catch (error) {
      sayFailed(failed, error);
      return false;
    } finally {
      told.stop();
      this.#open.value = this.#open.value.filter((wish) =>
        !wishes.includes(wish)
      );
    }
  }
}

/**
 * Puts back what was removed: the last first, so that each finds its place.
 * Resolves with whether all are there again.
 */
async function putBack(ids: readonly string[]): Promise<boolean> {
  const failures: string[] = [];
  for (const id of ids.toReversed()) {
    try {
      await ask("POST", `${pathOf(id)}/put-back`);
    } catch (error) {
      failures.push(`${id}: ${reasonOf(error)}`);
    }
  }
  if (failures.length === 0) {
    sayDone("Back in the queue", namesOf(ids));
    return true;
  }
  sayFailed(
    `${failures.length} of ${ids.length} not put back`,
    new Error(failures[0]),
  );
  return false;
}

/**
 * Listens to the feed from now on: what `comes` resolves to is there once it
 * has spoken, or has had its time to, so that no row jumps back.
 */
function nextBoard() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const before = board.peek();
  const stop = board.subscribe((now) => {
    if (now?.queued !== before?.queued) resolve();
  });
  const comes = async () => {
    const timer = setTimeout(resolve, TOLD_WITHIN_MS);
    await promise;
    clearTimeout(timer);
  };
  return { comes, stop };
}

function pathOf(id: string): string {
  return `api/v1/tasks/${encodeURIComponent(id)}`;
}

function namesOf(ids: readonly string[]): string {
  return ids.length === 1 ? ids[0]! : counted(ids.length, "task");
}
