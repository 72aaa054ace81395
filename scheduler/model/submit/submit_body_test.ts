import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { SpecError } from "../errors.ts";
import { readSubmitBody } from "./submit_body.ts";

function messagesOf(body: unknown): readonly string[] {
  const { issues } = assertThrows(() => readSubmitBody(body), SpecError);
  return issues.map(({ message }) => message);
}

Deno.test("readSubmitBody() fills in what a body leaves out", () => {
  assertEquals(readSubmitBody({ command: "x", extra: 1 }), {
    command: "x",
    queueMode: "single",
    taskId: null,
    nGpus: null,
    envar: {},
    tags: [],
    options: {},
    runnerEnvar: {},
  });
});

Deno.test("readSubmitBody() takes what ANT's clients send", () => {
  const body = {
    command: "x",
    "queue_mode": "MULTI",
    "task_id": "a",
    "n_gpus": "2",
    envar: "",
    tags: "lr",
    "runner_envar": { A: { b: [1] } },
  };

  assertEquals(readSubmitBody(body), {
    command: "x",
    queueMode: "multi",
    taskId: "a",
    nGpus: null,
    envar: {},
    tags: ["lr"],
    options: {},
    runnerEnvar: { A: { b: [1] } },
  });
  assertEquals(readSubmitBody({ ...body, queue_mode: "single" }).nGpus, 2);
});

Deno.test("readSubmitBody() tells everything that is wrong at once", () => {
  assertEquals(
    messagesOf({
      queue_mode: "both",
      task_id: [],
      n_gpus: true,
      envar: "A=1",
      runner_envar: [],
    }),
    [
      'Unrecognized queue mode "both": choose "single" or "multi"',
      "The `command` key must be present in the request",
      'Cannot read "task_id": it must be text',
      'Cannot read "n_gpus": "true" is not a number of GPUs',
      'Cannot read "envar": it must be an object of names and values',
      'Cannot read "runner_envar": it must be an object of names and values',
    ],
  );
  assertEquals(messagesOf({ command: 1 }), [
    'Cannot read "command": it must be text',
  ]);
  assertEquals(messagesOf([]), [
    "Cannot read the request: it must be a JSON object",
  ]);
});

Deno.test("readSubmitBody() refuses variables that nest too deep for the stack", () => {
  const deep = JSON.parse("[".repeat(50_000) + "]".repeat(50_000));

  assertEquals(
    messagesOf({ command: "x", envar: { deep }, queue_mode: deep }),
    [
      'Unrecognized queue mode "object": choose "single" or "multi"',
      'Cannot read "envar": it nests more than 100 levels deep',
    ],
  );
});

Deno.test("readSubmitBody() throws nothing but SpecError, whatever the body", () => {
  const field = fc.jsonValue();
  const body = fc.oneof(
    field,
    fc.record({
      command: field,
      queue_mode: field,
      task_id: field,
      n_gpus: field,
      envar: field,
      runner_envar: field,
    }, { requiredKeys: [] }),
  );

  fc.assert(fc.property(body, (value) => {
    try {
      readSubmitBody(value);
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
    }
  }));
});
