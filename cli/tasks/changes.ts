import type { BoardPatch, BoardView } from "../../scheduler/view/board.ts";
import { Failure } from "../failure.ts";
import { type Api, taskPath } from "../server/api.ts";
import { hasEnded, type Task } from "./task.ts";

const AGAIN_MS = 1_000;
/** A server that is away for longer than a restart takes has gone. */
const PATIENCE_MS = 300_000;

/**
 * Tells each of these tasks as it stands, and again whenever it changes. A
 * server that goes away is asked again, for it may be starting anew; `lost`
 * hears of that.
 *
 * @throws {Failure} for a task that is not there, or a server that stays away.
 */
export async function* changesOf(
  api: Api,
  ids: readonly string[],
  lost: (text: string) => void = () => {},
): AsyncGenerator<Task> {
  const wanted = new Set(ids);
  let heardAtMs = Date.now();
  for (;;) {
    try {
      for await (const task of changesOnce(api, wanted)) {
        heardAtMs = Date.now();
        if (hasEnded(task)) wanted.delete(task.id); // It may be removed then.
        yield task;
      }
      lost("The server ended; waiting for it to come back");
    } catch (error) {
      const isLoss = error instanceof TypeError ||
        error instanceof Failure &&
          (error.exit === "unreachable" || error.exit === "later");
      const isTooLong = Date.now() - heardAtMs > PATIENCE_MS;
      if (!isLoss || isTooLong) throw error;
    }
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
}

/** The feed is opened first, so that nothing falls between it and a look. */
async function* changesOnce(
  api: Api,
  wanted: ReadonlySet<string>,
): AsyncGenerator<Task> {
  for await (const { event, data } of api.events("/events")) {
    const content = JSON.parse(data);
    if (event === "board") {
      yield* fromBoard(api, wanted, content as BoardView);
      continue;
    }
    const { upsert = [], remove = [] } = content as BoardPatch;
    for (const task of upsert) {
      if (wanted.has(task.id)) yield task;
    }
    // Out of the board's sight, as many that end at once are, or gone.
    for (const id of remove) {
      if (wanted.has(id)) yield await api.get<Task>(taskPath(id));
    }
  }
}

/** A board shows some; the others are asked for. */
async function* fromBoard(
  api: Api,
  wanted: ReadonlySet<string>,
  { queued, active, ended }: BoardView,
): AsyncGenerator<Task> {
  const shown = new Map(
    [...queued, ...active, ...ended].map((task) => [task.id, task]),
  );
  for (const id of wanted) {
    yield shown.get(id) ?? await api.get<Task>(taskPath(id));
  }
}
