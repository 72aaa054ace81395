import { hostname } from "node:os";
import { dirname } from "node:path";
import type { Config } from "../config/config.ts";
import { ensureBuild } from "../dev.ts";
import { ROOT } from "../root.ts";
import { systemdNotifier } from "../systemd/notify.ts";
import { TaskGroups } from "../scheduler/adapters/cgroup/task_groups.ts";
import { EnvSlotFile } from "../scheduler/adapters/env_slot_file.ts";
import { LogFiles } from "../scheduler/adapters/log_files.ts";
import { diceFrom, type Scheduler } from "../scheduler/mod.ts";
import { loadCertificate } from "../web/certificate.ts";
import { SocketIo } from "../web/ant/socket_io.ts";
import { Attempts } from "../web/guard/attempts.ts";
import { LatelyRemoved } from "../web/lately_removed.ts";
import { RemovedTasks } from "../web/removed_tasks.ts";
import type { TokenStore } from "../web/people/token_store.ts";
import { Sessions } from "../web/session.ts";
import { EventStreams } from "../web/sse.ts";
import { addGauges } from "../web/metrics/gauges.ts";
import type { Door, State } from "../web/state.ts";
import { loadToken, type Token, TOKEN_FILE } from "../web/token.ts";
import { checkBasePath } from "./base_path.ts";
import { makeBackup } from "./backup.ts";
import { addressesOf, bannerLines } from "./banner.ts";
import { readCommit } from "./commit.ts";
import { readDefaultOptions } from "./default_options.ts";
import { handlersFor } from "./handlers.ts";
import type { Tls } from "./listen.ts";
import { makeLogDir, makeLogFolder } from "./log_folder.ts";
import { openDoors } from "./open_doors.ts";
import { openEngine } from "./open_engine.ts";
import { lockOrRefuse, openState } from "./open_state.ts";
import { openMetrics } from "./open_metrics.ts";
import { openTokens } from "./open_tokens.ts";
import { reload, type Reloads } from "./reload.ts";
import { RunnerLog } from "./runner_log.ts";
import { leaveRuntimeFile } from "./runtime_file.ts";
import { selectGpus } from "./select_gpus.ts";

/** Prints lines for the person who starts the server. */
export type Print = (line: string) => void;

/**
 * Starts everything, serves until told to stop, and ends in good order:
 * readers and tasks (or not: see `HANDLER_on_shutdown`), then a snapshot
 * that alone tells everything.
 *
 * Whatever can be refused is asked for before the first task is adopted or
 * started, and before a log folder is made for them.
 *
 * @throws {StartError} for what a person can mend; nothing is left running.
 */
