import { assertEquals } from "@std/assert";
import { changesState } from "./changes_state.ts";

const PATHS: Readonly<Record<string, boolean>> = {
  "/api/restart_task": true,
  "/api/restart_task/": true,
  "/api/restart%5Ftask": true,
  "/api/recovery_state": true,
  "/api/v1/recovery": true,
  "/api/v1/recover%79/": true,
  "/api/v1/recovery/entries": false,
  "/api/v1/tasks": false,
  "/%zz": false,
};

Deno.test("changesState() knows a read that changes something, however its path is written", () => {
  const query = new URLSearchParams("prompt=1");
  for (const [path, expected] of Object.entries(PATHS)) {
    assertEquals(changesState(path, query), expected, path);
  }
  assertEquals(changesState("/api/v1/recovery", new URLSearchParams()), false);
});
