import { assertEquals } from "@std/assert";
import { CommandBuilder, lineAt } from "./command_text.ts";
import { type InlineResult, takeInlineArguments } from "./inline_arguments.ts";
import { Issues } from "./issues.ts";

function take(
  ...lines: string[]
): InlineResult & { readonly issues: Issues["list"] } {
  const builder = new CommandBuilder();
  lines.forEach((line, index) => builder.add(line, index + 1));
  const issues = new Issues();
  return {
    ...takeInlineArguments(builder.close()!, issues),
    issues: issues.list,
  };
}

Deno.test("takeInlineArguments() reads arguments at the front and in between", () => {
  const { command, settings, issues } = take(
    `ant_n_gpus=4 ant_tags=a python a.py ant_task_id=first --x 'a   b' ` +
      `ant_wd=/data ant_tags=b,a`,
  );

  assertEquals(command.text, "python a.py --x 'a   b'");
  assertEquals(settings, {
    taskId: "first",
    nGpus: 4,
    tags: ["a", "b"],
    options: {},
    envar: { ant_wd: "/data" },
  });
  assertEquals(issues, []);
});

Deno.test("takeInlineArguments() takes the last of a kind and adds variables up", () => {
  const { settings } = take(
    `ant_n_gpus=1 ant_n_gpus=2 ant_wd=/a ant_envar={"A": 1, "ant_wd": "/b"} ` +
      `ant_envar={'B': None} run`,
  );

  assertEquals(settings.nGpus, 2);
  assertEquals(settings.envar, { ant_wd: "/b", A: 1, B: null });
});

Deno.test("takeInlineArguments() reads quoted values", () => {
  assertEquals(take(`ant_n_gpus="4" x`).settings.nGpus, 4);
  assertEquals(take(`ant_task_id='a b' x`).settings.taskId, "a b");
  assertEquals(take(`ant_task_id="a \\"b\\" c" x`).settings.taskId, `a "b" c`);
  assertEquals(
    take(`ant_wd=~/"my data"/in\\ put x`).settings.envar.ant_wd,
    "~/my data/in put",
  );
  assertEquals(
    take(`ant_envar='{"A": true}' x`).settings.envar,
    { A: true },
  );
});

Deno.test("takeInlineArguments() reads every conda entry", () => {
  const { settings, command } = take(
    "ant_conda_env=e ant_conda_env_path=~/p ant_conda_path=/c/conda x",
  );

  assertEquals(settings.envar, {
    ant_conda_env: "e",
    ant_conda_env_path: "~/p",
    ant_conda_path: "/c/conda",
  });
  assertEquals(command.text, "x");
});

Deno.test("takeInlineArguments() leaves alone what is no word of its own", () => {
  for (
    const text of [
      "foo_ant_n_gpus=3 x",
      "--ant_n_gpus=3",
      `echo "use ant_n_gpus=2 here"`,
      `echo 'ant_task_id=a' \\ ant_n_gpus=2`,
      "x=ant_wd=/a",
      "echo ant_unrelated=1 ant_n_gpus",
      `echo "never closed ant_n_gpus=1`,
    ]
  ) {
    const { command, settings, issues } = take(text);

    assertEquals(command.text, text);
    assertEquals(settings, {
      taskId: null,
      nGpus: null,
      tags: [],
      options: {},
      envar: {},
    });
    assertEquals(issues, []);
  }
});

Deno.test("takeInlineArguments() reads variables with nesting and blanks", () => {
  const { command, settings } = take(
    `ant_envar = {"a": {"b": "}"},`,
    `"c": [1, 'it"s']} python a.py`,
  );

  assertEquals(settings.envar, { a: { b: "}" }, c: [1, 'it"s'] });
  assertEquals(command.text, "python a.py");
  assertEquals(lineAt(command, 0), 2);
});

Deno.test("takeInlineArguments() keeps the lines of what remains", () => {
  const { command } = take("one ant_n_gpus=1", "two ant_wd=/x 2", "three");

  assertEquals(command.text, "one two 2 three");
  const words = ["one", "two", "2", "three"];
  assertEquals(
    words.map((word) => lineAt(command, command.text.indexOf(word))),
    [1, 2, 2, 3],
  );
});

Deno.test("takeInlineArguments() names the line, the words and the reason", () => {
  assertEquals(
    take("python", "ant_n_gpus=four a", `ant_envar={"a": b} c`).issues,
    [
      {
        message: `Cannot read "ant_n_gpus": "four" is not a number of GPUs`,
        line: 2,
        token: "ant_n_gpus=four",
      },
      {
        message: "ValueError: Failed to parse ant_envar: " +
          `"b" is no value: put text in quotes`,
        line: 3,
        token: `ant_envar={"a":`,
      },
    ],
  );
  assertEquals(
    take(`ant_task_id="a b`).issues[0]?.message,
    `Cannot read "ant_task_id": the quote " is never closed`,
  );
  assertEquals(
    take("ant_envar=[1] x").issues[0]?.message,
    "ValueError: Failed to parse ant_envar: " +
      'it must be an object, such as {"SEED": 1}',
  );
  assertEquals(
    take("ant_envar={}x").issues[0]?.message,
    "ValueError: Failed to parse ant_envar: a blank must follow its value",
  );
});

Deno.test("takeInlineArguments() names the argument that a misspelled one means", () => {
  assertEquals(take("x", "ant_n_gpu=2 y").issues, [{
    message: `Cannot read "ant_n_gpu": there is no such argument, did you ` +
      `mean "ant_n_gpus"?`,
    line: 2,
    token: "ant_n_gpu=2",
  }]);
});

Deno.test("takeInlineArguments() refuses an id cut off inside its brackets", () => {
  assertEquals(
    take("ant_task_id=[randint: 1:2] x").issues[0]?.message,
    `Cannot read "ant_task_id": a bracket is not closed, put an id with ` +
      "blanks in quotes",
  );
});