export async function serve(
  config: Config,
  version: string,
  print: Print,
  untilStopped: Promise<string>,
  reloads: Reloads | null = null,
): Promise<void> {
  const defaultOptions = readDefaultOptions(config);
  checkBasePath(config.basePath);
  const groups = new TaskGroups();
  await groups.arrange(); // While we have no child that could be in the way.
  const selected = await selectGpus(config.gpus, config.nvidiaSmi);
  const { gpus, notice, inMachine } = selected;
  const tls = await loadTls(config);
  await using doors = await openDoors(config, tls);
  await makeLogDir(config.logDir);
  using _lock = await lockOrRefuse(config.stateFile);
  const tokenFile = `${dirname(config.stateFile)}/${TOKEN_FILE}`;
  const token = await loadToken(tokenFile, config.token);
  const life = `${Date.now()}-${crypto.randomUUID().slice(0, 8)}`;
  const [applyBuild, opened] = await Promise.all([
    ensureBuild(),
    openState(config, life), // Reads a large file while the other waits.
  ]);
  const logFolder = await makeLogFolder(config.logDir, Date.now());
  using log = new RunnerLog({
    path: config.logToFile ? `${logFolder}/runner.log` : null,
    echo: config.logToStdout,
    leastSeverity: config.logLevel,
  });
  const warn = (problem: string) => log.write(problem, "warning");
  const { saved, metrics } = await openMetrics(opened, config.traces, warn);
  saved.notes.forEach(warn);
  const parts = { config, gpus, logFolder, log, life, saved, groups };
  await using engine = await openEngine(parts);

  const { dashboardPort, apiPort } = doors;
  const { scheduler } = engine;
  const people = await openTokens(config.stateFile, warn);
  const door = doorOf(config, token, people, dashboardPort);
  const state = {
    ...await stateOf(config, scheduler, door, defaultOptions),
    machineGpus: inMachine,
    metrics,
    backup: () => makeBackup(scheduler, config, version),
    version,
  };
  addGauges(metrics, state);
  const report = (id: string, error: unknown) => warn(reportText(id, error));
  doors.admit(handlersFor({ config, state, applyBuild, report }));
  const banner = {
    ...{ version, config, gpus, dashboardPort, apiPort, logFolder },
    gpuNotice: notice,
    hostname: hostname(),
    token: token.value,
  };
  await using _found = await leaveRuntimeFile(config.runtimeDir, {
    ...addressesOf(banner),
    pid: Deno.pid,
    token: config.authRequired ? token.value : null,
    version,
    cwd: Deno.cwd(),
    startedAtMs: Date.now(),
  }, warn);
  for (const line of bannerLines(banner)) print(line);
  const systemd = systemdNotifier(config.notifySocket, warn);
  reloads?.onAsked(() => {
    reload({ config, scheduler, log }, reloads.load)
      .catch((error) => warn(reportText("reload", error)));
  });
  await systemd.tell(
    "--ready",
    `--status=Serves ${addressesOf(banner).dashboardUrl}`,
  );

  log.write(`Ends on ${await untilStopped}`, "info");
  await systemd.tell("--status=Stopping", "STOPPING=1");
  scheduler.stopTaking();
  state.streams.close(); // An open stream would keep a door busy.
  state.socketIo.close();
  await Promise.all([doors.close(), engine.stopTasks()]);
}

async function loadTls(
  { frontendProtocol, certDir: dir }: Config,
): Promise<Tls | null> {
  if (frontendProtocol === "http") return null;
  return { ...await loadCertificate(dir, hostname(), Date.now()), dir };
}

function doorOf(
  config: Config,
  token: Token,
  people: TokenStore,
  port: number,
): Door {
  const path = config.basePath || "/";
  const about = { token, people, path, port, now: Date.now };
  return {
    token,
    people,
    sessions: new Sessions(about),
    attempts: new Attempts(() => performance.now()),
  };
}

async function stateOf(
  config: Config,
  scheduler: Scheduler,
  door: Door,
  defaultOptions: Readonly<Record<string, string>>,
): Promise<
  Omit<
    State,
    "machineGpus" | "version" | "metrics" | "backup" | "askSelf" | "caller"
  >
> {
  return {
    scheduler,
    config,
    logs: new LogFiles(config.logDir),
    slots: await EnvSlotFile.open(config.envSlotFile, config.envSlotCount),
    prompt: { used: false, usedByAnt: false },
    removed: new RemovedTasks(() => Date.now()),
    removedEntries: new LatelyRemoved(() => Date.now()),
    submitContext: () => submitContext(config, scheduler, defaultOptions),
    streams: new EventStreams(),
    socketIo: new SocketIo(),
    door,
    commit: await readCommit(ROOT.pathname),
  };
}

/** Fresh dice and the present moment for each submission. */
function submitContext(
  config: Config,
  { settings }: Scheduler,
  defaultOptions: Readonly<Record<string, string>>,
) {
  const now = new Date();
  return {
    defaultGpus: Math.min(config.defaultGpus, settings.gpus.length),
    maxGpus: settings.gpus.length,
    defaultOptions,
    dice: diceFrom(Math.random, () => crypto.randomUUID()),
    nowMs: now.getTime(),
    timeZoneOffsetMinutes: now.getTimezoneOffset(),
  };
}

function reportText(id: string, error: unknown): string {
  const text = error instanceof Error ? error.stack ?? error.message : error;
  return `Request failed, "${id}": ${text}`;
}
