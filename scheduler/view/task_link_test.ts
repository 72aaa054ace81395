import { assertEquals } from "@std/assert";
import { aGpuView } from "../../tests/helpers/views.ts";
import { linkBetween } from "./task_link.ts";

Deno.test("linkBetween() names the slowest link of a task's GPUs, if all are known", () => {
  const gpus = [
    aGpuView(0, { links: { 1: "NV4", 2: "SYS" } }),
    aGpuView(1, { links: { 0: "NV4", 2: "NODE" } }),
    aGpuView(2, { links: { 0: "SYS", 1: "NODE" } }),
    aGpuView(3),
  ];
  const between = (...held: number[]) => linkBetween(gpus, held);

  assertEquals(between(0, 1), "NVLink");
  assertEquals(between(0, 1, 2), "across sockets");
  assertEquals(between(1, 3), null);
  assertEquals([between(0), between()], [null, null]);
});
