import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseAppRow, parseGpuRow } from "./parse_smi.ts";

const UUID = "GPU-5f2c9c1e-8a0b-4a53-9d5e-0c6f9b0f1d11";
const LINE =
  `3, ${UUID}, 00000000:19:00.0, 1024, 81559, 37, 301.25, 700.00, 54, 2, NVIDIA H100 80GB HBM3`;

Deno.test("parseGpuRow() reads every column", () => {
  assertEquals(parseGpuRow(LINE), {
    index: 3,
    uuid: UUID,
    busId: "00000000:19:00.0",
    memoryUsedMiB: 1024,
    memoryTotalMiB: 81559,
    utilizationPercent: 37,
    powerDrawWatts: 301.25,
    powerLimitWatts: 700,
    temperatureCelsius: 54,
    uncorrectedErrors: 2,
    name: "NVIDIA H100 80GB HBM3",
    problem: null,
  });
});

Deno.test("parseGpuRow() keeps commas of the name", () => {
  assertEquals(
    parseGpuRow(`${LINE}, rev. 2`)?.name,
    "NVIDIA H100 80GB HBM3, rev. 2",
  );
});

for (
  const marker of [
    "[N/A]",
    "N/A",
    "[Not Supported]",
    "[Unknown Error]",
    "[Insufficient Permissions]",
    "ERR!",
    "[GPU is lost]",
    "[GPU requires reset]",
    "",
  ]
) {
  Deno.test(`parseGpuRow() takes "${marker}" for memory as unknown, and as a problem`, () => {
    const row = parseGpuRow(LINE.replace(" 1024,", ` ${marker},`));

    assertEquals(row?.memoryUsedMiB, null);
    assert(row?.problem?.startsWith("nvidia-smi says"));
  });
}

const LOADS: readonly (readonly [string, boolean])[] = [
  ["[N/A]", false],
  ["[Not Supported]", false],
  ["[Unknown Error]", true],
  ["[GPU is lost]", true],
  ["ERR!", true],
];

for (const [marker, isProblem] of LOADS) {
  Deno.test(`parseGpuRow() takes "${marker}" for load as unknown${isProblem ? ", and as a problem" : ", which may be normal"}`, () => {
    const row = parseGpuRow(LINE.replace(" 37,", ` ${marker},`));

    assertEquals(row?.utilizationPercent, null);
    assertEquals(row?.problem !== null, isProblem);
  });
}

Deno.test("parseGpuRow() sees trouble in any cell, but not in an unmeasured one", () => {
  const power = (cell: string) =>
    parseGpuRow(LINE.replace(" 301.25,", ` ${cell},`));

  assertEquals(power("ERR!")?.problem, 'nvidia-smi says "ERR!"');
  assertEquals(power("[N/A]")?.problem, null);
  assertEquals(power("[N/A]")?.powerDrawWatts, null);
  assertEquals(
    parseGpuRow(LINE.replace("NVIDIA H100 80GB HBM3", "NVIDIA Lost Edition"))
      ?.problem,
    null,
  );
});

for (
  const line of [
    "",
    "No devices were found",
    "Failed to initialize NVML: Driver/library version mismatch",
    ",,,,,,,,,,",
    LINE.slice(0, 30),
    LINE.replace("3,", "-1,"),
    LINE.replace("3,", "1e3,"),
  ]
) {
  Deno.test(`parseGpuRow() takes "${line}" for no row`, () => {
    assertEquals(parseGpuRow(line), null);
  });
}

Deno.test("parseAppRow() reads a process, its unknown memory, and commas in its name", () => {
  assertEquals(parseAppRow(`${UUID}, 41822, 40312, /opt/a,b/python`), {
    gpuUuid: UUID,
    pid: 41822,
    memoryUsedMiB: 40312,
    processName: "/opt/a,b/python",
  });
  assertEquals(parseAppRow(`${UUID}, 524, [N/A], [Insufficient Permissions]`), {
    gpuUuid: UUID,
    pid: 524,
    memoryUsedMiB: null,
    processName: null,
  });
  assertEquals(parseAppRow(`${UUID}, [N/A], 12, python`), null);
});

Deno.test("parseGpuRow() and parseAppRow() never throw, and never invent a number", () => {
  const cell = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "[N/A]",
      "ERR!",
      "0",
      "-1",
      "1e9",
      "NaN",
      "0x10",
      "Infinity",
      "12",
    ),
  );
  const line = fc.array(cell, { maxLength: 14 }).map((cells) =>
    cells.join(", ")
  );
  fc.assert(fc.property(line, (text) => {
    for (const row of [parseGpuRow(text), parseAppRow(text)]) {
      for (const value of Object.values(row ?? {})) {
        if (typeof value !== "number") continue;
        assert(Number.isFinite(value) && value >= 0);
        assert(text.includes(String(value)) || /\d\.\d*0|0\d/.test(text));
      }
    }
  }));
});
