import { assert, assertEquals } from "@std/assert";
import { freePorts } from "./free_ports.ts";

Deno.test("freePorts() finds ports below those that Linux hands out", () => {
  const ports = freePorts(2);

  assertEquals(new Set(ports).size, 2);
  assert(ports.every((port) => port >= 20_000 && port < 32_768));
});
