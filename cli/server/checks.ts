import type { GpuView } from "../../scheduler/view/board.ts";
import { Failure } from "../failure.ts";
import type { Call } from "../grammar/verb.ts";
import type { Api } from "./api.ts";
import { runningServers } from "./find.ts";
import { userFolder } from "./user_folder.ts";

/** What one look has found. */
export interface Finding {
  readonly check: string;
  readonly status: "ok" | "warning" | "failed";
  readonly found: string;
  /** What to do; `null` where nothing is wrong. */
  readonly todo: string | null;
}

const LEAST_FREE_MIB = 1024;

/** Looks at this program and this machine. */
export async function checkHere(call: Call): Promise<readonly Finding[]> {
  const { terminal, version } = call;
  return [
    ok("program", `ANT ${version}, Deno ${Deno.version.deno}`),
    await settings(call),
    await secrets(userFolder(terminal)),
    await driver(),
    ...await Promise.all(
      (await runningServers(terminal)).map(({ pid, cwd }) => disk(pid, cwd)),
    ),
  ];
}

/** Looks at the server, as far as it can be reached. */
export async function checkServer(call: Call): Promise<readonly Finding[]> {
  try {
    const api = await call.api();
    const { url, origin } = api.place;
    return [
      ok("address", `${url} (${origin})`),
      ...await answers(api, call.version),
    ];
  } catch (error) {
    return [failed("server", error)];
  }
}

async function answers(
  api: Api,
  version: string,
): Promise<readonly Finding[]> {
  try {
    const health = await api.ask("/healthz");
    const { journal = null } = await health.json();
    const { info } = await api.get<{ info: { version: string } }>(
      "/openapi.json",
    );
    const { gpus, problem } = await api.get<
      { gpus: readonly GpuView[]; problem: string | null }
    >("/gpus");
    return [
      ok("token", api.place.token === null ? "none is asked for" : "accepted"),
      info.version === version
        ? ok("version", `the server is ANT ${info.version}, too`)
        : warning(
          "version",
          `the server is ANT ${info.version}`,
          "Use the ant of the same version.",
        ),
      journal === null ? ok("saving", "works") : {
        ...failed("saving", new Error(journal)),
        todo: "Free space in the server's log folder, or make it writable.",
      },
      gpusFound(gpus, problem),
    ];
  } catch (error) {
    return [failed("server", error)];
  }
}

function gpusFound(
  gpus: readonly GpuView[],
  problem: string | null,
): Finding {
  if (problem !== null) {
    return warning("GPUs", problem, "Try nvidia-smi on the server's machine.");
  }
  const odd = gpus.filter(({ status, enabled }) =>
    status === "unknown" || status === "busy" || !enabled
  );
  const count = `${gpus.length} in use by the server`;
  if (odd.length === 0) return ok("GPUs", count);
  const each = odd.map(({ index, status, reason, drain }) =>
    `GPU ${index} is ${status}: ${drain?.reason ?? reason ?? "switched off"}`
  );
  const todo = "ant gpu enable brings back what was switched off.";
  return warning("GPUs", `${count}; ${each.join("; ")}`, todo);
}

async function settings(call: Call): Promise<Finding> {
  try {
    const all = await call.settings();
    return ok("settings", `${all.size} set in variables and files`);
  } catch (error) {
    return failed("settings", error);
  }
}

async function secrets(folder: string | null): Promise<Finding> {
  const path = `${folder}/logins.json`;
  const info = await Deno.stat(path).catch(() => null);
  if (info === null) return ok("logins", "none are kept");
  return ((info.mode ?? 0) & 0o077) === 0
    ? ok("logins", `${path}, for its owner alone`)
    : warning("logins", `others can read ${path}`, `chmod 600 ${path}`);
}

async function driver(): Promise<Finding> {
  const query = ["--query-gpu=driver_version", "--format=csv,noheader"];
  try {
    const { success, stdout, stderr } = await new Deno.Command("nvidia-smi", {
      args: query,
    }).output();
    const text = new TextDecoder().decode(success ? stdout : stderr).trim();
    const [first = ""] = text.split("\n");
    return success ? ok("driver", `NVIDIA ${first}`) : warning(
      "driver",
      first,
      "See whether the driver's modules are loaded: lsmod | grep nvidia",
    );
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return ok("driver", "no nvidia-smi on this machine");
  }
}

async function disk(pid: number, cwd: string): Promise<Finding> {
  const { stdout } = await new Deno.Command("df", { args: ["-Pm", cwd] })
    .output();
  const line = new TextDecoder().decode(stdout).trim().split("\n").at(-1) ?? "";
  const free = Number(line.split(/\s+/)[3]);
  const found = `${free} MiB free where server ${pid} was started`;
  return free >= LEAST_FREE_MIB
    ? ok("disk", found)
    : warning("disk", found, `Free some space under ${cwd}.`);
}

function ok(check: string, found: string): Finding {
  return { check, status: "ok", found, todo: null };
}

function warning(check: string, found: string, todo: string): Finding {
  return { check, status: "warning", found, todo };
}

function failed(check: string, error: unknown): Finding {
  if (!(error instanceof Error)) throw error;
  const todo = error instanceof Failure ? error.hint : null;
  const status = "failed";
  return { check, status, found: error.message, todo: todo ?? "See above." };
}
