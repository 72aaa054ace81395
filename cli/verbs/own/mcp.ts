import { addressOf } from "../../../root.ts";
import { Failure } from "../../failure.ts";
import { type Call, NO_WORDS, type Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";

/** `ant mcp`. */
export const verb: Verb = {
  words: NO_WORDS,
  streams: true,
  description: [
    "Speaks the Model Context Protocol on stdin and stdout, for agents that " +
    "start their tools as programs. It finds its server as every verb does.",
  ],
  flags: [],
  examples: [["ant mcp", "As the command of a tool server, in an agent."]],
  seeAlso: ["env"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const api = await call.api();
  const { Unreachable } = await import(
    addressOf("mcp/ant_api.ts")
  ) as typeof import("../../../mcp/ant_api.ts");
  const { serveStdio } = await import(
    addressOf("mcp/over_stdio.ts")
  ) as typeof import("../../../mcp/over_stdio.ts");
  const ask = async (path: string, init?: RequestInit) => {
    try {
      return await api.ask(path, init);
    } catch (cause) {
      if (!(cause instanceof Failure)) throw cause;
      throw new Unreachable(cause.message, { cause });
    }
  };
  await serveStdio({ ask }, call.version);
  return {};
}
