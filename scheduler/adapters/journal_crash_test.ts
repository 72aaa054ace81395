import { assert, assertEquals } from "@std/assert";
import {
  FakeDisk,
  type Survival,
  SURVIVALS,
} from "../../tests/helpers/fake_disk.ts";
import {
  beginLife,
  type Life,
  submitted,
} from "../../tests/helpers/journal_life.ts";

/** Each append of the first life: all of its tasks are there, or none is. */
const APPENDS = [["a"], ["b1", "b2"], ["c"], ["d"], ["e1", "e2"], ["f"], ["g"]];

/**
 * One server life: an append alone, two that share a write, a snapshot with
 * an append during it, a second snapshot, and appends behind it.
 * Returns what was confirmed before the power went.
 */
async function live(disk: FakeDisk): Promise<Set<string>> {
  const confirmed = new Set<string>();
  let life: Life;
  try {
    life = await beginLife(disk);
  } catch {
    return confirmed;
  }
  const { journal, state } = life;
  const append = (index: number) =>
    life.commit(submitted(...APPENDS[index]!)).then(
      () => APPENDS[index]!.forEach((id) => confirmed.add(id)),
      () => {},
    );
  const snapshot = () => journal.snapshot(state).catch(() => {});
  await append(0);
  await Promise.all([append(1), append(2)]);
  await Promise.all([snapshot(), append(3)]);
  await append(4);
  await snapshot();
  await append(5);
  await append(6);
  await journal.close().catch(() => {});
  return confirmed;
}

async function countOperations(run: (disk: FakeDisk) => Promise<unknown>) {
  const disk = new FakeDisk();
  await run(disk);
  return disk.operations.length;
}

/** What was found is a beginning of what was appended, in whole appends. */
function assertBeginning(found: readonly string[], confirmed: Set<string>) {
  let count = 0;
  while (APPENDS.slice(0, count).flat().length < found.length) count++;
  assertEquals(found, APPENDS.slice(0, count).flat());
  for (const id of confirmed) assert(found.includes(id), `${id} is lost`);
}

function waiting({ state }: Life): string[] {
  return [...state.queue.cpu()];
}

for (const survival of SURVIVALS) {
  const { bytes, names } = survival;

  Deno.test(`a power cut at any operation loses nothing confirmed and halves nothing: unsynced bytes ${bytes}, names ${names}`, async () => {
    const all = await countOperations(live);

    for (let lived = 0; lived <= all; lived++) {
      const disk = new FakeDisk();
      disk.operationsLeft = lived;
      const confirmed = await live(disk);

      const next = await beginLife(disk.afterPowerCut(survival));

      assertBeginning(waiting(next), confirmed);
      await next.journal.close();
    }
    assert(all > 30, `only ${all} operations were tried`);
  });
}

Deno.test("a power cut during a start, after a power cut, loses nothing either", async () => {
  const all = await countOperations(live);
  for (const survival of SURVIVALS) {
    for (let lived = 0; lived <= all; lived += 4) {
      const disk = new FakeDisk();
      disk.operationsLeft = lived;
      const confirmed = await live(disk);
      for (let started = 0; started <= 11; started++) {
        await dieInStart(disk.afterPowerCut(survival), started, confirmed);
      }
    }
  }
});

async function dieInStart(
  disk: FakeDisk,
  operations: number,
  confirmed: Set<string>,
): Promise<void> {
  disk.operationsLeft = operations;
  const before = new Set(confirmed);
  const died = await beginLife(disk).catch(() => null);
  if (died !== null) {
    await died.commit(submitted("new")).then(() => before.add("new"), () => {});
    await died.journal.close().catch(() => {});
  }
  for (const survival of edges()) {
    const left = disk.afterPowerCut(survival);
    const next = await beginLife(left);
    const found = waiting(next);
    assertEquals(before.has("new") ? found.at(-1) : "new", "new");
    assertBeginning(found.filter((id) => id !== "new"), confirmed);
    await next.commit(submitted("newer"));
    await next.journal.close();
    const last = await beginLife(left);
    assertEquals(waiting(last), [...found, "newer"]);
    await last.journal.close();
  }
}

function edges(): Survival[] {
  return [{ bytes: "lost", names: "lost" }, { bytes: "half", names: "kept" }];
}

Deno.test("a power cut after the disk failed once still leaves whole appends", async () => {
  for (const survival of SURVIVALS) {
    for (let failing = 0; failing < 60; failing++) {
      const disk = new FakeDisk();
      let count = 0;
      disk.before = ({ kind }) => {
        if (count++ === failing && kind !== "remove") throw new Error("EIO");
      };
      const confirmed = await live(disk);

      const next = await beginLife(disk.afterPowerCut(survival));

      assertBeginning(waiting(next), confirmed);
      await next.journal.close();
    }
  }
});
