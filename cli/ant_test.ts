import { assertEquals } from "@std/assert";
import { ant } from "./ant.ts";
import { ReaderGone } from "./output/terminal.ts";

function gone(): never {
  throw new ReaderGone();
}

for (const more of [[], ["--json"]]) {
  Deno.test(`ant show none ${more} exits as ever where nobody reads why`, async () => {
    const env = { ANT_RUNTIME_DIR: "/nowhere" };
    const code = await ant(["show", "none", ...more], {
      ...{ out: gone, err: gone, isTerminal: false, isErrTerminal: false },
      ...{ columns: 80, rows: 50, cwd: "/" },
      env: (name) => name in env ? env.ANT_RUNTIME_DIR : null,
    }, "2.0.0-test");

    assertEquals(code, 5);
  });
}
