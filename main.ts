/**
 * The server: `deno task start 0,1,2,3`. Reads arguments, config and
 * environment; `boot/` puts the rest together.
 */
import { parseArguments } from "./config/arguments.ts";
import { loadConfig } from "./config/config.ts";
import { readEnvironment } from "./config/environment.ts";
import { helpText } from "./config/options.ts";
import { START_FAILURES, StartError } from "./config/start_error.ts";
import { serve } from "./boot/serve.ts";
import metadata from "./deno.json" with { type: "json" };

/** Resolves with the signal that asks the server to stop. */
function untilSignal(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    Deno.addSignalListener(signal, () => resolve(signal));
  }
  return promise;
}

/** A terminal that closes hangs up, too, and then the server ends with it. */
function onHangup(reload: () => void): void {
  if (!Deno.stdin.isTerminal()) Deno.addSignalListener("SIGHUP", reload);
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

/** Serves until told to stop. @throws {StartError} where it cannot begin. */
async function serveAs(words: readonly string[]): Promise<void> {
  const args = parseArguments(words);
  if (args.kind === "help") return print(helpText());
  if (args.kind === "version") return print(`ANT ${metadata.version}`);
  const load = () => loadConfig(args, readEnvironment());
  const { version } = metadata;
  const reloads = { load, onAsked: onHangup };
  await serve(await load(), version, print, untilSignal(), reloads);
}

/** Does what a command line asks for, and resolves to the exit code. */
export async function start(words: readonly string[]): Promise<number> {
  try {
    await serveAs(words);
    return 0;
  } catch (error) {
    const isKnown = error instanceof StartError;
    const text = isKnown ? error.message : Deno.inspect(error);
    Deno.stderr.writeSync(new TextEncoder().encode(`${text}\n`));
    return isKnown ? error.exitCode : START_FAILURES.internal.exitCode;
  }
}

// Listeners for signals would keep the process.
if (import.meta.main) Deno.exit(await start(Deno.args));
