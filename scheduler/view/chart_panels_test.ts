import { assertEquals } from "@std/assert";
import { aBoardView, aGpuView } from "../../tests/helpers/views.ts";
import { chartPanels, lineLook } from "./chart_panels.ts";

Deno.test("chartPanels() shows six charts, and two where there is no GPU", () => {
  const titles = (gpus: ReturnType<typeof aGpuView>[]) =>
    chartPanels(aBoardView({ gpus }), null).map(({ title }) => title);

  assertEquals(titles([aGpuView(0)]), [
    "CPU",
    "RAM",
    "GPU load",
    "GPU memory",
    "GPU power",
    "GPU temperature",
  ]);
  assertEquals(titles([]), ["CPU", "RAM"]);
});

Deno.test("chartPanels() says the present, and a dash for what is not known", () => {
  const warm = aGpuView(0, { heldBy: ["t"], temperatureCelsius: 84 });
  const mute = aGpuView(1, {
    memoryUsedMiB: null,
    powerDrawWatts: null,
    temperatureCelsius: null,
  });
  const words = (gpus: ReturnType<typeof aGpuView>[]) =>
    chartPanels(aBoardView({ gpus }), null).slice(2).map(({ now }) => now);

  assertEquals(words([warm, mute]), [
    "1 of 2 busy",
    "1 / 160 GB",
    "60 W",
    "84 °C hottest",
  ]);
  assertEquals(words([mute]), ["0 of 1 busy", "– / 80 GB", "–", "– °C"]);
});

Deno.test("chartPanels() scales by what is the most, not by what is", () => {
  const gpus = [aGpuView(0), aGpuView(1, { memoryTotalMiB: 49_152 })];

  const panels = chartPanels(aBoardView({ gpus }), null);

  assertEquals(panels.map(({ max }) => max), [100, 16, 100, 80, 700, 100]);
});

Deno.test("lineLook() gives ten GPUs looks of their own", () => {
  const looks = Array.from(
    { length: 10 },
    (_, i) => JSON.stringify(lineLook(i)),
  );

  assertEquals(new Set(looks).size, 10);
});
