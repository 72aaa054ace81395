import { assert, assertEquals } from "@std/assert";
import { isInOrderSince, lastPid, pidsBetween } from "./pid_order.ts";
import { listPids, readKernelNumber } from "./process_stat.ts";

Deno.test("lastPid() tells the pid given away last", async () => {
  const child = new Deno.Command("true").spawn();
  const last = lastPid();
  await child.status;

  assert(last === null || pidsBetween(child.pid - 1, last).length > 0);
});

Deno.test("pidsBetween() names the few in between without listing any", () => {
  assertEquals(pidsBetween(4_194_300, 4_194_303), [
    4_194_301,
    4_194_302,
    4_194_303,
  ]);
  assertEquals(pidsBetween(7, 7), []);
});

Deno.test("pidsBetween() goes round with the counter", () => {
  const last = Deno.pid;

  const round = pidsBetween(4_194_303, last);
  const straight = pidsBetween(Deno.pid - 1, 4_194_303);

  assert(round.includes(1) && round.includes(Deno.pid));
  assert(round.every((pid) => pid <= last));
  assert(straight.includes(Deno.pid) && !straight.includes(1));
  assertEquals(listPids().includes(Deno.pid), true);
});

Deno.test("isInOrderSince() gives up before the counter can have gone round", () => {
  const pidMax = readKernelNumber("/proc/sys/kernel/pid_max")!;
  const birth = { pid: 1, atMs: 7 };

  assert(isInOrderSince(birth, 7 + pidMax / 100 - 1));
  assert(!isInOrderSince(birth, 7 + pidMax / 100));
});
