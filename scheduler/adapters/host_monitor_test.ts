import { assert, assertEquals } from "@std/assert";
import { busyPercent, HostMonitor, parseCpuTicks } from "./host_monitor.ts";

async function aProc(files: Record<string, string>) {
  const dir = await Deno.makeTempDir();
  const write = (files: Record<string, string>) =>
    Promise.all(
      Object.entries(files).map(([file, text]) =>
        Deno.writeTextFile(`${dir}/${file}`, text)
      ),
    );
  await write(files);
  return {
    dir,
    write,
    [Symbol.asyncDispose]: () => Deno.remove(dir, { recursive: true }),
  };
}

const CPUINFO =
  "processor\t: 0\nmodel name\t: AMD EPYC 9654\n\nprocessor\t: 1\nmodel name\t: AMD EPYC 9654\n";
const MEMINFO =
  "MemTotal:       16777216 kB\nMemFree:  1 kB\nMemAvailable:   12582912 kB\n";

Deno.test("HostMonitor.read() measures load between two looks, memory at one", async () => {
  await using proc = await aProc({
    // user nice system idle iowait irq softirq steal guest guest_nice
    stat: "cpu  100 0 100 700 100 0 0 0 50 0\ncpu0 1 1 1 1\n",
    meminfo: MEMINFO,
    cpuinfo: CPUINFO,
  });
  const monitor = new HostMonitor({ procDir: proc.dir, now: () => 5 });

  const first = await monitor.read();
  await proc.write({ stat: "cpu  130 10 110 750 100 0 0 0 80 0\n" });
  const second = await monitor.read();

  assertEquals(first, {
    cpuPercent: null,
    ramUsedGiB: 4,
    ramTotalGiB: 16,
    cpuName: "AMD EPYC 9654",
    cpuCount: 2,
    sampledAtMs: 5,
  });
  assertEquals(second.cpuPercent, 50);
});

Deno.test("HostMonitor.read() knows nothing where the files are missing", async () => {
  await using proc = await aProc({});

  const sample = await new HostMonitor({ procDir: proc.dir, now: () => 5 })
    .read();

  assertEquals(sample, {
    cpuPercent: null,
    ramUsedGiB: null,
    ramTotalGiB: null,
    cpuName: null,
    cpuCount: null,
    sampledAtMs: 5,
  });
});

Deno.test("HostMonitor.read() agrees with this machine", async () => {
  const sample = await new HostMonitor().read();

  assertEquals(sample.cpuCount, navigator.hardwareConcurrency);
  assert(sample.ramUsedGiB! > 0 && sample.ramUsedGiB! < sample.ramTotalGiB!);
});

Deno.test("busyPercent() knows no load when no time passed or counters fell", () => {
  assertEquals(busyPercent({ busy: 5, total: 9 }, { busy: 5, total: 9 }), null);
  assertEquals(busyPercent({ busy: 5, total: 9 }, { busy: 1, total: 2 }), null);
  assertEquals(busyPercent({ busy: 5, total: 9 }, { busy: 4, total: 19 }), 0);
});

Deno.test("parseCpuTicks() takes anything else for nothing", () => {
  assertEquals(parseCpuTicks(""), null);
  assertEquals(parseCpuTicks("cpu  1 2\n"), null);
  assertEquals(parseCpuTicks("cpu0 1 2 3 4 5 6 7\n"), null);
});
