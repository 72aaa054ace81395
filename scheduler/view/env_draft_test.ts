import { assertEquals } from "@std/assert";
import { keptEnv } from "./env_draft.ts";
import { readRows } from "./env_rows.ts";

Deno.test("keptEnv() keeps rows as they are typed, whatever is wrong with them", () => {
  const draft = {
    rows: [{ name: "A", text: "\\n" }, { name: "A", text: "" }],
    json: null,
  };

  assertEquals(keptEnv(draft), { open: draft, secret: null });
});

Deno.test("keptEnv() keeps what looks secret for the tab alone, and asks for it later", () => {
  const rows = [{ name: "HF_TOKEN", text: "hf_1" }, { name: "A", text: "1" }];
  const asJson = { rows: [], json: '{"HF_TOKEN": "hf_1", "A": 1}' };

  for (const draft of [{ rows, json: null }, asJson]) {
    const { open, secret } = keptEnv(draft);

    assertEquals(secret, draft);
    assertEquals(JSON.stringify(open).includes("hf_1"), false);
    assertEquals([...readRows(open.rows).problems], [
      [0, "Its value is not kept here, type it again"],
    ]);
  }
});

Deno.test("keptEnv() keeps a masked value, which tells nothing", () => {
  const rows = [{ name: "HF_TOKEN", text: "********0123456789ab" }];

  assertEquals(keptEnv({ rows, json: null }).secret, null);
});
