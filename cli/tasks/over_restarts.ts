import { Failure } from "../failure.ts";

const AGAIN_MS = 1_000;
/** A server that is away for longer than a restart takes has gone. */
const PATIENCE_MS = 300_000;

/**
 * Goes on with what a server streams when it ends: it may be starting anew,
 * and `say` hears of that. `open` begins where it was, and tells that it has.
 *
 * @throws {Failure} where it never began, or the server stays away.
 */
export async function* overRestarts<T>(
  open: (opened: () => void) => AsyncIterable<T>,
  say: (text: string) => void,
): AsyncGenerator<T> {
  let heardAtMs: number | null = null;
  let isAway = false;
  let hasBegunAnew = false;
  const opened = () => {
    if (isAway) say("The server is back");
    isAway = false;
    hasBegunAnew = heardAtMs !== null;
    heardAtMs = Date.now();
  };
  for (;;) {
    try {
      for await (const item of open(opened)) {
        heardAtMs = Date.now();
        yield item;
      }
    } catch (error) {
      const isTooLong = heardAtMs === null ||
        Date.now() - heardAtMs > PATIENCE_MS;
      const isLeft = (isAway || hasBegunAnew) && isGone(error);
      if (isLeft) throw leftBehind(error);
      if (!isLoss(error) || isTooLong) throw error;
    }
    if (!isAway) say("The server ended; waiting for it to come back");
    isAway = true;
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
}

/** A connection that broke, or a server that ends. */
function isLoss(error: unknown): boolean {
  return error instanceof TypeError || error instanceof Failure &&
      (error.exit === "unreachable" || error.exit === "later");
}

function isGone(error: unknown): error is Failure {
  return error instanceof Failure && error.exit === "notFound";
}

/** It is nowhere, for the server has begun without it. */
function leftBehind({ exit, message, code }: Failure): Failure {
  return new Failure(exit, message, {
    hint: "The server started again without it; ant recover lists what it " +
      "has left behind.",
    code,
  });
}
