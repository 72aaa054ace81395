import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { LinePlace, LineWindow } from "../../ports.ts";
import { LogFiles } from "../log_files.ts";

const TAIL: LinePlace = { kind: "tail" };

async function aLog(content: string | Uint8Array) {
  const root = await Deno.makeTempDir({ prefix: "ant-lines-" });
  const path = `${root}/task.log`;
  const write = (content: string | Uint8Array, append = false) =>
    typeof content === "string"
      ? Deno.writeTextFile(path, content, { append })
      : Deno.writeFile(path, content, { append });
  await write(content);
  const { lines } = new LogFiles(root);
  return {
    path,
    write,
    add: (content: string) => write(content, true),
    window: (place: LinePlace, count = 400) => lines.window(path, place, count),
    count: () => lines.count(path),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

const aLine = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }).map((text) =>
    text.replaceAll(/[\n\r]/g, "")
  ),
  fc.constantFrom("", "10%\r20%", "é€𝄞", "x".repeat(70_000)),
);

/** Nothing that a test has just written is as old. */
const AGES_MS = 600_000;

/** What a window must hold, by splitting the whole text. */
function expected(
  parts: readonly string[],
  place: LinePlace,
  count: number,
): Omit<LineWindow, "size" | "quietMs"> {
  const starts = [0];
  for (const part of parts) {
    starts.push(starts.at(-1)! + new TextEncoder().encode(part).length);
  }
  const size = starts.at(-1)!;
  const within = (at: number) =>
    parts.findLastIndex((_, place) => starts[place]! <= at);
  let from = 0;
  let end = parts.length;
  if (place.kind === "line") from = Math.min(place.line - 1, parts.length);
  else if (place.kind === "from") {
    from = starts.findIndex((start) => start >= Math.min(place.byte, size));
  } else if (place.kind === "before" && place.byte < size) {
    end = within(place.byte);
  }
  if (place.kind === "line" || place.kind === "from") {
    end = Math.min(parts.length, from + count);
  } else from = Math.max(0, end - count);
  return {
    fromByte: starts[from]!,
    endByte: starts[end]!,
    fromLine: from === end ? null : from + 1,
    lines: parts.slice(from, end).map((part) => part.replace(/\r?\n$/, "")),
    isOpen: from < end && !parts[end - 1]!.endsWith("\n"),
  };
}

Deno.test("window() agrees with splitting the whole text, from every place", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(aLine, fc.constantFrom("\n", "\r\n")), {
        maxLength: 8,
      }),
      fc.boolean(),
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      async (drawn, isEnded, number, count) => {
        const parts = drawn.map(([line, end], place) =>
          isEnded || place < drawn.length - 1 ? line + end : line
        ).filter((part) => part !== "");
        await using log = await aLog(parts.join(""));
        const size = new TextEncoder().encode(parts.join("")).length;
        const byte = number % (size + 2);
        const line = 1 + number % (parts.length + 2);

        for (
          const place of [
            TAIL,
            { kind: "line", line },
            { kind: "before", byte },
            { kind: "from", byte },
          ] as const
        ) {
          const { lines, quietMs, ...where } = await log.window(place, count);
          assert(quietMs !== null && quietMs < AGES_MS);
          const { lines: all, ...there } = expected(parts, place, count);
          assertEquals(where, { ...there, size });
          const isShort = (text: string) => text.length < 65_536;
          assertEquals(lines.filter((_, at) => isShort(all[at]!)), [
            ...all.filter(isShort),
          ]);
        }
        assertEquals(await log.count(), { lines: parts.length, size });
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("window() keeps both ends of a line that is too long, and cuts no character", async () => {
  const long = "é".repeat(500_000);
  await using log = await aLog(`a\nx${long}\nb\n`);

  const { lines, fromLine } = await log.window(TAIL);

  assertEquals([lines.length, lines[0], lines[2], fromLine], [3, "a", "b", 1]);
  assertEquals(
    lines[1]!.replaceAll("é", ""),
    "x [... 934,466 bytes of this line are not shown ...] ",
  );
  assert(lines[1]!.length < 40_000);
});

Deno.test("window() tells 1 MiB of text at most, nearest to its place", async () => {
  const line = "x".repeat(1023);
  await using log = await aLog(`${line}\n`.repeat(3000));

  const tail = await log.window(TAIL, 9999);
  const head = await log.window({ kind: "from", byte: 0 }, 9999);
  const long = await aLog(`${"y".repeat(100_000)}\n`.repeat(40));
  const cut = await long.window(TAIL, 9999);
  await long[Symbol.asyncDispose]();

  assertEquals([tail.lines.length, tail.fromLine], [1024, 1977]);
  assertEquals([head.lines.length, head.endByte], [1024, 1024 * 1024]);
  assertEquals(cut.lines.length, 16);
});

Deno.test("window() marks bytes that are no UTF-8, each line for itself", async () => {
  await using log = await aLog(
    new Uint8Array([0x61, 0xe2, 0x82, 10, 0xff, 13, 10, 0xc3]),
  );

  const { lines } = await log.window(TAIL);

  assertEquals(lines, ["a\ufffd", "\ufffd", "\ufffd"]);
});

Deno.test("count() counts on when the log has grown, and anew when it is another", async () => {
  await using log = await aLog("1\n2\n3");
  const lines = async () => (await log.count()).lines;
  assertEquals(await lines(), 3);

  await log.add("3\n4\n5\n");
  assertEquals(await lines(), 5);
  await log.write("1\n");
  assertEquals(await lines(), 1);
  await log.write("a longer one\nof the same file\nand more");
  assertEquals(await lines(), 3);
  await Deno.remove(log.path);
  await log.write("a longer one\nof the same file\nand more\n");
  assertEquals(await lines(), 3);
});

Deno.test("window() tells the last lines before they are numbered, and numbers them once counted", async () => {
  await using log = await aLog("");
  const line = `${"x".repeat(99)}\n`;
  for (let at = 0; at < 6; at++) await log.add(line.repeat(10_486));

  const before = await log.window(TAIL, 2);
  const total = await log.count();
  const after = await log.window(TAIL, 2);
  const middle = await log.window({ kind: "line", line: 31_459 }, 1);

  assertEquals([before.fromLine, before.lines.length], [null, 2]);
  assertEquals([total.lines, after.fromLine], [62_916, 62_915]);
  assertEquals([middle.fromByte, middle.fromLine], [3_145_800, 31_459]);
});

Deno.test("count() asked twice at once counts no line twice", async () => {
  await using log = await aLog("line\n".repeat(300_000));

  const totals = await Promise.all([log.count(), log.count(), log.count()]);

  assertEquals(totals.map(({ lines }) => lines), [300_000, 300_000, 300_000]);
});
