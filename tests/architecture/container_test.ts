import { assertEquals, assertMatch } from "@std/assert";
import { parse } from "yaml";
import { ROOT } from "./source_files.ts";

const INSTRUCTIONS =
  /^(FROM|WORKDIR|COPY|RUN|ENV|VOLUME|EXPOSE|ENTRYPOINT|CMD) \S/;

Deno.test("the Dockerfile holds instructions, and the Deno that CI tests with", async () => {
  const text = await Deno.readTextFile(`${ROOT}Dockerfile`);
  const ci = await Deno.readTextFile(`${ROOT}.ci/run`);

  const lines = text.replaceAll(/\\\n/g, "").split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

  assertEquals(lines.filter((line) => !INSTRUCTIONS.test(line)), []);
  for (const line of lines) {
    const list = /^(?:ENTRYPOINT|CMD) (.*)$/.exec(line)?.[1];
    if (list !== undefined) assertEquals(Array.isArray(JSON.parse(list)), true);
  }
  const [, version] = /deno@(\d+\.\d+\.\d+)/.exec(ci)!;
  assertMatch(text, RegExp(`deno@${version} `));
});

Deno.test("compose.yaml asks NVIDIA's runtime for GPUs, and keeps the state", async () => {
  const { services, volumes } = parse(
    await Deno.readTextFile(`${ROOT}compose.yaml`),
  );

  const [device] = services.ant.deploy.resources.reservations.devices;
  assertEquals([device.driver, device.capabilities], ["nvidia", ["gpu"]]);
  assertEquals(services.ant.volumes, ["ant:/data"]);
  assertEquals("ant" in volumes, true);
});
