import { hostname } from "node:os";
import { dirname } from "node:path";
import type { Config } from "../config/config.ts";
import { StartError } from "../config/start_error.ts";
import { EnvSlotFile } from "../scheduler/adapters/env_slot_file.ts";
import { LogFiles } from "../scheduler/adapters/log_files.ts";
import { StateError } from "../scheduler/adapters/state_errors.ts";
import { lockState } from "../scheduler/adapters/state_lock.ts";
import { diceFrom, type Scheduler } from "../scheduler/mod.ts";
import { loadCertificate } from "../web/certificate.ts";
import { Attempts } from "../web/guard/attempts.ts";
import { Sessions } from "../web/session.ts";
import { EventStreams } from "../web/sse.ts";
import type { State } from "../web/state.ts";
import { loadToken, TOKEN_FILE } from "../web/token.ts";
import { bannerLines } from "./banner.ts";
import { readCommit } from "./commit.ts";
import { tryAddress } from "./listen.ts";
import { makeLogFolder } from "./log_folder.ts";
import { addressesOf, openDoors } from "./open_doors.ts";
import { openEngine } from "./open_engine.ts";
import { RunnerLog } from "./runner_log.ts";
import { selectGpus } from "./select_gpus.ts";

/** Prints lines for the person who starts the server. */
export type Print = (line: string) => void;

/**
 * Starts everything, serves until told to stop, and ends in good order:
 * readers first, then tasks (or not: see `HANDLER_on_shutdown`), then a
 * snapshot that alone tells everything.
 *
 * @throws {StartError} for what a person can mend; nothing is left running.
 */
export async function serve(
  config: Config,
  version: string,
  print: Print,
  untilStopped: Promise<string>,
): Promise<void> {
  const { gpus, notice } = await selectGpus(config.gpus, config.nvidiaSmi);
  Object.values(addressesOf(config)).forEach(tryAddress);
  const logFolder = await makeLogFolder(config.logDir, Date.now());
  const stateDir = dirname(config.stateFile);
  await Deno.mkdir(stateDir, { recursive: true, mode: 0o700 });
  using _lock = await lockOrRefuse(config.stateFile);
  const token = await loadToken(`${stateDir}/${TOKEN_FILE}`, config.token);
  const secure = config.frontendProtocol === "https";
  const certificate = secure
    ? await loadCertificate(config.certDir, hostname(), Date.now())
    : null;
  using log = new RunnerLog(
    config.logToFile ? `${logFolder}/runner.log` : null,
    config.logToStdout,
  );
  const life = `${Date.now()}-${crypto.randomUUID().slice(0, 8)}`;
  await using engine = await openEngine({ config, gpus, logFolder, log, life });
  const now = () => performance.now();
  const sessions = new Sessions({
    token,
    port: config.frontendPort,
    secure,
    now: Date.now,
  });
  const state: State = {
    scheduler: engine.scheduler,
    config,
    logs: new LogFiles(config.logDir),
    slots: await EnvSlotFile.open(config.envSlotFile, config.envSlotCount),
    prompt: { used: false },
    submitContext: () => submitContext(config, engine.scheduler),
    streams: new EventStreams(),
    door: { token, sessions, attempts: new Attempts(now) },
    version,
    commit: await readCommit(new URL("..", import.meta.url).pathname),
  };
  const doors = await openDoors({
    config,
    state,
    certificate,
    report: (id, error) => log.write(reportText(id, error), "WARNING"),
  });
  const { dashboardPort, apiPort } = doors;
  const banner = {
    ...{ version, config, gpus, dashboardPort, apiPort, logFolder },
    gpuNotice: notice,
    hostname: hostname(),
    token: token.value,
  };
  for (const line of bannerLines(banner)) print(line);

  log.write(`Ends on ${await untilStopped}`);
  engine.stopTaking();
  await doors.close();
  await engine.stopTasks();
}

async function lockOrRefuse(stateFile: string) {
  try {
    return await lockState(stateFile);
  } catch (cause) {
    if (!(cause instanceof StateError)) throw cause;
    throw new StartError("stateFile", cause.message, { cause });
  }
}

/** Fresh dice and the present moment for each submission. */
function submitContext(config: Config, { settings }: Scheduler) {
  const now = new Date();
  return {
    defaultGpus: Math.min(config.defaultGpus, settings.gpus.length),
    maxGpus: settings.gpus.length,
    dice: diceFrom(Math.random, () => crypto.randomUUID()),
    nowMs: now.getTime(),
    timeZoneOffsetMinutes: now.getTimezoneOffset(),
  };
}

function reportText(id: string, error: unknown): string {
  const text = error instanceof Error ? error.stack ?? error.message : error;
  return `Request failed, "${id}": ${text}`;
}
