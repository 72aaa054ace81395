import { assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { diceFrom } from "./dice.ts";
import { Invalid } from "./issues.ts";
import { restartId, safeTaskId, whyUnsafe } from "./safe_id.ts";
import {
  expandTemplate,
  isRandomTemplate,
  makeTaskId,
  TASK_ID_TOKENS,
  type TemplateSource,
} from "./task_id.ts";

const UUID = "7f6e0c55-8d98-4f56-bd0e-c0fd07a7f8bd";
const source: TemplateSource = {
  dice: diceFrom(() => 0, () => UUID),
  nowMs: Date.UTC(2026, 4, 29, 22, 59, 1),
  timeZoneOffsetMinutes: -60,
};

function made(template: string): string {
  const id = makeTaskId(template, source);
  return id instanceof Invalid ? id.reason : id;
}

Deno.test("makeTaskId() draws every placeholder, in brackets and in braces", () => {
  assertEquals(made("a-[uuid]"), `a-${UUID}`);
  assertEquals(made("{ UUID4 }"), UUID);
  assertEquals(made("uuid.uuid4()"), UUID);
  assertEquals(made("t-[date]-[uuid8]"), "t-20260529-7f6e0c55");
  assertEquals(made("{datetime}.[time]"), "20260529-235901.235901");
  assertEquals(made("[RandInt:1000:9999]"), "1000");
  assertEquals(made("[phrase]"), "agile-acorn");
  assertEquals(made("[random_phrase]"), "agile-acorn");
  for (const token of TASK_ID_TOKENS) {
    assertMatch(made(`[${token}]`), /^[a-z\d-]+$/);
  }
});

Deno.test("makeTaskId() names a task that has no id with a UUID", () => {
  assertEquals(made(""), UUID);
  assertEquals(made(" \t"), UUID);
});

Deno.test("makeTaskId() names the placeholder that an unknown one means", () => {
  assertEquals(
    made("x-[dat]"),
    "ValueError: Unsupported task id template token: dat; " +
      "did you mean [date]?",
  );
  assertMatch(
    made("{whatever}"),
    /^ValueError: Unsupported task id template token: whatever; choose from \[uuid\]/,
  );
  assertMatch(made("[[uuid]]"), /Unsupported task id template token: \[uuid/);
});

Deno.test("makeTaskId() says why a range cannot be drawn from", () => {
  assertEquals(
    made("[randint:5:1]"),
    "ValueError: Invalid task id template range: randint:5:1; " +
      "5 is greater than 1",
  );
  assertEquals(
    made("[randint:1]"),
    "ValueError: Invalid task id template range: randint:1; " +
      "write [randint:FROM:TO] with whole numbers",
  );
});

Deno.test("isRandomTemplate() knows which templates can name many tasks", () => {
  for (const text of ["[uuid]", "a-{uuid8}", "[Phrase]", "[randint:1:9]"]) {
    assertEquals(isRandomTemplate(text), true, text);
  }
  assertEquals(isRandomTemplate("uuid.uuid4()"), true);
  for (const text of ["a", "[date]", "[constructor]", ""]) {
    assertEquals(isRandomTemplate(text), false, text);
  }
});

Deno.test("expandTemplate() refuses a template longer than any id, at once", () => {
  const expanded = expandTemplate("[".repeat(1_000_000), source);

  assertEquals(expanded instanceof Invalid, true);
});

Deno.test("safeTaskId() turns what no file name holds into words", () => {
  assertEquals(
    safeTaskId(" a b+c&d/e\\f "),
    "a-b-plus-c-and-d-slash-e-backslash-f",
  );
  assertEquals(safeTaskId("../../etc"), "..-slash-..-slash-etc");
  assertEquals(safeTaskId("#1?50%'\""), "#1?50%'\"");
});

Deno.test("safeTaskId() refuses what it cannot mend", () => {
  const reason = (id: string) => (safeTaskId(id) as Invalid).reason;

  assertEquals(reason(".."), 'Cannot name the task: ".." means a folder');
  assertEquals(
    reason("a\0b"),
    "Cannot name the task: the id holds the control character U+0000",
  );
  assertEquals(
    reason("a\u202eb"),
    "Cannot name the task: the id holds the control character U+202E",
  );
  assertEquals(
    reason("a\ud800b"),
    "Cannot name the task: the id holds the control character U+D800",
  );
  assertEquals(
    reason("é".repeat(101)),
    "Cannot name the task: the id is 202 bytes long, 200 are the most",
  );
  assertEquals(reason(""), "Cannot name the task: the id is empty");
  assertEquals(safeTaskId("é".repeat(100)), "é".repeat(100));
});

Deno.test("safeTaskId() yields file names only, and the same again", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."./\\+& \n\0a\ud800") }),
  );

  fc.assert(fc.property(text, (written) => {
    const id = safeTaskId(written);
    if (id instanceof Invalid) return;

    assertMatch(id, /^[^\s/\\\p{Cc}]+$/u);
    assertEquals(id === "." || id === "..", false);
    assertEquals(new TextEncoder().encode(id).length <= 200, true);
    assertEquals(whyUnsafe(id), null);
    assertEquals(safeTaskId(id), id);
  }));
});

Deno.test("restartId() counts on from the last number and passes over taken ones", () => {
  const free = () => false;
  const taken = (...ids: string[]) => (id: string) => ids.includes(id);

  assertEquals(restartId("a", free), "a-restart-1");
  assertEquals(restartId("a-restart-1", free), "a-restart-2");
  assertEquals(
    restartId("a", taken("a-restart-1", "a-restart-2")),
    "a-restart-3",
  );
  assertEquals(restartId("a-restart-x", free), "a-restart-x-restart-1");
});
