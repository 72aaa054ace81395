import { assertEquals } from "@std/assert";
import { broken, outputSchema } from "./output_schema.ts";

const PUBLISHED = new URL(
  "../../docs/cli-output.schema.json",
  import.meta.url,
);

Deno.test("what docs/cli-output.schema.json promises still holds; it is what UPDATE=1 deno test -A tests/cli/output_schema_test.ts writes", async () => {
  if (Deno.env.get("UPDATE") === "1") {
    const text = JSON.stringify(outputSchema(), null, 2);
    await Deno.writeTextFile(PUBLISHED, `${text}\n`);
  }
  const promised = JSON.parse(await Deno.readTextFile(PUBLISHED));
  assertEquals(broken(promised, outputSchema()), []);
  const { config, ...fewer } = outputSchema().$defs;
  assertEquals(broken(promised, { ...promised, $defs: fewer }), [
    "/$defs/config",
  ]);
  assertEquals(config.required, ["schema", "settings"]);
});
