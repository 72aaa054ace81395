import { assert, assertEquals, assertMatch } from "@std/assert";
import { dirname } from "node:path";
import { says } from "../../tests/helpers/appears.ts";
import { cString, openCLibrary } from "./c_library.ts";
import { LogCaps } from "./log_caps.ts";
import { GAP_LINE_BYTES, gapLine, readGap, writeGap } from "./log_gap.ts";
import { LogFiles } from "./log_files.ts";

const MAX_BYTES = 1024 * 1024;
const LINE_BYTES = 16;

/** A log of numbered lines, and what keeps it small. */
async function aLog() {
  const dir = await Deno.makeTempDir({ prefix: "ant-cap-" });
  const path = `${dir}/a.log`;
  const problems: string[] = [];
  const caps = new LogCaps({
    maxBytes: MAX_BYTES,
    onProblem: (problem) => problems.push(problem),
  });
  let written = 0;
  return {
    path,
    problems,
    caps,
    /** How many bytes it grew by. */
    written: () => written * LINE_BYTES,
    logs: new LogFiles(dir),
    /** Adds lines, as a task does, and has the log cut. */
    async grow(lines: number) {
      const numbers = Array.from({ length: lines }, () => lineOf(written++));
      await Deno.writeTextFile(path, numbers.join(""), { append: true });
      caps.watch(path);
      await caps.leave(path);
    },
    async text() {
      return await new Response(await this.logs.range(path, 0, 2 ** 40)).text();
    },
    async [Symbol.asyncDispose]() {
      caps.close();
      await Deno.remove(dir, { recursive: true });
    },
  };
}

function lineOf(number: number): string {
  return `${String(number).padStart(LINE_BYTES - 1, "0")}\n`;
}

Deno.test("leave() keeps head and tail, and says between how much is left out", async () => {
  await using log = await aLog();
  const lines = 600_000;

  await log.grow(lines);
  const once = await log.text();
  await log.grow(lines);
  const twice = await log.text();

  for (const [text, total] of [[once, lines], [twice, 2 * lines]] as const) {
    assert(text.length <= MAX_BYTES);
    const [, leftOut] = /\n\.\.\. (\d+) bytes left out/.exec(text)!;
    const line = gapLine(Number(leftOut));
    const [head, tail] = text.split(line);
    assertEquals(head, wholeLines(0, head!.length));
    const from = total * LINE_BYTES - tail!.length;
    assertEquals(tail, wholeLines(from, tail!.length));
    assertEquals(Number(leftOut), from - head!.length);
  }
  const { blocks, size } = await Deno.stat(log.path);
  assertEquals(size, 2 * lines * LINE_BYTES);
  assert(blocks! * 512 < MAX_BYTES + 4 * 65_536);
  assertEquals(log.problems, []);
});

Deno.test("a log that was cut is known, though the disk has room ready for more of it", async () => {
  await using log = await aLog();
  await log.grow(600_000);
  const { size } = await Deno.stat(log.path);
  const library = openCLibrary()!;
  const { open, fallocate, close } = library.symbols;
  const [O_WRONLY, KEEP_SIZE] = [1, 1];
  const fd = open(cString([log.path]), O_WRONLY);

  const done = await fallocate(fd, KEEP_SIZE, BigInt(size), 2n * BigInt(size));
  close(fd);
  library.close();

  assertEquals(done, 0);
  assert(await log.logs.size(log.path) <= MAX_BYTES);
});

Deno.test("leave() cuts a log that could not be cut for a while", async () => {
  await using log = await aLog();
  const inTheWay = `${dirname(log.path)}/.a.log.gap.tmp`;
  await Deno.mkdir(inTheWay);

  await log.grow(600_000);
  await log.grow(600_000);
  await Deno.remove(inTheWay);
  await log.grow(1);

  assertEquals(log.problems.length, 1);
  assert((await log.text()).length <= MAX_BYTES);
});

Deno.test("a cut that fails in its midst is ended soon, though its task is over", async () => {
  await using log = await aLog();
  const { open } = Deno;
  Deno.open = (path, how) => {
    if (how?.write !== true) return open(path, how);
    Deno.open = open;
    return Promise.reject(new Error("too many open files (os error 24)"));
  };

  await log.grow(600_000).finally(() => Deno.open = open);
  const gap = (await readGap(log.path))!;
  const line = gapLine(gap.to - gap.from + GAP_LINE_BYTES);
  await says(log.path, /\n\.\.\. \d+ bytes left out here/);

  const [head, tail] = (await log.text()).split(line);
  assertEquals(head, wholeLines(0, head!.length));
  assertEquals(tail, wholeLines(gap.to, tail!.length));
  assertMatch(log.problems.join(), /too many open files/);
});

