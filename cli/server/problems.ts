import { type Exit, Failure } from "../failure.ts";

/** A problem document of `/api/v1`, as far as it counts here. */
interface Problem {
  readonly detail?: string;
  readonly code?: string;
  readonly issues?: readonly {
    readonly message: string;
    readonly line?: number;
    readonly field?: string;
    readonly code?: string;
  }[];
}

const BY_STATUS: Readonly<Record<number, Exit>> = {
  400: "usage",
  401: "noRight",
  403: "noRight",
  404: "notFound",
  413: "usage",
  416: "usage",
  422: "usage",
  429: "noRight",
  502: "unreachable",
  503: "later",
  504: "unreachable",
};

/** Codes of problems that count more than their status. */
const BY_CODE: Readonly<Record<string, Exit>> = {
  "over-limit": "refused",
  "impossible": "impossible",
  "not-durable": "later",
  "shutting-down": "later",
  "not-yours": "noRight",
  "unknown-task": "notFound",
};

const HINTS: Readonly<Partial<Record<Exit, string>>> = {
  noRight: "Log in with ant login, or set ANT_TOKEN.",
  later: "Try again in a moment; ant doctor tells what is wrong.",
};

/** What all of some that were turned down have in common. */
export function exitOfAll(
  failed: readonly { readonly code?: string }[],
): Exit {
  const exits = new Set(failed.map(({ code }) => BY_CODE[code ?? ""]));
  const [exit = "failed"] = exits;
  return exits.size === 1 ? exit : "failed";
}

/** Makes a failure of an answer that is none of success. */
export async function failureOf(response: Response): Promise<Failure> {
  const text = await response.text();
  const problem = read(text);
  const { status } = response;
  const { issues = [], code } = problem;
  const codes = [code, ...issues.map((issue) => issue.code)];
  const exit = codes.map((one) => BY_CODE[one ?? ""])
    .find((one) => one !== undefined) ?? BY_STATUS[status] ?? "failed";
  const lines = issues.length > 1 || issues[0]?.line !== undefined
    ? issues.map(issueText)
    : [];
  const hint = [...lines, HINTS[exit]].filter((one) => one !== undefined);
  return new Failure(
    exit,
    problem.detail ?? `The server answered ${status}`,
    { code, hint: hint.length === 0 ? undefined : hint.join("\n") },
  );
}

function read(text: string): Problem {
  try {
    return JSON.parse(text);
  } catch {
    return {}; // Not of our server: a proxy perhaps.
  }
}

function issueText(
  { message, line, field }: NonNullable<Problem["issues"]>[number],
): string {
  const where = [
    ...line === undefined ? [] : [`line ${line}`],
    ...field === undefined ? [] : [field],
  ].join(", ");
  return where === "" ? message : `${where}: ${message}`;
}
