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

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

async function main(): Promise<void> {
  const args = parseArguments(Deno.args);
  if (args.kind === "help") return print(helpText());
  if (args.kind === "version") return print(`ANT ${metadata.version}`);
  const config = await loadConfig(args, readEnvironment());
  await serve(config, metadata.version, print, untilSignal());
}

if (import.meta.main) {
  try {
    await main();
    Deno.exit(0); // Listeners for signals would keep the process.
  } catch (error) {
    const isKnown = error instanceof StartError;
    const text = isKnown ? error.message : Deno.inspect(error);
    Deno.stderr.writeSync(new TextEncoder().encode(`${text}\n`));
    Deno.exit(isKnown ? error.exitCode : START_FAILURES.internal.exitCode);
  }
}
