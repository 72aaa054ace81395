import { Builder } from "fresh/dev";
import { type AppOptions, createApp } from "../../app.ts";
import { readDefaultOptions } from "../../boot/default_options.ts";
import { FILE_SCHEMA } from "../../config/schema.ts";
import { Registry } from "prom-client";
import { settingsOf } from "../../config/settings.ts";
import { EnvSlotFile } from "../../scheduler/adapters/env_slot_file.ts";
import { LogFiles } from "../../scheduler/adapters/log_files.ts";
import { diceFrom } from "../../scheduler/mod.ts";
import type { SchedulerState } from "../../scheduler/model/state.ts";
import { SocketIo } from "../../web/ant/socket_io.ts";
import { Attempts } from "../../web/guard/attempts.ts";
import { LatelyRemoved } from "../../web/lately_removed.ts";
import { RemovedTasks } from "../../web/removed_tasks.ts";
import { TokenStore } from "../../web/people/token_store.ts";
import { Sessions } from "../../web/session.ts";
import { EventStreams } from "../../web/sse.ts";
import type { State } from "../../web/state.ts";
import { Token } from "../../web/token.ts";
import { T0 } from "../helpers/builders.ts";
import { aScheduler } from "../helpers/fake_ports.ts";
import { checkDocumented } from "./documented.ts";

const ROOT = import.meta.resolve("../../");

/** What an API under test begins with. */
export interface ApiOptions {
  readonly gpus?: number;
  readonly state?: SchedulerState;
  /** Keys of the config file. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** An API over an engine among fakes, with real logs in a folder. */
export interface Api extends AsyncDisposable, ReturnType<typeof aScheduler> {
  readonly web: AppOptions["state"];
  /** What broke in a way that nobody expected. */
  readonly broken: unknown[];
  /** Asks it, without a port. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Sends JSON. */
  send(method: string, path: string, body: unknown): Promise<Response>;
  /** Writes the log of a task whose `logFile` is {@linkcode logPath}. */
  writeLog(id: string, content: string | Uint8Array): Promise<void>;
  appendLog(id: string, content: string | Uint8Array): Promise<void>;
}

let build: ReturnType<Builder<State>["build"]> | null = null;

/** Makes a folder for logs; a state may then name logs within it. */
export async function aLogDir(): Promise<string> {
  return await Deno.makeTempDir({ prefix: "ant-api-" });
}

/** The app with all its routes, nobody at the door, and an engine behind. */
export async function anApi(
  { gpus = 2, state, config = {} }: ApiOptions = {},
  dir?: string,
): Promise<Api> {
  const logDir = dir ?? await aLogDir();
  const engine = aScheduler(gpus, state, { logFolder: logDir });
  const web = await aWebState(engine, logDir, config);
  const broken: unknown[] = [];
  const app = createApp({
    state: web,
    guard: null,
    report: (_id, error) => broken.push(error),
  });
  build ??= new Builder<State>({ root: ROOT }).build({ snapshot: "memory" });
  (await build)(app);
  const handler = app.handler();
  const ask: Api["ask"] = async (path, init) => {
    const request = new Request(`http://localhost${path}`, init);
    const response = await handler(request);
    await checkDocumented(request, response);
    return response;
  };
  return {
    ...engine,
    web,
    broken,
    ask,
    send: (method, path, body) =>
      ask(path, { method, body: JSON.stringify(body) }),
    writeLog: (id, content) => write(`${logDir}/${id}.log`, content, false),
    appendLog: (id, content) => write(`${logDir}/${id}.log`, content, true),
    async [Symbol.asyncDispose]() {
      web.streams.close();
      web.socketIo.close();
      await engine.scheduler.close();
      await Deno.remove(logDir, { recursive: true });
    },
  };
}

async function aWebState(
  { scheduler, clock }: ReturnType<typeof aScheduler>,
  logDir: string,
  values: Readonly<Record<string, unknown>>,
): Promise<AppOptions["state"]> {
  const parsed = FILE_SCHEMA.parse({ LOGGER_log_dir: logDir, ...values });
  const settings = settingsOf(parsed, null);
  const token = new Token("a-token-for-tests-only");
  const people = new TokenStore({
    text: null,
    write: () => Promise.resolve(),
    now: () => clock.now(),
    warn: () => {},
  });
  const about = {
    token,
    people,
    path: "/",
    port: 1,
    now: () => T0,
  };
  return {
    scheduler,
    config: {
      ...settings,
      configFile: null,
      gpus: { kind: "simulated", count: scheduler.settings.gpus.length },
      certDir: "cert",
      authRequired: false,
      token: null,
      runtimeDir: null,
      values: parsed,
      notifySocket: null,
      traces: false,
      notices: [],
      origins: new Map(),
    },
    logs: new LogFiles(logDir),
    slots: await EnvSlotFile.open(settings.envSlotFile, settings.envSlotCount),
    prompt: { used: false, usedByAnt: false },
    removed: new RemovedTasks(() => clock.now()),
    removedEntries: new LatelyRemoved(() => clock.now()),
    submitContext: () => ({
      defaultGpus: settings.defaultGpus,
      maxGpus: scheduler.settings.gpus.length,
      defaultOptions: readDefaultOptions(settings),
      dice: diceFrom(Math.random, () => crypto.randomUUID()),
      nowMs: T0,
      timeZoneOffsetMinutes: 0,
    }),
    streams: new EventStreams(),
    socketIo: new SocketIo(),
    door: {
      token,
      people,
      sessions: new Sessions(about),
      attempts: new Attempts(() => T0),
    },
    metrics: new Registry(),
    backup: () =>
      Promise.resolve({
        madeAtMs: T0,
        pieces: [
          '{"format":"ant-backup","version":1,"release":"2.0.0-test",',
          `"madeAtMs":${T0},"files":{}}`,
        ],
      }),
    version: "2.0.0-test",
    machineGpus: 8,
    commit: "unknown",
  };
}

async function write(
  path: string,
  content: string | Uint8Array,
  append: boolean,
): Promise<void> {
  const bytes = typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
  await Deno.writeFile(path, bytes, { append });
}
