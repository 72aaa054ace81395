import { assertEquals } from "@std/assert";
import { readMaskedChanges } from "./masked_changes.ts";
import { maskEnv } from "./secrets.ts";

const BEFORE = {
  API_KEY: "s3cret",
  DB: "postgres://me:pw@host/db",
  NESTED: { token: "t", level: 1 },
  LEVEL: 3,
};

Deno.test("readMaskedChanges() finds nothing changed in what comes back as it was shown", () => {
  assertEquals(readMaskedChanges(BEFORE, maskEnv(BEFORE)), {
    kept: BEFORE,
    changed: {},
    veiled: [],
  });
});

Deno.test("readMaskedChanges() tells what is new, what is different, and what is gone", () => {
  const { API_KEY } = maskEnv(BEFORE);

  const read = readMaskedChanges(BEFORE, { API_KEY: API_KEY!, LEVEL: 4, A: 1 });

  assertEquals(read, {
    kept: { API_KEY: "s3cret" },
    changed: { LEVEL: 4, A: 1 },
    veiled: [],
  });
});

Deno.test("readMaskedChanges() names values that would store a mask", () => {
  const { veiled } = readMaskedChanges(BEFORE, {
    OTHER_KEY: "********",
    DB: "postgres://me:********@elsewhere/db",
    NESTED: { token: "********", level: 2 },
    STARS: "a ******** b",
  });

  assertEquals(veiled, ["OTHER_KEY", "DB", "NESTED"]);
});