for (const isFirst of [true, false]) {
  Deno.test(`mend() ends ${isFirst ? "a first" : "another"} cut that a crash came into`, async () => {
    await using log = await aLog();
    const lines = 150_000;
    await log.grow(isFirst ? 0 : lines);
    await Deno.writeTextFile(log.path, wholeLines(log.written(), lines * 16), {
      append: true,
    });
    const { size } = await Deno.stat(log.path);
    const gap = { from: 320_100, to: size - 160_000 };
    const before = await readGap(log.path);
    await writeGap(log.path, { ...gap, from: before?.from ?? gap.from });

    await log.caps.mend(log.path);
    await log.caps.mend(log.path);

    const from = before?.from ?? gap.from;
    const line = gapLine(gap.to - from + GAP_LINE_BYTES);
    const text = await log.text();
    const [head, tail] = text.split(line);
    assertEquals(head, wholeLines(0, from - GAP_LINE_BYTES));
    assertEquals(tail, wholeLines(gap.to, 160_000));
    const { blocks } = await Deno.stat(log.path);
    assert(blocks! * 512 < MAX_BYTES + 4 * 65_536);
    assertEquals(log.problems, []);
  });
}

Deno.test("leave() leaves a log alone that is not too long", async () => {
  await using log = await aLog();

  await log.grow(MAX_BYTES / LINE_BYTES);

  assertEquals(await log.text(), wholeLines(0, MAX_BYTES));
});

Deno.test("a log that was cut is read by lines, from any of its ends", async () => {
  await using log = await aLog();
  const { path, logs: { lines } } = log;
  await log.grow(600_000);

  const tail = await lines.window(path, { kind: "tail" }, 2);
  const { lines: count, size } = await lines.count(path);
  const before = await lines.window(
    path,
    { kind: "before", byte: tail.fromByte },
    2,
  );
  const middle = await lines.window(path, { kind: "line", line: 32_769 }, 2);

  assertEquals(tail.lines, [599_998, 599_999].map(lineOf).map(trimmed));
  assertEquals([tail.endByte, size], [600_000 * LINE_BYTES, tail.endByte]);
  assertEquals(before.lines, [599_996, 599_997].map(lineOf).map(trimmed));
  assertEquals(tail.fromLine, count - 1);
  assertMatch(middle.lines[0]!, /^\.\.\. \d+ bytes left out here/);
  assertEquals(
    (await lines.window(path, { kind: "from", byte: middle.endByte }, 1)).lines,
    [trimmed(lineOf(Number(middle.lines[1]) + 1))],
  );
});

Deno.test("a search finds a line where it was written, also behind the gap", async () => {
  await using log = await aLog();
  await log.grow(600_000);
  const { signal } = new AbortController();
  const text = trimmed(lineOf(599_000));

  const news = await Array.fromAsync(
    await log.logs.lines.search(log.path, {
      kind: "text",
      text,
      isCaseSensitive: true,
    }, { fromByte: 0, signal }),
  );

  const hits = news.flatMap((one) => one.kind === "hits" ? one.hits : []);
  assertEquals(hits.map(({ byte }) => byte), [599_000 * LINE_BYTES]);
});

Deno.test("who follows a log while it is cut misses what is left out, and no more", async () => {
  await using log = await aLog();
  await log.grow(1000);
  const { signal } = new AbortController();
  let isOver = false;
  const pieces = log.logs.follow(log.path, 0, { signal, isOver: () => isOver });
  const first = (await pieces.next()).value!;

  await log.grow(600_000);
  await log.grow(10);
  isOver = true;
  const rest = await Array.fromAsync(pieces);

  assertEquals(first.bytes.length, 1000 * LINE_BYTES);
  let next = first.bytes.length;
  for (const { atByte, bytes } of rest) {
    assert(atByte >= next);
    next = atByte + bytes.length;
  }
  assertEquals(next, 601_010 * LINE_BYTES);
  const length = rest.reduce((sum, { bytes }) => sum + bytes.length, 0);
  assertEquals(length + first.bytes.length, (await log.text()).length);
});

function wholeLines(fromByte: number, length: number): string {
  const first = fromByte / LINE_BYTES;
  const count = length / LINE_BYTES;
  return Array.from({ length: count }, (_, at) => lineOf(first + at)).join("");
}

function trimmed(line: string): string {
  return line.trimEnd();
}
