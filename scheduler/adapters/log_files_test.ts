import { assert, assertEquals, assertRejects } from "@std/assert";
import { LogMissing, LogOutside } from "../model/errors.ts";
import { lastLines } from "./log_excerpts.ts";
import { LogFiles, MAX_EXCERPT_BYTES } from "./log_files.ts";
import { CHUNK_BYTES, LogReader } from "./log_reader.ts";

const RULE = "=".repeat(28);

/** A folder of logs with one in it. */
async function aLog(content: string | Uint8Array) {
  const root = await Deno.makeTempDir({ prefix: "ant-logs-" });
  const path = `${root}/task.log`;
  if (typeof content === "string") await Deno.writeTextFile(path, content);
  else await Deno.writeFile(path, content);
  return {
    root,
    path,
    logs: new LogFiles(root),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

function numbered(count: number): string {
  return Array.from({ length: count }, (_, at) => `line ${at + 1}\n`).join("");
}

for (
  const [content, count, expected] of [
    ["", 5, ""],
    ["abc", 5, "abc\n"],
    ["a\nb\nc\n", 2, "b\nc\n"],
    ["a\nb\nc", 2, "b\nc\n"],
    ["a\r\nb\r\n", 1, "b\n"],
    ["1%\r2%\r3%", 2, "2%\n3%\n"],
    ["a\n\n\n", 2, "\n\n"],
    ["\ufeffa\n", 1, "\ufeffa\n"],
  ] as const
) {
  Deno.test(`tail() gives the last ${count} lines of ${JSON.stringify(content)}`, async () => {
    await using log = await aLog(content);

    assertEquals(await log.logs.tail(log.path, count), expected);
  });
}

Deno.test("tail() agrees with splitting the whole text, wherever chunks meet", async () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    for (const width of [1, 7, 65_534, 65_535, 65_536, 70_000]) {
      const lines = Array.from({ length: 5 }, (_, at) => `${at}`.repeat(width));
      await using log = await aLog(lines.join(end) + end);

      for (const count of [1, 2, 4, 9]) {
        const tail = await log.logs.tail(log.path, count);
        const expected = lines.slice(-count).join("\n") + "\n";
        assert(tail === expected, `${JSON.stringify(end)} ${width} ${count}`);
      }
    }
  }
});

Deno.test("tail() keeps any bytes readable and cuts no character in two", async () => {
  await using log = await aLog(new Uint8Array([0xff, 0, 10, 0xc3, 0xa9, 10]));

  assertEquals(await log.logs.tail(log.path, 9), "\ufffd\0\né\n");
  assertEquals(await log.logs.tail(log.path, 9, 2), "\n");
});

Deno.test("tail() reads of 1 GiB what its last 200 lines need, and no more", async () => {
  await using log = await aLog("");
  await Deno.truncate(log.path, 1024 ** 3);
  await Deno.writeTextFile(log.path, `\n${numbered(500)}`, { append: true });
  using file = await Deno.open(log.path);
  const info = await file.stat();
  let readBytes = 0;
  const counted = new Proxy(file, {
    get: (_, name) =>
      name !== "read" ? file.seek.bind(file) : async (bytes: Uint8Array) => {
        const got = await file.read(bytes);
        readBytes += got ?? 0;
        return got;
      },
  });

  const tail = await log.logs.tail(log.path, 200);
  const reader = new LogReader(log.path, counted, info);
  const lines = await lastLines(reader, 200, MAX_EXCERPT_BYTES);

  assertEquals(tail.split("\n").length, 201);
  assertEquals([lines.length, lines.at(-1)], [200, "line 500"]);
  assertEquals(readBytes, CHUNK_BYTES);
});

for (
  const [lines, most, head, tail, hidden] of [
    [10, 4, 2, 2, 6],
    [10, 5, 2, 2, 6],
    [10, 9, 4, 4, 2],
    [3, 1, 0, 0, 3],
    [30_000, 500, 250, 250, 29_500],
  ] as const
) {
  Deno.test(`truncated() hides exactly ${hidden} of ${lines} lines when ${most} are wanted`, async () => {
    await using log = await aLog(numbered(lines));
    const all = numbered(lines).split(/(?<=\n)/);

    const text = await log.logs.truncated(log.path, most);

    const marker = `\n\n${RULE}\n${hidden} hidden lines ...\n${RULE}\n\n\n`;
    const shown = [all.slice(0, head), all.slice(lines - tail)];
    assertEquals(text, shown[0]!.join("") + marker + shown[1]!.join(""));
  });
}

Deno.test("truncated() gives a short log whole, its last line ended", async () => {
  await using log = await aLog("a\r\nb\rc");

  assertEquals(await log.logs.truncated(log.path, 3), "a\nb\nc\n");
});

