import { SpecError } from "../scheduler/mod.ts";
import { type AntApi, ApiProblem, Unreachable } from "./ant_api.ts";
import { bounded, cut, MAX_ANSWER } from "./bounds.ts";
import { TOOLS } from "./tools/table.ts";

/** What a call came to, in texts. */
export interface Answer {
  readonly texts: readonly string[];
  readonly isError: boolean;
}

/** What to do next, by the code of a refusal. */
const BY_CODE: Readonly<Record<string, string>> = {
  "unknown-task": "call `list` with `q` to find the id",
  "wrong-state": "call `show` to see how it stands now",
  "duplicate-id": "leave the id out, or choose another",
  "over-limit":
    "ask for less, or wait until some of your own tasks have ended (`list`)",
  "not-yours": "act on tasks that you submitted, or ask a person",
  "key-reused": "send another idempotencyKey",
};

/** What to do next, by the status of a problem. */
const BY_STATUS: Readonly<Record<number, string>> = {
  401:
    "ask a person for the server's token, and set it where this client is configured",
  403: "ask a person: this token may not do that",
  404: "call `list` to see which tasks there are",
  409: "call `show` or `list` to see how things stand now",
  422: "mend what is named above",
  429: "wait a minute, then try again",
  503: "wait a few seconds, then try again",
};

/**
 * Calls a tool. What goes wrong is told with what to do next; a bug is
 * thrown.
 */
export async function callTool(
  api: AntApi,
  name: string,
  input: unknown,
): Promise<Answer> {
  const tool = TOOLS.find((one) => one.name === name);
  if (tool === undefined) {
    const names = TOOLS.map((one) => one.name).join(", ");
    return failed(
      `Cannot call "${name}": there is no such tool`,
      `use one of ${names}`,
    );
  }
  try {
    return { texts: bounded(await tool.call(api, input)), isError: false };
  } catch (error) {
    return explain(error, name);
  }
}

function explain(error: unknown, name: string): Answer {
  if (error instanceof SpecError) {
    return failed(error.message, `call \`${name}\` again as its schema says`);
  }
  if (error instanceof Unreachable) {
    return failed(
      error.message,
      "ask a person to start the server, or to set ANT_URL to its address",
    );
  }
  if (!(error instanceof ApiProblem)) throw error;
  const { status, detail, code, issues } = error.problem;
  const all = issues.length > 1
    ? issues.map(({ message }) => `- ${message}`).join("\n")
    : detail;
  const byStatus = status === 422 && name === "submit"
    ? "mend what is named above; `preview_submit` tells whether it will do"
    : BY_STATUS[status];
  const next = BY_CODE[code ?? ""] ?? byStatus ??
    "tell a person: this should not happen";
  return failed(all, next);
}

function failed(what: string, next: string): Answer {
  const text = `${cut(what, MAX_ANSWER - 500)}\nNext: ${next}`;
  return { texts: [text], isError: true };
}
