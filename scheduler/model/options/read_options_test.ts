import { assertEquals } from "@std/assert";
import type { TaskOptions } from "../task_options.ts";
import type { Json } from "../units.ts";
import { readOptions } from "./read_options.ts";
import { OPTIONS, writeOptions } from "./table.ts";

const HOUR_MS = 3_600_000;
/** Thursday, 15 January 2026, 10:30 in a zone one hour ahead of UTC. */
const clock = {
  nowMs: Date.UTC(2026, 0, 15, 9, 30),
  timeZoneOffsetMinutes: -60,
};

function read(asked: Record<string, Json>, nGpus = 2) {
  const problems: string[] = [];
  const options = readOptions(
    ({ field }) =>
      Object.hasOwn(asked, field)
        ? { value: asked[field]!, fail: (why) => problems.push(why) }
        : null,
    nGpus,
    clock,
  );
  return { options, problems };
}

/** Reads what must be fine. */
function good(asked: Record<string, Json>, nGpus?: number): TaskOptions {
  const { options, problems } = read(asked, nGpus);
  assertEquals(problems, []);
  return options;
}

function problemOf(asked: Record<string, Json>, nGpus?: number): string {
  return read(asked, nGpus).problems.join("\n");
}

Deno.test("readOptions() reads every option as text", () => {
  assertEquals(
    good({
      priority: "High",
      gpuIds: "2,0",
      gpuType: "H100, a100",
      gpuMem: "20GiB",
      gpuShare: "12GiB",
      cpus: "1.5",
      memory: "32G",
      hold: "yes",
      begin: "+3h",
      after: "a, b",
      afterAny: "c",
      atMost: "4@lr",
      timeout: "24h",
      timeoutSignal: "USR1@5m",
      retries: "3",
      retryOn: "oom,nccl",
    }),
    {
      priority: 10,
      gpuIds: [0, 2],
      gpuTypes: ["h100", "a100"],
      gpuMemMiB: 20_480,
      gpuShareMiB: 12_288,
      cpus: 1.5,
      memoryMiB: 32_768,
      hold: true,
      beginAtMs: clock.nowMs + 3 * HOUR_MS,
      after: ["a", "b"],
      afterAny: ["c"],
      atMost: { count: 4, tag: "lr" },
      timeoutMs: 24 * HOUR_MS,
      timeoutSignal: { signal: "SIGUSR1", beforeMs: 300_000 },
      retries: 3,
      retryOn: ["oom", "nccl"],
    },
  );
});

Deno.test("readOptions() reads numbers, switches and lists of a JSON body", () => {
  const asked = { priority: -7, gpuIds: [1, 3], hold: false, retries: 2 };

  assertEquals(good(asked), { priority: -7, gpuIds: [1, 3], retries: 2 });
});

Deno.test("readOptions() leaves out what asks for the usual", () => {
  const asked = { priority: "normal", hold: "off", retries: 0, after: " , " };

  assertEquals(good(asked), {});
  assertEquals(good({ retries: 1, retryOn: "any" }), { retries: 1 });
});

Deno.test("readOptions() reads durations with units and as a clock shows them", () => {
  const hours = (timeout: string) => good({ timeout }).timeoutMs! / HOUR_MS;

  assertEquals(hours("90m"), 1.5);
  assertEquals(hours("1d12h"), 36);
  assertEquals(hours("1.5h"), 1.5);
  assertEquals(hours("2-01:30:00"), 49.5);
  assertEquals(
    problemOf({ timeout: "90" }),
    'Cannot read "ant_timeout": "90" has no unit, write it as "90m", "24h", ' +
      '"1d12h" or "1:30:00"',
  );
  assertEquals(problemOf({ timeout: "soon" }).includes("no duration"), true);
  assertEquals(problemOf({ timeout: "0s" }).includes("not between"), true);
});

Deno.test("readOptions() reads memory by its unit, rounded up to MiB", () => {
  const mib = (gpuMem: string) => good({ gpuMem }).gpuMemMiB;

  assertEquals(mib("20G"), 20_480);
  assertEquals(mib("0.5 TiB"), 524_288);
  assertEquals(mib("1gb"), 954);
  assertEquals(problemOf({ gpuMem: "20" }).includes('"20GiB"'), true);
  assertEquals(problemOf({ gpuMem: "0G" }).includes("1 MiB"), true);
});