Deno.test("truncated() counts on when the log has grown, and anew when it was cut", async () => {
  await using log = await aLog("1\n2\n3\r");
  const hidden = async () =>
    /(\d+) hidden/.exec(await log.logs.truncated(log.path, 1))?.[1];
  assertEquals(await hidden(), "3");

  await Deno.writeTextFile(log.path, "\n4\n5", { append: true });
  assertEquals(await hidden(), "5");

  await Deno.writeTextFile(log.path, "1\n2\n");
  assertEquals(await hidden(), "2");
});

Deno.test("truncated() hides bytes where lines are too long to show", async () => {
  await using log = await aLog("a".repeat(1000));

  const text = await log.logs.truncated(log.path, 10, 100);

  const sides = "a".repeat(50);
  assertEquals(
    text,
    `${sides}\n\n\n${RULE}\n900 hidden bytes ...\n${RULE}\n\n\n${sides}\n`,
  );
});

Deno.test("range() gives the bytes asked for, over many chunks", async () => {
  const bytes = Uint8Array.from({ length: 200_000 }, (_, at) => at % 251);
  await using log = await aLog(bytes);

  const range = await log.logs.range(log.path, 10, 199_990);
  const beyond = await log.logs.range(log.path, 199_999, 500_000);

  const read = new Uint8Array(await new Response(range).arrayBuffer());
  assertEquals(read, bytes.slice(10, 199_990));
  assertEquals((await new Response(beyond).bytes()).length, 1);
  assertEquals(await log.logs.size(log.path), 200_000);
});

Deno.test("range() closes the file of a reader that goes away", async () => {
  await using log = await aLog(numbered(50_000));

  const range = await log.logs.range(log.path);
  const reader = range.getReader();
  await reader.read();
  await reader.cancel();
});

Deno.test("follow() gives what is there, then what comes, and ends when it is over", async () => {
  await using log = await aLog("one");
  let isOver = false;
  const { signal } = new AbortController();
  const pieces = log.logs.follow(log.path, 1, { signal, isOver: () => isOver });

  const first = (await pieces.next()).value!;
  await Deno.writeTextFile(log.path, "two", { append: true });
  const second = (await pieces.next()).value!;
  isOver = true;
  await Deno.writeTextFile(log.path, "end", { append: true });
  const third = (await pieces.next()).value!;

  const texts = [first, second, third].map(({ atByte, bytes }) => [
    atByte,
    new TextDecoder().decode(bytes),
  ]);
  assertEquals(texts, [[1, "ne"], [3, "two"], [6, "end"]]);
  assertEquals((await pieces.next()).done, true);
});

Deno.test("follow() waits for a log that is not there yet and begins again with a shorter one", async () => {
  await using log = await aLog("");
  await Deno.remove(log.path);
  const abort = new AbortController();
  const { signal } = abort;
  const pieces = log.logs.follow(log.path, 0, { signal, isOver: () => false });
  const next = pieces.next();

  await Deno.writeTextFile(log.path, "long text");
  assertEquals((await next).value!.bytes.length, 9);
  await Deno.writeTextFile(log.path, "new");
  const again = (await pieces.next()).value!;

  assertEquals([again.atByte, again.bytes.length], [0, 3]);
  const last = pieces.next();
  abort.abort();
  assertEquals((await last).done, true);
});

Deno.test("LogFiles refuses what lies outside, by its name or by a link", async () => {
  await using log = await aLog("");
  await using other = await aLog("secret");
  await Deno.symlink(other.path, `${log.root}/link.log`);
  const { logs, root } = log;

  await assertRejects(() => logs.tail(`${root}/link.log`, 1), LogOutside);
  await assertRejects(() => logs.tail(other.path, 1), LogOutside);
  await assertRejects(() => logs.tail(root, 1), LogOutside);
  await assertRejects(() => logs.size(`${root}/none.log`), LogMissing);
  await assertRejects(() => logs.size(`${log.path}/x`), LogMissing);
});

Deno.test("LogFiles survives a reader that leaves at any moment", async () => {
  await using log = await aLog("x".repeat(300_000));
  const leave = async (reads: number) => {
    const stream = await log.logs.range(log.path, 0, 300_000);
    const reader = stream.getReader();
    for (let read = 0; read < reads; read++) await reader.read();
    const pending = reader.read();
    await reader.cancel();
    await pending;
  };

  await Promise.all([0, 1, 2, 3, 4, 5].map(leave));
  const unread = await log.logs.range(log.path, 0, 300_000);
  await unread.cancel();
  await unread.cancel();
});
