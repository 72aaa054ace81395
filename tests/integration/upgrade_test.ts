import { assertEquals } from "@std/assert";
import { untilBoard } from "../helpers/board.ts";
import { aServer } from "../helpers/server.ts";
import { namesIn } from "./folders.ts";
import { ask } from "./requests.ts";

const STATES = new URL("../fixtures/state", import.meta.url).pathname;

const COMMITS = (await namesIn(STATES)).filter((name) => !name.includes("."));

/** What eight of the tasks come to once what waited has run. */
const ENDS = [
  "bad 3",
  "done 0",
  "gone 0",
  "late 0",
  "optional 0",
  "shared 0",
  "tagged 0",
  "wide 0",
];

for (const commit of COMMITS) {
  Deno.test(`the state that ${commit} left is taken up, every task of it`, async () => {
    await using server = await aServer({
      gpus: 2,
      config: { RECOVERY_mode: "auto" },
      async prepare(dir) {
        await Deno.mkdir(`${dir}/logs`);
        for (const name of await namesIn(`${STATES}/${commit}`)) {
          const file = `${STATES}/${commit}/${name}`;
          await Deno.copyFile(file, `${dir}/logs/${name}`);
        }
      },
    });

    const { ended } = await untilBoard(
      server,
      ({ counts, health }) =>
        health.journal === null && counts.queued + counts.active === 0,
    );

    const ends = ended.map(({ id, end }) => `${id} ${end?.exitCode}`);
    assertEquals(ends.sort(), ENDS);
    // The ninth was at work then: whether it ran to its end, nobody knows.
    const offered = await ask(server, "/api/v1/recovery/entries");
    assertEquals(idsIn(offered.text), ["run"]);
  });
}

function idsIn(entries: string): string[] {
  return JSON.parse(entries).entries.map(({ id }: { id: string }) => id);
}
