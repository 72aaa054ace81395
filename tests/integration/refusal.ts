import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { START_FAILURES, type StartFailure } from "../../config/start_error.ts";
import { aServer, type ServerOptions, StartFailed } from "../helpers/server.ts";

/** Starts a server that must not start; resolves to the one line it says. */
export async function refusal(
  failure: StartFailure,
  options: ServerOptions,
): Promise<string> {
  return await refusalOf(failure, () => aServer(options));
}

/** The same for a start that is made in another way. */
export async function refusalOf(
  failure: StartFailure,
  start: () => Promise<AsyncDisposable>,
): Promise<string> {
  const error = await assertRejects(async () => {
    await using _server = await start();
  }, StartFailed);
  assertEquals(error.code, START_FAILURES[failure].exitCode, error.printed);
  assertMatch(error.printed, /^Cannot [^\n]+\n$/);
  return error.printed.trimEnd();
}
