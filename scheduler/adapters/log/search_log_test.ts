import { assert, assertEquals } from "@std/assert";
import { descriptorsOf } from "../../../tests/helpers/descriptors.ts";
import { untilSo } from "../../../tests/helpers/within.ts";
import type { LogQuery, SearchNews } from "../../ports.ts";
import { LogFiles } from "../log_files.ts";
import { searchLog } from "./search_log.ts";

const ERRORS: LogQuery = { kind: "errors" };

async function aLog(content: string) {
  const root = await Deno.makeTempDir({ prefix: "ant-search-" });
  const path = `${root}/task.log`;
  await Deno.writeTextFile(path, content);
  return {
    path,
    lines: new LogFiles(root).lines,
    order: (query: LogQuery) => ({
      path,
      query,
      byte: 0,
      line: 1,
      size: content.length,
      gap: null,
    }),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

function untilClosed(path: string): Promise<void> {
  return untilSo(() => descriptorsOf(path).length === 0, {
    what: `"${path}" closed`,
  });
}

Deno.test("search() begins at a byte with the right line, and ends at the size that the log has then", async () => {
  await using log = await aLog("error: 1\nfine\nerror: 2\nerror: 3\n");
  const { signal } = new AbortController();

  const search = await log.lines.search(log.path, ERRORS, {
    fromByte: 3,
    signal,
  });
  await Deno.writeTextFile(log.path, "error: 4\n", { append: true });
  const news = await Array.fromAsync(search);

  assertEquals(news.filter(({ kind }) => kind === "hits"), [{
    kind: "hits",
    hits: [{ line: 3, byte: 14 }, { line: 4, byte: 23 }],
  }]);
  assertEquals(news.at(-1), {
    kind: "end",
    hits: 2,
    isCut: false,
    problem: null,
  });
});

Deno.test("searchLog() closes the file and reads no further once nobody wants it", async () => {
  await using log = await aLog("error: 1\n");
  const size = 2 ** 40; // A hole that nobody reads to its end.
  await Deno.truncate(log.path, size);
  const leave = new AbortController();

  const search = searchLog({ ...log.order(ERRORS), size }, leave.signal);
  const begun = await search.next();
  const first = await search.next();
  const whileReading = descriptorsOf(log.path).length;
  leave.abort();
  const rest = await Array.fromAsync(search);
  await untilClosed(log.path); // The thread ends in its own time.

  assertEquals((begun.value as SearchNews).kind, "progress");
  assertEquals((first.value as SearchNews).kind, "hits");
  assertEquals(whileReading, 1);
  assertEquals(rest, []);
});

Deno.test("searchLog() gives up a pattern that goes back and forth without an end, and its thread ends", async () => {
  await using log = await aLog(`${"a".repeat(60)}!\n`);
  const text = "(a+)+$";
  const query = { kind: "pattern", text, isCaseSensitive: true } as const;
  const { signal } = new AbortController();

  const news = await Array.fromAsync(
    searchLog(log.order(query), signal, 1000),
  );

  assertEquals(news.at(-1), {
    kind: "end",
    hits: 0,
    isCut: true,
    problem:
      "Cannot search on: it came no further for 1 s; simplify the pattern",
  });
  await untilClosed(log.path);
});

Deno.test("searchLog() says so when the log is gone", async () => {
  const log = await aLog("x\n");
  await log[Symbol.asyncDispose]();
  const { signal } = new AbortController();

  const news = await Array.fromAsync(searchLog(log.order(ERRORS), signal));

  const end = news.at(-1);
  assert(end?.kind === "end" && end.problem?.includes("No such file"));
});
