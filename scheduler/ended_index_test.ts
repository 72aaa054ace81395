import { assertEquals } from "@std/assert";
import { aRunner, aState, aTask, T0 } from "../tests/helpers/builders.ts";
import { EndedIndex } from "./ended_index.ts";
import { placeTask } from "./model/state.ts";
import { readListQuery } from "./view/ended_query.ts";

const NOW = T0 + 100_000;
const query = (search = "") => readListQuery(new URLSearchParams(search));

/** Four ended tasks, a second apart, and others. */
function anIndex() {
  const failure = { kind: "exit", code: 137 } as const;
  const state = aState(
    aTask("vit-1", { name: "succeeded" }, {
      tags: ["vit"],
      command: "python Train.py",
    }, { lastGpus: [0, 1], endedAtMs: T0 + 1000 }),
    aTask("vit-2", { name: "failed", failure }, {
      tags: ["vit", "lr"],
      envar: { API_KEY: "s3cret", RUN: "imagenet" },
    }, { lastGpus: [1], endedAtMs: T0 + 2000 }),
    aTask("prep", { name: "succeeded" }, {}, {
      lastGpus: [],
      endedAtMs: T0 + 3000,
    }),
    aTask("lost", { name: "lost" }, { tags: ["lr"] }, {
      lastGpus: [7],
      endedAtMs: T0 + 4000,
    }),
    aRunner("now", 0),
    aTask("later"),
  );
  const index = new EndedIndex(state);
  const ids = (search: string, asOfMs = NOW) =>
    index.find(query(search), asOfMs).tasks.map(({ id }) => id);
  return { state, index, ids };
}

Deno.test("EndedIndex finds by state, tag, GPU, time and words, together", () => {
  const { ids } = anIndex();

  assertEquals(ids(""), ["lost", "prep", "vit-2", "vit-1"]);
  assertEquals(ids("state=failed&state=lost"), ["lost", "vit-2"]);
  assertEquals(ids("tag=lr"), ["lost", "vit-2"]);
  assertEquals(ids("tag=-&tag=vit"), ["prep", "vit-2", "vit-1"]);
  assertEquals(ids("gpu=1"), ["vit-2", "vit-1"]);
  assertEquals(ids("gpu=none&gpu=7"), ["lost", "prep"]);
  assertEquals(ids(`since=${T0 + 2000}&until=${T0 + 4000}`), ["prep", "vit-2"]);
  assertEquals(ids("tag=vit&gpu=1&state=succeeded&q=TRAIN"), ["vit-1"]);
});

Deno.test("EndedIndex searches values, never names of fields and nothing secret", () => {
  const { ids } = anIndex();

  assertEquals(ids("q=imagenet+exit+137"), ["vit-2"]);
  assertEquals(ids("q=command"), []);
  assertEquals(ids("q=s3cret"), []);
  assertEquals(ids("q=train+absent"), []);
});

Deno.test("EndedIndex counts each choice among what the other parts let through", () => {
  const { index } = anIndex();

  const { byState, tags, gpus } = index.find(query("tag=lr&state=lost"), NOW);

  assertEquals(byState, { failed: 1, succeeded: 0, terminated: 0, lost: 1 });
  assertEquals(tags, [{ tag: "lr", count: 1 }]);
  assertEquals(gpus, [{ gpu: 7, count: 1 }]);
  const all = index.find(query(), NOW);
  assertEquals(all.tags, [
    { tag: "lr", count: 2 },
    { tag: "vit", count: 2 },
    { tag: null, count: 1 },
  ]);
  assertEquals(all.gpus.map(({ gpu, count }) => [gpu, count]), [
    [0, 1],
    [1, 2],
    [7, 1],
    [null, 1],
  ]);
});

Deno.test("EndedIndex leaves out what ended after the instant asked for", () => {
  const { ids } = anIndex();

  assertEquals(ids("", T0 + 2000), ["vit-2", "vit-1"]);
});

Deno.test("EndedIndex keeps what it found until an ended task changes", () => {
  const { state, index } = anIndex();
  const found = index.find(query("q=vit"), NOW);

  index.changed(["now", "later"]);
  assertEquals(index.find(query("q=vit&page=3"), NOW + 5) === found, true);
  placeTask(state, aTask("vit-3", { name: "succeeded" }));
  index.changed(["vit-3"]);

  const again = index.find(query("q=vit"), NOW);
  assertEquals(again.tasks.length, 3);
});