Deno.test("readOptions() reads begins in the server's time zone", () => {
  const begin = (text: string) =>
    new Date(good({ begin: text }).beginAtMs!).toISOString();

  assertEquals(begin("2026-01-31T20:00"), "2026-01-31T19:00:00.000Z");
  assertEquals(begin("2026-01-31T20:00Z"), "2026-01-31T20:00:00.000Z");
  assertEquals(begin("2026-01-31 20:00:30"), "2026-01-31T19:00:30.000Z");
  assertEquals(begin("2026-02-01"), "2026-01-31T23:00:00.000Z");
  assertEquals(begin("20:00"), "2026-01-15T19:00:00.000Z");
  assertEquals(begin("10:30"), "2026-01-16T09:30:00.000Z");
  assertEquals(begin("00:15"), "2026-01-15T23:15:00.000Z");
  for (const wrong of ["tomorrow", "25:00", "2026-13-01", "+", "+soon"]) {
    assertEquals(problemOf({ begin: wrong }) !== "", true, wrong);
  }
});

Deno.test("readOptions() reads ranges of GPUs", () => {
  assertEquals(good({ gpuIds: "4-6,0" }, 4).gpuIds, [0, 4, 5, 6]);
  assertEquals(problemOf({ gpuIds: "3-1" }).includes("no GPU"), true);
  assertEquals(problemOf({ gpuIds: "a" }).includes("no GPU"), true);
});

Deno.test("readOptions() tells what is wrong with two options together", () => {
  const wrongs: [Record<string, Json>, number][] = [
    [{ gpuIds: "0" }, 2],
    [{ gpuType: "h100" }, 0],
    [{ gpuMem: "1G" }, 0],
    [{ gpuShare: "1G" }, 0],
    [{ timeoutSignal: "USR1@5m" }, 1],
    [{ timeout: "5m", timeoutSignal: "USR1@5m" }, 1],
    [{ retryOn: "oom" }, 1],
  ];
  for (const [asked, nGpus] of wrongs) {
    const problem = problemOf(asked, nGpus);
    assertEquals(problem.startsWith("Cannot use"), true, problem);
  }
});

Deno.test("readOptions() names the choices where a word is unknown", () => {
  assertEquals(problemOf({ priority: "hi" }).includes("urgent"), true);
  assertEquals(problemOf({ priority: 101 }).includes("100"), true);
  assertEquals(problemOf({ hold: "maybe" }).includes("true nor false"), true);
  assertEquals(problemOf({ atMost: "0@lr" }).includes('"4@lr"'), true);
  assertEquals(problemOf({ atMost: "4@a b" }).includes('"4@lr"'), true);
  assertEquals(problemOf({ cpus: "0" }).includes('"0.5"'), true);
  assertEquals(problemOf({ cpus: "two" }).includes("cores"), true);
  assertEquals(problemOf({ retries: "1.5" }).includes("0 to 100"), true);
  assertEquals(
    problemOf({ retries: 1, retryOn: "bad" }).includes("nccl"),
    true,
  );
  assertEquals(
    problemOf({ timeout: "1h", timeoutSignal: "KILL@5m" }).includes("USR2"),
    true,
  );
});

Deno.test("writeOptions() writes what readOptions() reads back", () => {
  const asked = {
    priority: "-3",
    gpuIds: "0,2",
    gpuType: "h100",
    gpuMem: "1500MiB",
    gpuShare: "12GiB",
    cpus: "0.25",
    memory: "32GiB",
    hold: "true",
    begin: "2026-01-31T20:00:00.000Z",
    after: "a,b",
    afterAny: "c",
    atMost: "2@lr",
    timeout: "1d2h",
    timeoutSignal: "USR2@30s",
    preemptible: "true",
    retries: "3",
    retryOn: "oom,killed",
    notify: "failed,lab",
  };

  assertEquals(Object.keys(asked), OPTIONS.map(({ field }) => field));
  assertEquals(writeOptions(good(asked)), asked);
});
