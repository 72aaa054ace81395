import { assertEquals } from "@std/assert";
import { aRunner, aTask } from "../tests/helpers/builders.ts";
import { FakeLauncher } from "../tests/helpers/fake_ports.ts";
import { untilSo } from "../tests/helpers/within.ts";
import { LaunchDesk } from "./launch_desk.ts";
import type { Report } from "./model/report.ts";

function reported(reports: readonly Report[], count: number): Promise<void> {
  return untilSo(() => reports.length >= count, {
    what: `${count} reports`,
    seen: () => reports.map(({ kind }) => kind).join(", "),
  });
}

Deno.test("LaunchDesk launches a few at a time, and those with GPUs first", async () => {
  const launcher = new FakeLauncher();
  const gate = Promise.withResolvers<void>();
  launcher.gate = gate.promise;
  const reports: Report[] = [];
  const desk = new LaunchDesk(launcher, () => {}, (one) => reports.push(one));
  const state = { name: "starting", gpus: [] } as const;

  for (let at = 0; at < 40; at++) {
    desk.perform({ kind: "launch", task: aTask(`cpu-${at}`, state) });
  }
  desk.perform({ kind: "launch", task: aRunner("gpu", 0) });
  const underWay = launcher.launched.length;
  gate.resolve();
  await reported(reports, 41);
  for (const id of launcher.launched) launcher.exit(id, 0);
  await desk.idle();

  assertEquals(launcher.launched.indexOf("gpu"), underWay);
  assertEquals(
    launcher.launched.filter((id) => id !== "gpu"),
    Array.from({ length: 40 }, (_, at) => `cpu-${at}`),
  );
  assertEquals([reports.length, desk.busy], [82, false]);
});

Deno.test("LaunchDesk lets launches that hang keep no other from its start, says so once, and gives one up", async () => {
  const launcher = new FakeLauncher();
  const reports: Report[] = [];
  const logged: string[] = [];
  const desk = new LaunchDesk(
    launcher,
    (line) => logged.push(line),
    (one) => reports.push(one),
  );
  const state = { name: "starting", gpus: [] } as const;
  const hung = Array.from({ length: 40 }, (_, at) => aTask(`far-${at}`, state));

  for (const task of hung) {
    launcher.hanging.add(task.id);
    desk.perform({ kind: "launch", task });
  }
  desk.perform({ kind: "launch", task: aTask("near", state) });
  await reported(reports, 1);
  const why = [desk.hangOf("far-0"), desk.hangOf("near")];
  for (const task of hung) desk.perform({ kind: "giveUp", task });
  await reported(reports, 41);
  launcher.exit("near", 0);
  await desk.idle();

  const [first, ...others] = reports.map(({ kind }) => kind);
  assertEquals(first, "started");
  assertEquals(others.slice(0, 40), Array(40).fill("launchFailed"));
  assertEquals(why, ["its folder does not answer", null]);
  assertEquals(logged.length, 1);
  assertEquals([desk.hangOf("far-0"), desk.busy], [null, false]);
});
