import { assertEquals, assertMatch } from "@std/assert";
import { aGpu, aReading, aState, aTask, T0 } from "../helpers/builders.ts";
import { aLogDir, anApi, type Api } from "./an_api.ts";
import { told } from "./documented.ts";

const TIME = /^\d\d:\d\d:\d\d \d\d-\d\d-\d{4}$/;

/** One queued, one running on the second GPU, and three ended tasks. */
async function aVisApi(): Promise<Api> {
  const dir = await aLogDir();
  const gpus = [{ gpu: 1, memoryMiB: null }];
  const state = aState(
    aTask("c1", { name: "succeeded" }, {}, { lastGpus: [] }),
    aTask("c2", { name: "terminated" }),
    aTask("c3", { name: "failed", failure: { kind: "exit", code: 137 } }),
    aTask("r1", { name: "running", gpus, identity: "p-r1" }, {
      nGpus: 1,
      envar: { ant_wd: "/w", WANDB_API_KEY: "s3cret" },
    }, { logFile: `${dir}/r1.log` }),
    aTask("q1", { name: "queued" }, { command: "python a.py", nGpus: 2 }),
  );
  return await anApi({ state }, dir);
}

async function vis(api: Api, query = "") {
  const { status, body } = await told(api.ask(`/api/vis${query}`));
  assertEquals([status, body.status], [200, "success"]);
  return body.data;
}

Deno.test("GET /vis shows a queued task without GPUs, log or times", async () => {
  await using api = await aVisApi();

  const { task_queue: [task] } = await vis(api);

  assertEquals(task, {
    task_id: "q1",
    command: "python a.py",
    n_gpus: 2,
    tags: [],
    envar: {},
    runner_envar: {},
    terminated: false,
    _start_time: null,
    _stop_time: null,
    _is_running: false,
    _is_stopped: false,
    state: "queued",
  });
});

Deno.test("GET /vis shows a running task with its GPUs, times and last lines", async () => {
  await using api = await aVisApi();
  const lines = Array.from({ length: 30 }, (_, line) => `line ${line}`);
  await api.writeLog("r1", lines.join("\n"));

  const { task_ongoing: [task] } = await vis(api);

  assertEquals([task.gpu_ids, task.gpu_idx], [[1], [1]]);
  assertEquals(task.runner_envar, { CUDA_VISIBLE_DEVICES: "1" });
  assertEquals(task.envar, { ant_wd: "/w", WANDB_API_KEY: "********" });
  assertEquals(task._start_time, T0 / 1000);
  assertEquals([task._is_running, task.state], [true, "running"]);
  assertMatch(task.time.start, TIME);
  assertEquals(task.time.stop, null);
  assertMatch(task.time.runtime, /\d+ seconds$/);
  assertEquals(task.console_out, lines.slice(-20));
  assertMatch(task.log_file_name, /\/r1\.log$/);
});

Deno.test("GET /vis shows no lines where a log cannot be read", async () => {
  await using api = await aVisApi();

  const { task_ongoing: [task] } = await vis(api);

  assertEquals(task.console_out, []);
});

Deno.test("GET /vis and /completed_tasks show ended tasks, oldest first, and how they ended", async () => {
  await using api = await aVisApi();

  const { task_completed: tasks } = await vis(api);
  const { body } = await told(api.ask("/api/completed_tasks"));

  assertEquals(body, { status: "success", data: tasks });
  assertEquals(
    tasks.map((task: Record<string, unknown>) => [
      task.task_id,
      task.state,
      task.terminated,
      task.outcome,
      task.exit_code,
      task.signal,
    ]),
    [
      ["c1", "completed", false, "succeeded", 0, null],
      ["c2", "completed", true, "terminated", null, null],
      ["c3", "completed", false, "failed", 137, "SIGKILL"],
    ],
  );
  const [{ time, _stop_time: stop }] = tasks;
  assertMatch(time.stop, TIME);
  assertEquals([time.runtime, stop], ["1 seconds", T0 / 1000 + 1]);
  assertEquals(
    [time.start_timestamp, time.stop_timestamp],
    [T0 / 1000, T0 / 1000 + 1],
  );
});

Deno.test("GET /vis?include_completed=0 leaves the history out, but counts it", async () => {
  await using api = await aVisApi();

  for (const no of ["0", "False", "no", "off"]) {
    const data = await vis(api, `?include_completed=${no}`);
    assertEquals("task_completed" in data, false);
    assertEquals(data.summary, { queued: 1, running: 1, completed: 3 });
  }
});

Deno.test("GET /vis tells clients how to show output", async () => {
  await using api = await aVisApi();

  const { visualizer } = await vis(api);

  assertEquals(visualizer, {
    terminal_win_height: 20,
    view_log_max_lines: 200,
    completed_output_default_lines: 50,
    ongoing_output_line_control_enabled: true,
    completed_output_line_control_enabled: true,
    output_min_lines: 1,
    output_max_lines: 10,
  });
});

Deno.test("GET /vis shows the machine: histories by GPU, of one length, oldest first", async () => {
  await using api = await aVisApi();
  const sample = { memoryUsedMiB: 2048, utilizationPercent: 50 };
  api.scheduler.observe(aReading(aGpu(0), aGpu(1, sample)));
  api.scheduler.machine.observeHost({
    cpuName: "A CPU",
    cpuCount: 64,
    unenforced: null,
    cpuPercent: 3,
    ramUsedGiB: 40,
    ramTotalGiB: 251.54,
  });
  api.scheduler.machine.addToHistories();
  api.scheduler.observe(aReading(aGpu(0), aGpu(1)));
  api.scheduler.machine.addToHistories();

  const { monitor } = await vis(api);

  assertEquals(
    [monitor.cpu_name, monitor.cpu_count, monitor.ram_total],
    ["A CPU", 64, 251.5],
  );
  assertEquals(monitor.cpu_usage, [3, 3, 3]);
  assertEquals(monitor.gpu_usage, [[0, 0, 0], [50, 50, 0]]);
  assertEquals(monitor.gpu_memory[1], [2, 2, 0]);
  assertEquals(monitor.gpu_power_draw[0], [60, 60, 60]);
  assertEquals(monitor.gpu_uuid, ["GPU-0", "GPU-1"]);
  assertEquals(monitor.gpu_name, ["Test GPU", "Test GPU"]);
  assertEquals(monitor.gpu_total_memory, [80, 80]);
  assertEquals(monitor.gpu_power_limit, [700, 700]);
  assertEquals(monitor.gpu_count, 8);
});

Deno.test("GET /vis tells a GPU that is switched off from one that is taken", async () => {
  await using api = await aVisApi();
  await api.scheduler.dispatch({ kind: "switchGpu", gpu: 0, enabled: false });

  const { monitor } = await vis(api);

  assertEquals(monitor.gpu_allowed, [0, 1]);
  assertEquals(monitor.gpu_availability, [1, 0]);
});

Deno.test("GET /vis answers for a machine without GPUs and without tasks", async () => {
  await using api = await anApi({ gpus: 0 });

  const data = await vis(api);

  assertEquals(data.monitor.gpu_usage, []);
  assertEquals(data.summary, { queued: 0, running: 0, completed: 0 });
  assertEquals(data.task_queue, []);
});
