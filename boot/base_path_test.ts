import { assertThrows } from "@std/assert";
import { StartError } from "../config/start_error.ts";
import { checkBasePath } from "./base_path.ts";

Deno.test("checkBasePath() refuses what begins like an address of the app", () => {
  for (const path of ["", "/ant", "/lab/api", "/homes"]) checkBasePath(path);
  for (const path of ["/api", "/home/ant", "/queue"]) {
    assertThrows(() => checkBasePath(path), StartError, "choose another");
  }
});
