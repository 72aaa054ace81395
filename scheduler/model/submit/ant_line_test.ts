import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { SpecError } from "../errors.ts";
import { writeOptions } from "../options/table.ts";
import type { Json } from "../units.ts";
import { antLine } from "./ant_line.ts";
import { diceFrom } from "./dice.ts";
import type { Envar } from "./envar.ts";
import {
  parseSubmit,
  type SubmitContext,
  type TaskSpecDraft,
} from "./parse_submit.ts";
import type { SubmitRequest } from "./submit_body.ts";

const context: SubmitContext = {
  defaultGpus: 0,
  maxGpus: 8,
  dice: diceFrom(() => 0, () => "uuid"),
  nowMs: 0,
  timeZoneOffsetMinutes: 0,
};

function parse(change: Partial<SubmitRequest>): TaskSpecDraft | undefined {
  const request: SubmitRequest = {
    command: "",
    queueMode: "single",
    taskId: null,
    nGpus: null,
    envar: {},
    tags: [],
    options: {},
    runnerEnvar: {},
    ...change,
  };
  try {
    return parseSubmit(request, context)[0];
  } catch (error) {
    if (error instanceof SpecError) return undefined;
    throw error;
  }
}

Deno.test("antLine() writes id, GPUs, variables and command on one line", () => {
  assertEquals(
    antLine({
      id: `it's "1"`,
      command: "python a.py",
      nGpus: 2,
      envar: { A: true, B: { c: null } },
      tags: ["lr", "vit-b16"],
      options: { gpuMem: "20GiB", after: "a,b" },
    }),
    `ant_task_id="it's \\"1\\"" ant_n_gpus=2 ant_tags=lr,vit-b16 ` +
      `ant_gpu_mem=20GiB ant_after=a,b ant_envar={"A":true,"B":{"c":null}} python a.py`,
  );
  assertEquals(
    antLine({
      id: "a",
      command: "b",
      nGpus: 0,
      envar: {},
      tags: [],
      options: {},
    }),
    "ant_task_id=a ant_n_gpus=0 b",
  );
});

Deno.test("antLine() says what parseSubmit() reads back, in either mode", () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("'", '"', "\\", " ", "#", "\n", "ant_n_gpus=1 ", "[uuid]"),
  );
  const text = fc.array(piece).map((pieces) => pieces.join(""));
  const envar = fc.dictionary(fc.string(), fc.oneof(text, fc.jsonValue()))
    // Minus zero is lost in JSON.
    .map((record) => JSON.parse(JSON.stringify(record)) as Envar);
  const options = fc.constantFrom<Envar>(
    {},
    { priority: "urgent", hold: true, begin: "+90m" },
    { priority: -7, after: ["x", "@~2"], afterAny: "y" },
    { timeout: "1-02:30:00", timeoutSignal: "usr1@5m" },
    { retries: 3, retryOn: "oom,nccl" },
  );
  const asked = fc.record({
    command: text,
    taskId: text,
    nGpus: fc.nat(8),
    envar,
    tags: fc.uniqueArray(fc.constantFrom("a", "b-1", "größe")),
    options,
    queueMode: fc.constantFrom("single" as const, "multi" as const),
  });
  const mode = fc.constantFrom("single" as const, "multi" as const);
  let compared = 0;

  fc.assert(
    fc.property(asked, mode, (request, queueMode) => {
      const draft = parse(request);
      if (draft === undefined) return;

      const again = parse({
        command: antLine({ ...draft, options: writeOptions(draft.options) }),
        queueMode,
      });

      compared++;
      assertEquals(essence(again), essence(draft));
    }),
    { numRuns: 2000 },
  );

  assertEquals(compared > 200, true);
});

function essence(draft: TaskSpecDraft | undefined): Json {
  if (draft === undefined) return null;
  const { id, command, nGpus, envar, tags, options } = draft;
  return { id, command, nGpus, envar, tags, options: writeOptions(options) };
}
