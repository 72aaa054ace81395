import type { BoardPatch, BoardView } from "../../scheduler/view/board.ts";
import { type Api, taskPath } from "../server/api.ts";
import { overRestarts } from "./over_restarts.ts";
import { hasEnded, type Task } from "./task.ts";

/**
 * Tells each of these tasks as it stands, and again whenever it changes, over
 * restarts of the server, of which `say` hears.
 *
 * @throws {Failure} for a task that is not there, or a server that stays away.
 */
export async function* changesOf(
  api: Api,
  ids: readonly string[],
  say: (text: string) => void = () => {},
): AsyncGenerator<Task> {
  const wanted = new Set(ids);
  const open = (opened: () => void) => changesOnce(api, wanted, opened);
  for await (const task of overRestarts(open, say)) {
    if (hasEnded(task)) wanted.delete(task.id); // It may be removed then.
    yield task;
  }
}

/** The feed is opened first, so that nothing falls between it and a look. */
async function* changesOnce(
  api: Api,
  wanted: ReadonlySet<string>,
  opened: () => void,
): AsyncGenerator<Task> {
  const feed = api.events("/events", {}, opened);
  for await (const { event, data } of feed) {
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
