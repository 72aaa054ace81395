import { assertEquals } from "@std/assert";
import { anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

const config = {
  "DEFAULT_options": {
    "ant_retries": 2,
    "ant_timeout": "24h",
    "ant_gpu_mem": "20GiB",
  },
};

async function queued(api: Api, wish: Record<string, unknown>) {
  const body = { command: "true", ...wish };
  const answer = await told(api.send("POST", "/api/v1/tasks", body));
  const [{ options, defaults }] = answer.body.tasks;
  return [options, defaults];
}

Deno.test("a task has the config's default options, and they are shown as such", async () => {
  await using api = await anApi({ config });

  assertEquals(await queued(api, { gpus: 1 }), [
    { gpuMem: "20GiB", retries: "2", timeout: "1d" },
    ["gpuMem", "timeout", "retries"],
  ]);
});

Deno.test("a default that does not fit a task is left out", async () => {
  await using api = await anApi({ config });

  assertEquals(await queued(api, { gpus: 0 }), [
    { retries: "2", timeout: "1d" },
    ["timeout", "retries"],
  ]);
});

Deno.test("what a command says comes before a variable, before the request, before the default", async () => {
  await using api = await anApi({ config });
  const wish = { command: "true", options: { retries: "3" } };
  const env = { "ant_retries": "4" };
  const retries = async (wish: Record<string, unknown>) => {
    const [options, defaults = []] = await queued(api, wish);
    return [options.retries, defaults.includes("retries")];
  };

  assertEquals(await retries({}), ["2", true]);
  assertEquals(await retries(wish), ["3", false]);
  assertEquals(await retries({ ...wish, env }), ["4", false]);
  const command = "ant_retries=5 true";
  assertEquals(await retries({ ...wish, env, command }), ["5", false]);
});

Deno.test("an edit gives no default back that was taken away, and keeps the others as defaults", async () => {
  await using api = await anApi({ config });
  await queued(api, { id: "a", gpus: 2, options: { begin: "+3h" } });
  const edit = (options: Record<string, string | null>) =>
    told(api.send("PATCH", "/api/v1/tasks/a", { options }));

  await edit({ timeout: null });
  const { body } = await edit({ gpuMem: "1GiB" });

  assertEquals([body.options.timeout, body.options.gpuMem], [
    ...[undefined, "1GiB"],
  ]);
  assertEquals(body.defaults, ["retries"]);
});
