import { assert, assertEquals, assertMatch } from "@std/assert";
import { readEvents } from "../helpers/event_stream.ts";
import { untilBoard } from "../helpers/board.ts";
import { processesMarked } from "../helpers/processes.ts";
import { namesIn } from "../integration/folders.ts";
import { say } from "../helpers/say.ts";
import { aServer, type TestServer } from "../helpers/server.ts";

/** Lives in all; `deno test -A tests/crash -- 500` lives more of them. */
const ROUNDS = Number(Deno.args[0] ?? 200);
/** Each server lives its share of them; two at once keep two cores busy. */
const SEEDS = [20_261_121, 20_261_122];
/** Submissions in each life, most of them under way when it ends. */
const SUBMISSIONS = 12;

/** What a task is to do: all end well or badly as they are told. */
interface Wish {
  readonly code: number;
  /** How often it is tried again; it fails each time. */
  readonly retries: number;
  /** It may be asked to make way, once. */
  readonly mayGo: boolean;
  readonly options: string;
}

/** The last of a life to be acknowledged, or the feed's, pulls the trigger. */
interface Moment {
  readonly acknowledged: number;
  readonly patches: number;
}

Deno.test(`SIGKILL at ${ROUNDS} moments, or a stop that detaches, loses no acknowledged task, runs none twice, and gives no GPU to two`, async () => {
  await Promise.all(SEEDS.map((seed) => live(seed, ROUNDS / SEEDS.length)));
});

async function live(seed: number, rounds: number): Promise<void> {
  const draw = seeded(seed);
  let server = await aServer({
    config: {
      RECOVERY_mode: "auto",
      HANDLER_on_shutdown: "detach",
      SCHEDULER_retry_delay: 0,
    },
  });
  await using _last = { [Symbol.asyncDispose]: () => dispose(server) };
  for (const name of ["ran", "held"]) await Deno.mkdir(`${server.dir}/${name}`);
  const acknowledged = new Map<string, Wish>();

  for (let round = 0; round < rounds; round++) {
    const moment = {
      acknowledged: Math.floor(draw() * SUBMISSIONS),
      patches: Math.floor(draw() * 30),
    };
    await liveAndDie(server, round, moment, acknowledged);
    server = await server.again();
    if (round % 25 === 24) say(`seed ${seed}: ${round + 1} lives`);
  }

  await untilBoard(
    server,
    ({ counts, health }) =>
      health.journal === null && counts.queued + counts.active === 0,
  );
  const found = await everyTask(server);
  const wrong = [...acknowledged].filter(([id, { code }]) =>
    found.filter((task) => task.id === id && task.exitCode === code)
      .length !== 1
  );
  assertEquals(wrong, [], `seed ${seed}`);
  assertEquals(await namesIn(`${server.dir}/held`), [], `seed ${seed}`);
  for (const { id } of found) {
    const runs = await Deno.readTextFile(`${server.dir}/ran/${id}`);
    const { retries, mayGo } = wishOf(Number(id.split("-")[1]));
    const times = mayGo ? "{1,2}" : retries === 1 ? "{2}" : "";
    // A launch that never came about counts as an attempt, and runs nothing.
    const asMany = new RegExp(`^(?:attempt \\d+\\n)${times}$`);
    assertMatch(runs, asMany, `${id} ran otherwise, seed ${seed}`);
  }
  const orphans = (await processesMarked(server.dir))
    .filter((pid) => pid !== server.pid);
  assertEquals(orphans, [], `seed ${seed}`);
  assert(acknowledged.size > rounds, "too few were acknowledged to tell");
}

async function liveAndDie(
  server: TestServer,
  round: number,
  moment: Moment,
  acknowledged: Map<string, Wish>,
): Promise<void> {
  const trigger = Promise.withResolvers<void>();
  const watched = watch(server, moment.patches, trigger.resolve);
  let answers = 0;
  const submitted = Array.from({ length: SUBMISSIONS }, async (_, place) => {
    const id = `r${round}-${place}`;
    const wish = wishOf(place);
    if (!await submit(server, id, wish, place % 2)) return;
    acknowledged.set(id, wish);
    if (answers++ >= moment.acknowledged) trigger.resolve();
  });
  await trigger.promise;
  // Some lives end in good order, with tasks at every stage of their launch.
  if (round % 5 === 4) assertEquals(await server.stop(), 0, server.printed());
  else await server.kill();
  await Promise.all([watched, ...submitted]);
}

function wishOf(place: number): Wish {
  const code = place % 3;
  const mayGo = place % 6 === 5;
  const retries = place % 4 === 2 && code > 0 ? 1 : 0;
  const options = [
    ...mayGo ? ["ant_preemptible=true"] : [],
    ...place % 6 === 1 ? ["ant_priority=urgent"] : [],
    ...retries === 1 ? ["ant_retries=1"] : [],
    ...place % 4 === 1 ? ["ant_after_any=@"] : [],
    ...place % 10 === 8 ? ["ant_priority=high"] : [],
  ];
  return { code, mayGo, retries, options: options.join(" ") };
}

/** `false` when the server died before it answered. */
async function submit(
  server: TestServer,
  id: string,
  { code, options }: Wish,
  gpus: number,
): Promise<boolean> {
  const { dir } = server;
  // A folder is made once: whoever comes second was given a GPU in use.
  const command = `${options} trap 'for gpu in $CUDA_VISIBLE_DEVICES; do ` +
    `rmdir ${dir}/held/$gpu; done; exit 143' TERM; ` +
    `echo "attempt $ANT_ATTEMPT" >> ${dir}/ran/${id}; ` +
    `for gpu in $CUDA_VISIBLE_DEVICES; do ` +
    `mkdir ${dir}/held/$gpu || mkdir ${dir}/held/$gpu-twice; done; ` +
    `sleep 0.${code}; ` +
    `for gpu in $CUDA_VISIBLE_DEVICES; do rmdir ${dir}/held/$gpu; done; ` +
    `exit ${code}`;
  try {
    const body = { "task_id": id, "n_gpus": gpus, command };
    const response = await server.fetch("/api/create_task", {
      method: "POST",
      body: JSON.stringify(body),
    });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}

/** Triggers after so many patches: in the midst of starts and ends. */
async function watch(
  server: TestServer,
  patches: number,
  trigger: () => void,
): Promise<void> {
  try {
    let seen = 0;
    for await (const _ of readEvents(await server.fetch("/api/v1/events"))) {
      if (seen++ > patches) trigger();
    }
  } catch {
    // The stream breaks with the server.
  }
}

async function everyTask(server: TestServer) {
  const response = await server.fetch("/api/vis");
  const { data } = await response.json();
  const queues = ["task_queue", "task_ongoing", "task_completed"];
  return queues.flatMap((queue) =>
    data[queue].map((task: Record<string, unknown>) => ({
      id: task.task_id as string,
      exitCode: task.exit_code as number | null,
    }))
  );
}

async function dispose(server: TestServer): Promise<void> {
  await server[Symbol.asyncDispose]();
}

/** A small linear congruential generator; Numerical Recipes, 7.1. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
