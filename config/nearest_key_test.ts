import { assertEquals } from "@std/assert";
import { nearestKey } from "./nearest_key.ts";

const KEYS = ["backend_port", "frontend_port", "LOGGER_log_dir"];

Deno.test("nearestKey() finds the key behind a slip of the finger", () => {
  assertEquals(nearestKey("fronted_port", KEYS), "frontend_port");
  assertEquals(nearestKey("backend-port", KEYS), "backend_port");
});

Deno.test("nearestKey() does not mind upper and lower case", () => {
  assertEquals(nearestKey("logger_LOGDIR", KEYS), "LOGGER_log_dir");
});

Deno.test("nearestKey() of no candidates is null", () => {
  assertEquals(nearestKey("port", []), null);
});
