/**
 * The one entry: `ant serve 0,1,2,3` is the server, every other verb talks to
 * it. What the server needs is loaded for it alone.
 */
import metadata from "../deno.json" with { type: "json" };
import { addressOf } from "../root.ts";
import { ant } from "./ant.ts";
import { ownTerminal } from "./output/terminal.ts";

async function main(args: readonly string[]): Promise<number> {
  if (args[0] !== "serve") {
    return await ant(args, ownTerminal(), metadata.version);
  }
  const server = addressOf("main.ts");
  const { start } = await import(server) as typeof import("../main.ts");
  return await start(args.slice(1));
}

// What still listens, a stream of the server for one, would keep the process.
if (import.meta.main) Deno.exit(await main(Deno.args));
