import { assertEquals, assertThrows } from "@std/assert";
import { z } from "zod";
import { SpecError } from "../../../scheduler/mod.ts";
import { read } from "./issues.ts";

function issuesOf(shape: z.ZodType, value: unknown): readonly unknown[] {
  return assertThrows(() => read(shape, value), SpecError).issues
    .map(({ field, message }) => [field, message.replace(/^Cannot /, "")]);
}

Deno.test("read() tells every issue at once, each with its field", () => {
  const shape = z.strictObject({
    name: z.string().max(3),
    list: z.array(z.strictObject({ size: z.int().min(1).max(9) })),
    mode: z.enum(["a", "b"]).nullable(),
  });

  const issues = issuesOf(shape, {
    name: "long",
    list: [{ size: 1 }, { size: 10 }, { siez: 2 }],
    mode: "c",
    lst: [],
  });

  assertEquals(issues, [
    ["name", 'read "name": it must be text of 3 characters at most'],
    [
      "list[1].size",
      'read "list[1].size": it must be a whole number from 1 to 9',
    ],
    ["list[2].size", 'read "list[2].size": it is missing'],
    ["list[2].siez", 'use "list[2].siez": no such field, did you mean "size"?'],
    ["mode", 'read "mode": it must be "a" or "b" or null'],
    ["lst", 'use "lst": no such field, did you mean "list"?'],
  ]);
});

Deno.test("read() names no field where the whole is wrong", () => {
  assertEquals(issuesOf(z.strictObject({}), []), [
    [undefined, "read the request: it must be an object"],
  ]);
  assertEquals(issuesOf(z.strictObject({}), { a: 1 }), [
    ["a", 'use "a": no such field, none is expected here'],
  ]);
});
