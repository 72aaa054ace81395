import { TASK_FLAGS } from "./run_flags.ts";
import type { Flag } from "../grammar/verb.ts";

const SCALAR = { type: ["string", "number"] };

/** The JSON schema of a file for `ant submit`, made of the flags' table. */
export function specSchema(): Readonly<Record<string, unknown>> {
  const keys = {
    command: {
      type: "string",
      description: "Shell text, as of ant run -- 'TEXT'.",
    },
    ...Object.fromEntries(TASK_FLAGS.map((flag) => [flag.name, keyOf(flag)])),
  };
  const task = {
    type: "object",
    properties: keys,
    additionalProperties: false,
  };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A file for ant submit",
    type: "object",
    properties: {
      ...keys,
      tasks: {
        type: "array",
        minItems: 1,
        description: "Many tasks; what stands beside is for all of them.",
        items: { $ref: "#/$defs/task" },
      },
    },
    additionalProperties: false,
    $defs: { task },
  };
}

function keyOf({ name, value, many, help }: Flag) {
  const description = help;
  if (value === null) return { type: "boolean", description };
  const list = { type: "array", items: SCALAR };
  const table = { type: "object", additionalProperties: SCALAR };
  return name === "env" ? { anyOf: [table, list, SCALAR], description } : {
    anyOf: [SCALAR, list],
    description: many ? `${help} Or a list.` : help,
  };
}
