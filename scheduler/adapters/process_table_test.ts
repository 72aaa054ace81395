import { setImmediate as aTurn } from "node:timers/promises";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { isAlive, listPids, parseStat, readStat } from "./process_stat.ts";
import { decodeIdentity, encodeIdentity } from "./process_identity.ts";
import { isLeaderAlive, leaderOf } from "./process_identity.ts";
import { ProcessTable } from "./process_table.ts";

/** A variable that no other run of these tests uses. */
const NAME = `ANT_RUN_test_${Deno.pid}`;

/** A process that waits, in a group of its own, with these variables alone. */
function aSleeper(env: Record<string, string>) {
  const child = new Deno.Command("/bin/sleep", {
    args: ["1000"],
    env,
    clearEnv: true,
    detached: true,
  }).spawn();
  return {
    pid: child.pid,
    async end() {
      child.kill("SIGKILL");
      await child.status;
    },
  };
}

Deno.test("parseStat() is not misled by a name with blanks and parentheses", () => {
  const line = "4242 (a) S 1 9) R 17 4241 4240 34816 4242 4194304 98 0 0 0 " +
    "1 2 0 0 20 0 1 0 337222 2703360 178 18446744073709551615 1 1";
  const rest = (end: number) =>
    ` 9 0 0 0 0 6 0 1 0 0 17 1 0 0 0 0 0 9 9 9 9 9 9 ${end} 0`;

  assertEquals(parseStat(line + rest(9)), {
    pid: 4242,
    state: "R",
    parent: 17,
    group: 4241,
    session: 4240,
    startTicks: "337222",
    isThread: false,
    isInExec: false,
  });
  assertEquals(parseStat(line + rest(0)).isInExec, true);
});

Deno.test("readStat() knows this process, and nothing of one that is not there", () => {
  const self = readStat(Deno.pid)!;

  assertEquals([self.pid, self.parent], [Deno.pid, Deno.ppid]);
  assert(isAlive(self) && listPids().includes(Deno.pid));
  assertEquals(readStat(4_194_305), null);
  const tasks = [...Deno.readDirSync("/proc/self/task")];
  const threads = tasks.map(({ name }) => readStat(Number(name)))
    .filter((one) => one !== null && one.pid !== Deno.pid);
  assert(threads.every((one) => one!.isThread) && threads.length > 0);
  assertEquals(self.isThread, false);
});

Deno.test("isLeaderAlive() wants the same process, not the same pid", async () => {
  const sleeper = aSleeper({});
  const leader = leaderOf(sleeper.pid);

  assertEquals(isLeaderAlive(leader), true);
  assertEquals(isLeaderAlive({ ...leader, startTicks: "1" }), false);
  await sleeper.end();
  assertEquals(isLeaderAlive(leader), false);
});

Deno.test("decodeIdentity() reads what encodeIdentity() wrote, and nothing else", () => {
  const leader = leaderOf(Deno.pid);

  assertEquals(decodeIdentity(encodeIdentity(leader)), leader);
  for (const text of ["", "1", "0:1:b", "-1:1:b", "1:x:b", "p-a"]) {
    assertEquals(decodeIdentity(text), null);
  }
});

Deno.test("marked() finds processes by the whole name and the whole value", async () => {
  const table = new ProcessTable(NAME);
  const sleepers = [
    aSleeper({ [NAME]: "one" }),
    aSleeper({ FIRST: "1", [NAME]: "one", LAST: `${NAME}=two` }),
    aSleeper({ [NAME]: "ones" }),
    aSleeper({ [`X${NAME}`]: "one" }),
  ];

  const found = await Promise.all([table.marked("one"), table.marked("two")]);

  const [first, second] = sleepers.map(({ pid }) => pid);
  assertEquals([...found[0]].sort(), [first, second].sort());
  assertEquals(found[1], []);
  assertEquals(await table.markOf(first!), "one");
  for (const sleeper of sleepers) await sleeper.end();
  assertEquals(await table.marked("one"), []);
});

Deno.test("marked() looks again for whoever asks while a look is under way", async () => {
  const table = new ProcessTable(NAME);
  const early = table.marked("late");
  await Promise.resolve();
  const sleeper = aSleeper({ [NAME]: "late" });

  const late = await Promise.all([table.marked("late"), table.marked("late")]);
  await early;

  assertEquals(late, [[sleeper.pid], [sleeper.pid]]);
  await sleeper.end();
});

