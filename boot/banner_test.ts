import { assertEquals, assertMatch } from "@std/assert";
import { parseArguments, type StartArguments } from "../config/arguments.ts";
import { loadConfig } from "../config/config.ts";
import { listSimulatedGpus } from "../scheduler/adapters/simulated_gpus.ts";
import { bannerLines, type BannerParts } from "./banner.ts";

async function banner(
  args: readonly string[],
  parts: Partial<BannerParts> = {},
): Promise<string> {
  const start = parseArguments(args) as StartArguments;
  const lines = bannerLines({
    version: "1.2.3",
    config: await loadConfig(start, {}, () => Promise.resolve("{}")),
    gpus: listSimulatedGpus(2),
    gpuNotice: null,
    dashboardPort: 6060,
    apiPort: 5000,
    logFolder: "logs/now",
    hostname: "box",
    token: "the-token",
    ...parts,
  });
  return lines.join("\n");
}

Deno.test("bannerLines() names the machine where it listens on every address", async () => {
  const text = await banner([]);

  assertMatch(text, /^Dashboard {2}https:\/\/box:6060$/m);
  assertMatch(text, /^API {8}http:\/\/127\.0\.0\.1:5000$/m);
  assertMatch(text, /^Sign in {4}https:\/\/box:6060\/\?token=the-token$/m);
});

Deno.test("bannerLines() writes an IPv6 address as a URL wants it", async () => {
  assertMatch(
    await banner(["--host=::1", "--http"]),
    /^Dashboard {2}http:\/\/\[::1\]:6060$/m,
  );
});

Deno.test("bannerLines() tells no token where none is asked for, and says so loudly", async () => {
  const text = await banner(["--no-auth", "--host=127.0.0.1"]);

  assertEquals(text.includes("the-token"), false);
  assertMatch(text, /^Notice {5}--no-auth: whoever reaches/m);
  assertMatch(text, /^Open {7}https:\/\/127\.0\.0\.1:6060\/$/m);
});

Deno.test("bannerLines() groups GPUs by name, and says why there are none", async () => {
  const [one, other] = listSimulatedGpus(3);
  const mixed = [one!, { ...other!, name: null }, { ...one!, index: 5 }];

  assertMatch(
    await banner([], { gpus: mixed }),
    /^GPUs {7}0,5 \(Simulated H100 80GB\); 1 \(unknown\)$/m,
  );
  assertMatch(
    await banner([], { gpus: [], gpuNotice: "no driver" }),
    /^GPUs {7}no driver$/m,
  );
});
