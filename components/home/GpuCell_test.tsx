import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import type { GpuView } from "../../scheduler/view/board.ts";
import { aGpuView } from "../../tests/helpers/views.ts";
import { GpuCell } from "./GpuCell.tsx";

const UNKNOWN = aGpuView(7, {
  status: "unknown",
  reason: "the driver said ERR! for its power",
  memoryUsedMiB: null,
  utilizationPercent: null,
  powerDrawWatts: null,
  temperatureCelsius: null,
});

/** The text of a rendering, as a person reads it. */
function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, " ").replace(/&nbsp;|\s+/g, " ");
}

Deno.test("GpuCell draws what is not known as a dash with its reason, never as 0", () => {
  const html = renderToString(<GpuCell gpu={UNKNOWN} load={[null, null]} />);

  assertStringIncludes(html, "the driver said ERR! for its power");
  assertStringIncludes(textOf(html), "– / 80 GB");
  assertEquals(/\b0 (%|W|°C)/.test(textOf(html)), false);
});

Deno.test("GpuCell leaves a gap in the curve where nothing was known", () => {
  const html = renderToString(
    <GpuCell gpu={aGpuView(0)} load={[10, 20, null, 40, 50]} />,
  );

  const [, path = ""] = /class="ln" d="([^"]*)"/.exec(html) ?? [];
  assertEquals(path.match(/M/g)?.length, 2);
});

Deno.test("GpuCell says of a busy GPU that is switched off that it drains", () => {
  const gpu = aGpuView(3, { enabled: false, status: "held", heldBy: ["t"] });

  const html = renderToString(<GpuCell gpu={gpu} load={[]} />);

  assertStringIncludes(html, "Draining, then off");
  assertMatch(html, /role="switch" aria-checked="false"/);
});

Deno.test("GpuCell marks a temperature from 80 degrees", () => {
  const at = (temperatureCelsius: number) =>
    renderToString(
      <GpuCell gpu={aGpuView(0, { temperatureCelsius })} load={[]} />,
    );

  assertEquals(at(79).includes('class="hot"'), false);
  assertEquals(at(80).includes('class="hot"'), true);
});

Deno.test("GpuCell switches with a plain form that says what follows", () => {
  const html = renderToString(<GpuCell gpu={aGpuView(2)} load={[]} />);

  assertMatch(html, /<form method="post"/);
  assertMatch(html, /name="gpu" value="2"/);
  assertMatch(html, /name="enabled" value="0"/);
});

Deno.test("GpuCell tells whose process takes how much of it", () => {
  const outsider = { pid: 71, user: "kim", command: "python" };
  const outsiders = [
    { ...outsider, memoryUsedMiB: 1_024 },
    { ...outsider, pid: 72, memoryUsedMiB: 42_188 },
  ];
  const noteOf = (rest: Partial<GpuView>) => {
    const gpu = aGpuView(5, { outsiders, ...rest });
    const html = renderToString(<GpuCell gpu={gpu} load={[]} />);
    return textOf(html.slice(html.indexOf('class="note"')));
  };

  const alone = noteOf({ status: "busy", reason: "used by outsiders" });
  const shared = noteOf({ status: "held", heldBy: ["ours"] });

  assertMatch(alone, /kim: python, pid 72, 41.2 GB kim: python, pid 71/);
  assertMatch(alone, /> python, pid 72 41.2 GB \+1/);
  assertMatch(shared, /> kim: python, pid 72 41.2 GB \+1/);
});

Deno.test("GpuCell tells how many share it, or who takes too much", () => {
  const noteOf = (...usedMiB: number[]) => {
    const shares = usedMiB.map((usedMiB, place) => ({
      ...{ task: `t${place}`, shareMiB: 10_240 },
      usedMiB,
    }));
    const heldBy = shares.map(({ task }) => task);
    const rest = { status: "held", heldBy, shares, roomMiB: 2_048 } as const;
    const html = renderToString(<GpuCell gpu={aGpuView(0, rest)} load={[]} />);
    return html.slice(html.indexOf('class="note'));
  };

  assertMatch(textOf(noteOf(1_024, 9_216)), /> 2 shares 2 GB left/);
  assertMatch(textOf(noteOf(1_024, 11_264)), /> t1 above share 2 GB left/);
  assertMatch(noteOf(11_264), /^class="note warn" title="t0: GPU 0: 11 of 10/);
});
