/**
 * The build, and the watch mode. `deno task build` writes `_fresh/`, and
 * every start asks {@linkcode ensureBuild}, which builds only what is stale:
 *
 *     const applyBuild = await ensureBuild();
 *     const app = createApp(options);
 *     applyBuild(app);
 *     Deno.serve(app.handler());
 */
import { Builder } from "fresh/dev";
import { tmpdir } from "node:os";
import { parseArguments } from "./config/arguments.ts";
import { loadConfig } from "./config/config.ts";
import { readEnvironment } from "./config/environment.ts";
import { StartError } from "./config/start_error.ts";
import { ROOT } from "./root.ts";
import metadata from "./deno.json" with { type: "json" };

const builder = new Builder({
  root: ROOT.href,
  // Its scripts use what came later yet: Promise.withResolvers (ES2024).
  target: "es2022",
});

/** Brings `_fresh/` up to date, and returns what hands it to an app. */
export async function ensureBuild() {
  await builder.build();
  return await builder.build({ snapshot: "memory" });
}

/**
 * Serves simulated GPUs from a folder that goes on Ctrl+C. Deno ends it with
 * SIGTERM and starts it anew when code changes: who is signed in stays so.
 */
async function watch(args: readonly string[]): Promise<void> {
  // A server needs the build, and not the other way round.
  const { serve } = await import("./boot/serve.ts");
  const dir = `${tmpdir()}/ant-dev-${Deno.pid}`;
  await Deno.mkdir(dir, { recursive: true, mode: 0o700 });
  const configFile = `${dir}/config.json`;
  const settings = { "RECOVERY_state_file": `${dir}/state.json` };
  await Deno.writeTextFile(configFile, JSON.stringify(settings));

  const parsed = parseArguments([
    ...["--simulate", "4", "--http", "--host", "127.0.0.1"],
    ...["--log-dir", `${dir}/logs`, "--config", configFile, ...args],
  ]);
  if (parsed.kind !== "start") return;
  const config = await loadConfig(parsed, readEnvironment());
  const ended = untilEnded();
  await serve(config, metadata.version, print, ended);
  if (await ended === "SIGINT") await Deno.remove(dir, { recursive: true });
  Deno.exit(0);
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

/** Ends with one line for what a person can mend; a bug is thrown on. */
function giveUp(error: unknown): never {
  if (!(error instanceof StartError)) throw error;
  Deno.stderr.writeSync(new TextEncoder().encode(`${error.message}\n`));
  Deno.exit(error.exitCode);
}

function untilEnded(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    Deno.addSignalListener(signal, () => resolve(signal));
  }
  return promise;
}

if (import.meta.main) {
  const [first, ...rest] = Deno.args;
  // Not awaited here: what watch() imports waits for this module to be done.
  if (first === "--watch") watch(rest).catch(giveUp);
  else await builder.build();
}
