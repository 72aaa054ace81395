import { assertEquals } from "@std/assert";
import { readEnvironment, VARIABLES } from "./environment.ts";

Deno.test("readEnvironment() reads what it documents, and an empty variable as none", async () => {
  const child = await new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      `
      import { readEnvironment } from "${
        import.meta.resolve("./environment.ts")
      }";
      Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(readEnvironment())));
    `,
    ],
    env: { ANT_TOKEN: "", ANT_NVIDIA_SMI: "/x", HOME: "/h", ANT_OTHER: "1" },
  }).output();

  const found = JSON.parse(new TextDecoder().decode(child.stdout));
  assertEquals(found, { ANT_NVIDIA_SMI: "/x", HOME: "/h" });
});

Deno.test("readEnvironment() returns nothing that it does not document", () => {
  const undocumented = Object.keys(readEnvironment())
    .filter((name) => !(name in VARIABLES));
  assertEquals(undocumented, []);
});
