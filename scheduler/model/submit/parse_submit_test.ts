import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { SpecError } from "../errors.ts";
import { diceFrom } from "./dice.ts";
import {
  parseSubmit,
  previewSubmit,
  type SubmitContext,
} from "./parse_submit.ts";
import type { SubmitRequest } from "./submit_body.ts";

function aContext(): SubmitContext {
  let drawn = 0;
  return {
    defaultGpus: 1,
    maxGpus: 8,
    dice: diceFrom(() => 0.5, () => `uuid-${++drawn}`),
    nowMs: 0,
    timeZoneOffsetMinutes: 0,
  };
}

function aRequest(change: Partial<SubmitRequest> = {}): SubmitRequest {
  return {
    command: "python a.py",
    queueMode: "single",
    taskId: null,
    nGpus: null,
    envar: {},
    tags: [],
    options: {},
    runnerEnvar: {},
    ...change,
  };
}

function parse(change: Partial<SubmitRequest>) {
  return parseSubmit(aRequest(change), aContext());
}

function issuesOf(change: Partial<SubmitRequest>) {
  return assertThrows(() => parse(change), SpecError).issues;
}

Deno.test("parseSubmit() reads a whole queue of commands", () => {
  const command = [
    "# three runs",
    `ant_n_gpus=4 ant_task_id="first_task" python first.py \\`,
    "  --dataset d",
    `ant_n_gpus=2 ant_envar={"SEED": 7, "A": null} python second.py`,
    "python third.py",
  ].join("\n");

  const drafts = parse({
    command,
    queueMode: "multi",
    nGpus: 5,
    envar: { A: "a" },
    runnerEnvar: { B: "b" },
  });

  const rest = { tags: [], options: {}, runnerEnvar: {} };
  assertEquals(drafts, [
    {
      ...rest,
      id: "first_task",
      nGpus: 4,
      command: "python first.py --dataset d",
      envar: { A: "a" },
      line: 2,
      lastLine: 3,
    },
    {
      ...rest,
      id: "uuid-1",
      nGpus: 2,
      command: "python second.py",
      envar: { A: null, SEED: 7 },
      line: 4,
      lastLine: 4,
    },
    {
      ...rest,
      id: "uuid-2",
      nGpus: 1,
      command: "python third.py",
      envar: { A: "a" },
      line: 5,
      lastLine: 5,
    },
  ]);
});

Deno.test("parseSubmit() takes the id from the command, then variable, then request", () => {
  const taskId = "of request";
  const envar = { "ant_task_id": "of variable" };
  const idOf = (change: Partial<SubmitRequest>) => parse(change)[0]?.id;

  assertEquals(idOf({}), "uuid-1");
  assertEquals(idOf({ taskId }), "of-request");
  assertEquals(idOf({ taskId, envar }), "of-variable");
  assertEquals(
    idOf({ taskId, envar, command: "ant_task_id=of_command x" }),
    "of_command",
  );
  for (const nothing of [null, " ", "none", "NULL"]) {
    assertEquals(
      idOf({ taskId, envar: { ant_task_id: nothing } }),
      "of-request",
    );
  }
});

Deno.test("parseSubmit() takes the GPUs from the command, then variable, then request", () => {
  const nGpus = 3;
  const gpusOf = (change: Partial<SubmitRequest>) => parse(change)[0]?.nGpus;

  assertEquals(gpusOf({}), 1);
  assertEquals(gpusOf({ nGpus }), 3);
  assertEquals(gpusOf({ nGpus, envar: { ant_n_gpus: "4" } }), 4);
  assertEquals(gpusOf({ nGpus, envar: { ant_n_gpus: 0 } }), 0);
  assertEquals(gpusOf({ nGpus, envar: { ant_n_gpus: "None" } }), 3);
  assertEquals(
    gpusOf({ command: "ant_n_gpus=5 x", envar: { ant_n_gpus: 4 } }),
    5,
  );
  assertEquals(gpusOf({ nGpus, queueMode: "multi" }), 1);
});

Deno.test("parseSubmit() takes id and GPUs out of ant_envar too", () => {
  const [draft] = parse({
    command: `ant_envar={"ant_task_id": "t", "ant_n_gpus": 2, "A": 1} x`,
  });

  assertEquals([draft?.id, draft?.nGpus], ["t", 2]);
  assertEquals(draft?.envar, { A: 1 });
});

Deno.test("parseSubmit() names many commands by a random template only", () => {
  const idsOf = (taskId: string, command = "a\nb") =>
    parse({ command, queueMode: "multi", taskId }).map(({ id }) => id);

  assertEquals(idsOf("literal"), ["uuid-1", "uuid-2"]);
  assertEquals(idsOf("day-[date]"), ["uuid-1", "uuid-2"]);
  assertEquals(idsOf("run-[uuid]"), ["run-uuid-1", "run-uuid-2"]);
  assertEquals(idsOf("literal", "a"), ["literal"]);
});