Deno.test("marked() spares itself the processes that are older than a given one", async () => {
  const table = new ProcessTable(NAME);
  const [old, young] = [1, 2].map(() => aSleeper({ [NAME]: "v" }));
  // Of an hour to come, so that no machine is too slow to trust its pid.
  const since = { pid: old!.pid, atMs: performance.now() + 3_600_000 };

  const younger = await table.marked("v", since);
  const both = await Promise.all([
    table.marked("v", since),
    table.marked("v"), // Widens the scan that the first one shares.
  ]);

  assertEquals(younger, [young!.pid]);
  assertEquals(both.map(({ length }) => length), [2, 2]);
  await old!.end();
  await young!.end();
});

Deno.test("know() marks a group without its variables, while its leader lives", async () => {
  const sleeper = aSleeper({});
  const leader = readStat(sleeper.pid)!;
  const table = new ProcessTable(NAME);

  table.know("group", { ...leader, startTicks: "1" });
  assertEquals(await table.marked("group"), []);
  table.know("group", leader);
  assertEquals(await table.marked("group"), [sleeper.pid]);
  table.forget("another", sleeper.pid);
  assertEquals(await table.marked("group"), [sleeper.pid]);
  table.forget("group", sleeper.pid);
  assertEquals(await table.marked("group"), []);

  await sleeper.end();
});

Deno.test("everyone() tells a process and those that are younger, or all", async () => {
  const table = new ProcessTable(NAME);
  const [older, old, young] = [1, 2, 3].map(() => aSleeper({}));
  // Of an hour to come, so that no machine is too slow to trust its pid.
  const since = { pid: old!.pid, atMs: performance.now() + 3_600_000 };
  const pids = [older!.pid, old!.pid, young!.pid];
  const ours = (found: readonly { pid: number }[]) =>
    pids.filter((pid) => found.some((one) => one.pid === pid));

  assertEquals(ours(await table.everyone(null)), pids);
  assertEquals(ours(await table.everyone(since)), pids.slice(1));

  await Promise.all([older, old, young].map((one) => one!.end()));
});

Deno.test("everyone() tells no threads, whose ids lie between those of processes", async () => {
  const table = new ProcessTable(NAME);
  const text = "console.log(); await new Promise((f) => setTimeout(f, 1e6));";
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", text],
    stdout: "piped",
  }).spawn();
  const output = child.stdout.getReader();
  await output.read(); // It runs, with its threads.
  const since = { pid: child.pid - 1, atMs: performance.now() + 3_600_000 };

  const found = await table.everyone(since);

  const tasks = await Array.fromAsync(Deno.readDir(`/proc/${child.pid}/task`));
  const threads = tasks.map(({ name }) => Number(name));
  child.kill("SIGKILL");
  await Promise.all([child.status, output.cancel()]);
  assert(threads.length > 1);
  const ours = found.filter(({ pid }) => threads.includes(pid));
  assertEquals(ours.map(({ pid }) => pid), [child.pid]);
});

Deno.test("a look that fails while others have their turn is told, and no more", async () => {
  const table = new ProcessTable(NAME);
  const sleepers = Array.from({ length: 60 }, () => aSleeper({}));
  const real = Deno.readTextFile;
  let reads = 0;
  Deno.readTextFile = (path, options) =>
    reads++ === 0
      ? Promise.reject(new Error("Too many open files (os error 24)"))
      : real(path, options);
  try {
    await assertRejects(() => table.marked("v"), Error, "open files");
    assertEquals(await table.marked("v"), []);
  } finally {
    Deno.readTextFile = real;
    await Promise.all(sleepers.map((one) => one.end()));
  }
});

Deno.test("a look through many processes lets others have their turn", async () => {
  const table = new ProcessTable(NAME);
  const sleepers = Array.from({ length: 120 }, () => aSleeper({}));
  const turnsDuring = async (look: Promise<unknown>) => {
    let isOver = false;
    void look.finally(() => isOver = true);
    let turns = 0;
    for (; !isOver; turns++) await aTurn();
    return turns;
  };

  const turns = await turnsDuring(table.everyone(null));

  await Promise.all(sleepers.map((one) => one.end()));
  assert(turns > 1, `${turns}`);
});
