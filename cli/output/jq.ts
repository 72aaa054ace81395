import type { Jq } from "./jq_package.ts";
import { Failure, usage } from "../failure.ts";

/** What an expression makes of a value: texts as they are, the rest as JSON. */
export type Select = (value: unknown) => readonly string[];

/** Reads a jq expression, before anything is done. @throws {Failure} */
export async function readJq(expression: string): Promise<Select> {
  const { jq } = await import("./jq_package.ts");
  const apply = compiled(jq, expression);
  return (value) => {
    try {
      return Array.from(apply(value), textOf);
    } catch (cause) {
      const why = reasonOf(cause);
      throw new Failure("failed", `Cannot apply "--jq ${expression}": ${why}`, {
        hint: "--json alone prints what it is applied to.",
        cause,
      });
    }
  };
}

function compiled(jq: Jq, expression: string) {
  try {
    return jq.compile(expression);
  } catch (cause) {
    const why = reasonOf(cause);
    throw usage(
      `Cannot read "--jq ${expression}": ${why}`,
      "Write what jq understands, such as '.tasks[].id'.",
    );
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** It throws texts, too. */
function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