Deno.test("parseSubmit() keeps the second map of variables in single mode only", () => {
  const runnerEnvar = { A: "1" };

  assertEquals(parse({ runnerEnvar })[0]?.runnerEnvar, { A: "1" });
  assertEquals(
    parse({ runnerEnvar, queueMode: "multi" })[0]?.runnerEnvar,
    {},
  );
});

Deno.test("parseSubmit() draws {rand …} once, in command and variables", () => {
  const [draft] = parse({
    command: "x --port {rand int 1000 2000}",
    envar: { SEED: "s{rand int 1 3}", N: 1 },
  });

  assertEquals(draft?.command, "x --port 1500");
  assertEquals(draft?.envar, { SEED: "s2", N: 1 });
});

Deno.test("parseSubmit() says why a number of GPUs can never run", () => {
  assertEquals(issuesOf({ command: "a &&\nant_n_gpus=9 b" }), [{
    message: "Cannot queue the task: it needs 9 GPUs, this server has 8",
    line: 2,
    token: "ant_n_gpus=9",
    code: "impossible",
  }]);
  assertEquals(issuesOf({ nGpus: -1 }), [{
    message: "Cannot queue the task: it cannot need -1 GPUs",
    field: "n_gpus",
  }]);
  assertEquals(issuesOf({ command: "ant_n_gpus=2.5 a" }), [{
    message: "Cannot queue the task: 2.5 is not a whole number of GPUs",
    line: 1,
    token: "ant_n_gpus=2.5",
  }]);
  assertEquals(issuesOf({ envar: { ant_n_gpus: [1] } }), [{
    message: `Cannot read "ant_n_gpus": "[1]" is not a number of GPUs`,
    field: "envar.ant_n_gpus",
  }]);
});

Deno.test("parseSubmit() tells every issue at once and makes no draft", () => {
  const issues = issuesOf({
    queueMode: "multi",
    command: [
      "fine",
      "ant_n_gpus=9 ant_task_id=[dat] a {rand int 2 1}",
      "ant_n_gpus=1",
      `b ant_envar={"A=": 1}`,
    ].join("\n"),
    envar: { "X=": 1, Y: "{rand int 2 1}" },
  });

  const places = issues.map(({ line, token, field }) => [line, token ?? field]);
  assertEquals(places, [
    [undefined, "envar.X="],
    [undefined, "{rand int 2 1}"],
    [2, "ant_n_gpus=9"],
    [2, "ant_task_id=[dat]"],
    [2, "{rand int 2 1}"],
    [3, undefined],
    [4, `ant_envar={"A=": 1}`],
  ]);
});

Deno.test("parseSubmit() refuses one id for two commands of a queue", () => {
  const issues = issuesOf({
    queueMode: "multi",
    command: "ant_task_id=a 1\n\nant_task_id=b 2\nant_task_id=' a' 3",
  });

  assertEquals(issues, [{
    message: "Duplicate entry: 'a' stands twice, the submitted queue has a " +
      "duplicate of line 1",
    line: 4,
    token: "a",
  }]);
});

Deno.test("parseSubmit() says what an empty text lacks", () => {
  const reason = (command: string, queueMode: "single" | "multi" = "multi") =>
    issuesOf({ command, queueMode })[0]?.message;

  assertEquals(reason(" \n"), "Cannot queue tasks: the text is empty");
  assertEquals(
    reason("# a"),
    "Cannot queue tasks: the text holds nothing but comments",
  );
  assertEquals(reason("", "single"), "Cannot queue a task: the text is empty");
});

Deno.test("parseSubmit() refuses a command that no shell can be given", () => {
  assertEquals(
    issuesOf({ command: "a\0b" })[0]?.message,
    "Cannot queue the task: it holds a NUL character",
  );
  assertEquals(
    issuesOf({ command: "é".repeat(70_000) })[0]?.message,
    "Cannot queue the task: its command is longer than 131071 bytes, " +
      "put it in a script",
  );
});

Deno.test("previewSubmit() shows each command beside what is wrong with it", () => {
  const request = aRequest({
    command: "# c\na \\\n b\nant_n_gpus=9 d",
    queueMode: "multi",
  });

  const { commands, issues, commentLines } = previewSubmit(request, aContext());

  assertEquals(commentLines, [1]);
  assertEquals(
    commands.map(({ line, lastLine, text, draft, issues }) => [
      line,
      lastLine,
      text,
      draft?.command ?? null,
      issues.length,
    ]),
    [[2, 3, "a b", "a b", 0], [4, 4, "ant_n_gpus=9 d", null, 1]],
  );
  assertEquals(issues, commands[1]!.issues);
});

