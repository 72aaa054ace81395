import { assertEquals } from "@std/assert";
import { aQueuedView } from "../../tests/helpers/views.ts";
import {
  isNarrowed,
  queueAddress,
  readQueueQuery,
  seeQueue,
  WHOLE_QUEUE,
} from "./queue_list.ts";

const QUEUED = [
  aQueuedView("one", { tags: ["vit", "lr"] }),
  aQueuedView("two", { tags: ["llama"], command: "python tune.py" }),
  aQueuedView("three", { tags: ["vit"] }),
  aQueuedView("four"),
];

Deno.test("seeQueue() keeps the place that a task has in the whole queue", () => {
  const { rows, matching } = seeQueue(
    QUEUED,
    { ...WHOLE_QUEUE, tags: ["vit", "llama"], from: 2 },
    1,
  );

  assertEquals(rows.map(({ task, place }) => [task.id, place]), [["two", 1]]);
  assertEquals(matching, ["one", "two", "three"]);
});

Deno.test("seeQueue() wants every word, and counts tags of all that wait", () => {
  const query = { ...WHOLE_QUEUE, text: "TUNE  two" };

  const { matching, tags } = seeQueue(QUEUED, query, 9);

  assertEquals(matching, ["two"]);
  assertEquals(
    tags.map(({ tag, count }) => `${tag} ${count}`),
    ["vit 2", "llama 1", "lr 1"],
  );
});

Deno.test("queueAddress() says what readQueueQuery() reads, and nothing that is usual", () => {
  const query = { text: "a b", tags: ["x&y", "z"], from: 501 };

  const address = queueAddress("/queue", query);

  assertEquals(
    readQueueQuery(new URL(address, "http://page").searchParams),
    query,
  );
  assertEquals(queueAddress("/queue", WHOLE_QUEUE), "/queue");
  assertEquals(
    readQueueQuery(new URLSearchParams("from=-3&tag=&tag=a&tag=a")),
    { text: "", tags: ["a"], from: 1 },
  );
});

Deno.test("isNarrowed() is about words and tags alone", () => {
  const queries = [{ text: " " }, { from: 9 }, { text: "a" }, { tags: ["a"] }];

  assertEquals(
    queries.map((query) => isNarrowed({ ...WHOLE_QUEUE, ...query })),
    [false, false, true, true],
  );
});
