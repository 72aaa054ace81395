import { assertEquals, assertMatch } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { T0 } from "../../tests/helpers/builders.ts";
import { aGpuView } from "../../tests/helpers/views.ts";
import {
  type ChartPanel,
  lineLook,
} from "../../scheduler/view/chart_panels.ts";
import { ChartLegend } from "./ChartLegend.tsx";
import { ChartTip } from "./ChartTip.tsx";

const PANEL: ChartPanel = {
  title: "GPU power",
  now: "900 W",
  unit: "W",
  min: 0,
  max: 700,
  lines: [
    { gpu: 0, look: lineLook(0), values: [600, 612.5] },
    { gpu: 3, look: lineLook(1), values: [300, null] },
    { gpu: 5, look: lineLook(2), values: [1, 2] },
  ],
};
const TIMES = [T0, T0 + 8_000];

/** The text of a rendering, as a person reads it. */
function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
}

Deno.test("ChartTip tells every line that is shown, and a dash for a gap", () => {
  const html = renderToString(
    <ChartTip
      panel={PANEL}
      timesMs={TIMES}
      hidden={new Set([5])}
      point={{ slot: 1, share: 1 }}
    />,
  );

  assertMatch(textOf(html), /^now \d\d:\d\d:\d\d GPU 0 612.5 W GPU 3 –$/);
});

Deno.test("ChartTip says how long ago a moment was", () => {
  const html = renderToString(
    <ChartTip
      panel={PANEL}
      timesMs={TIMES}
      hidden={new Set()}
      point={{ slot: 0, share: .2 }}
    />,
  );

  assertMatch(textOf(html), /^8 s ago \d\d:\d\d:\d\d GPU 0 600 W/);
});

Deno.test("ChartLegend names each GPU by its physical index, and says which are shown", () => {
  const gpus = [4, 7].map((index, position) => aGpuView(index, { position }));
  const legend = (...hidden: number[]) =>
    renderToString(
      <ChartLegend
        gpus={gpus}
        hidden={new Set(hidden)}
        onToggle={() => {}}
        onShowAll={() => {}}
      />,
    );

  assertEquals(textOf(legend()), "GPU 4 GPU 7");
  assertEquals(textOf(legend(7)), "Show all GPU 4 GPU 7");
  assertEquals(
    legend(7).match(/aria-pressed="\w+"/g),
    ['aria-pressed="true"', 'aria-pressed="false"'],
  );
});