Deno.test("parseSubmit() throws nothing but SpecError, whatever the text", () => {
  const syntax = fc.constantFrom(
    ..."ant_envar= ant_task_id= ant_n_gpus= ant_wd= {'a': [ ] } \" ' \\ \n # "
      .split(/(?<= )/),
    "{rand int 1 ",
    "[uuid",
    "{rand float 2 3}",
    "ant_envar = {",
    "__proto__",
  );
  const text = fc.array(fc.oneof(syntax, fc.string({ unit: "binary" })))
    .map((parts) => parts.join(""));
  const queueMode = fc.constantFrom("single" as const, "multi" as const);
  const envar = fc.dictionary(
    fc.oneof(fc.string(), fc.constantFrom("ant_task_id", "ant_n_gpus")),
    fc.oneof(text, fc.jsonValue()),
  );

  fc.assert(
    fc.property(
      text,
      queueMode,
      fc.option(text),
      envar,
      (command, queueMode, taskId, envar) => {
        try {
          const change = { command, queueMode, taskId, envar };
          const drafts = parse(change as Partial<SubmitRequest>);
          assert(drafts.length > 0);
        } catch (error) {
          if (!(error instanceof SpecError)) throw error;
          assert(error.issues.length > 0);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

Deno.test("parseSubmit() reads a megabyte of hostile text without hanging", () => {
  const many = (text: string) => text.repeat(1_000_000 / text.length);

  for (
    const command of [
      many("["),
      many("ant_envar={"),
      many('ant_wd="'),
      many("ant_n_gpus=1 "),
      many("a ant_n_gpus=1\n"),
      many("\\ "),
      many("{rand int 1 "),
      `ant_task_id="${many("{")}" x`,
    ]
  ) {
    for (const queueMode of ["single", "multi"] as const) {
      previewSubmit(aRequest({ command, queueMode }), aContext());
    }
  }
});

Deno.test("previewSubmit() tells where an id and a command were drawn", () => {
  const command =
    "ant_task_id=a/[uuid8]/{randint:5:5} x {rand int 1 1} {rand int 20 20}\ntrue";
  const request = aRequest({ command, queueMode: "multi" });
  const context = {
    ...aContext(),
    dice: diceFrom(() => 0, () => "0123456789ab"),
  };

  const { commands } = previewSubmit(request, context);

  const marked = commands.map(({ draft, drawn }) => [
    drawn.id.map(({ start, end }) => draft!.id.slice(start, end)),
    drawn.command.map(({ start, end }) => draft!.command.slice(start, end)),
  ]);
  assertEquals(marked, [
    [["01234567", "5"], ["1", "20"]],
    [["0123456789ab"], []],
  ]);
});

Deno.test("parseSubmit() makes a task of each combination of a sweep, under one tag", () => {
  const command = "ant_at_most=4 python t.py {sweep lr 0.1 0.01} {range s 0 1}";
  const drafts = parse({ command, taskId: "run", tags: ["mine"] });

  assertEquals(drafts.map(({ id }) => id), [
    "run-lr-0.1-s-0",
    "run-lr-0.1-s-1",
    "run-lr-0.01-s-0",
    "run-lr-0.01-s-1",
  ]);
  assertEquals(drafts[3]!.command, "python t.py 0.01 1");
  const tag = drafts[0]!.tags[1]!;
  for (const { tags, options } of drafts) {
    assertEquals(tags, ["mine", tag]);
    assertEquals(options, { atMost: { count: 4, tag } });
  }
});

Deno.test("parseSubmit() names the tasks of a sweep as their names say", () => {
  const ids = (command: string, taskId: string | null = null) =>
    parse({ command, taskId }).map(({ id }) => id);

  assertEquals(ids("t {sweep lr 1 2}", "x-{lr}"), ["x-1", "x-2"]);
  assertEquals(ids("ant_task_id=y-{lr} t {sweep lr 1 2}"), ["y-1", "y-2"]);
  assertEquals(ids("ant_task_id=z t {sweep lr 1 2}"), ["z-lr-1", "z-lr-2"]);
  assertEquals(ids("t {sweep lr 1}", "single"), ["single"]);
  assertEquals(ids("t {sweep lr 1 2}", "v1"), ["v1-lr-1", "v1-lr-2"]);
  assertEquals(ids("ant_task_id=w-{sweep lr 1 2} t"), ["w-1", "w-2"]);
});
