import { assertEquals } from "@std/assert";
import { localPath } from "./local_path.ts";

for (
  const [wish, path] of [
    ["/home", "/home"],
    ["/logs?task_id=a%2Fb", "/logs?task_id=a%2Fb"],
    ["/a/../b", "/b"],
    ["/", "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["/.//evil.example", "/"],
    ["/x/..//evil.example", "/"],
    ["https://evil.example/", "/"],
    ["javascript:alert(1)", "/"],
    ["home", "/"],
    ["", "/"],
    [null, "/"],
  ] as const
) {
  Deno.test(`localPath() makes ${JSON.stringify(wish)} into "${path}"`, () => {
    assertEquals(localPath(wish), path);
  });
}
