import { assertEquals } from "@std/assert";
import { anApi } from "./an_api.ts";
import { told } from "./documented.ts";

const HISTORIES = "/api/v1/histories";

function aReading(loads: readonly (number | null)[]) {
  return {
    gpus: loads.map((utilizationPercent, index) => ({
      ...{ index, uuid: null, name: null, processes: null, problem: null },
      memoryUsedMiB: 2_048,
      memoryTotalMiB: 81_920,
      utilizationPercent,
      powerDrawWatts: 300,
      powerLimitWatts: 700,
      temperatureCelsius: 50,
      sampledAtMs: 0,
    })),
    problem: null,
    sampledAtMs: 0,
  };
}

Deno.test("GET /api/v1/histories tells what was measured, and invents no past", async () => {
  await using api = await anApi({ config: { MONITORING_history_size: 50 } });
  const { machine } = api.scheduler;

  const before = await told(api.ask(HISTORIES));
  api.scheduler.observe(aReading([40, null]));
  machine.addToHistories();
  machine.addToHistories();
  const after = await told(api.ask(HISTORIES));

  assertEquals([before.status, before.body.cpuPercent], [200, []]);
  assertEquals(before.body.gpus.length, 2);
  assertEquals(after.body.size, 50);
  assertEquals(after.body.cpuPercent, [null, null]);
  assertEquals(
    after.body.gpus.map((gpu: Record<string, unknown>) => [
      gpu.index,
      gpu.loadPercent,
      gpu.memoryGiB,
      gpu.powerWatts,
      gpu.temperatureCelsius,
    ]),
    [
      [0, [40, 40], [2, 2], [300, 300], [50, 50]],
      [1, [null, null], [2, 2], [300, 300], [50, 50]],
    ],
  );
});

Deno.test("GET /api/v1/histories answers with so many of the newest slots", async () => {
  await using api = await anApi();
  api.scheduler.observe(aReading([40, 50]));
  for (let i = 0; i < 3; i++) api.scheduler.machine.addToHistories();

  const two = await told(api.ask(`${HISTORIES}?slots=2`));
  const many = await told(api.ask(`${HISTORIES}?slots=1000`));
  const none = await told(api.ask(`${HISTORIES}?slots=0`));

  assertEquals(two.body.gpus[1].loadPercent, [50, 50]);
  assertEquals(many.body.ramGiB.length, 3);
  assertEquals(none.status, 422);
});
