import type { z } from "zod";
import { nearestKey } from "../../../config/nearest_key.ts";
import { SpecError, type SpecIssue } from "../../../scheduler/mod.ts";
import { type JsonSchema, jsonSchemaOf, wordsFor } from "./json_schema.ts";

type Path = readonly PropertyKey[];

/**
 * Reads a value into a shape.
 *
 * @throws {SpecError} with everything that is wrong with it.
 */
export function read<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
): z.output<Shape> {
  const result = shape.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const schema = jsonSchemaOf(shape);
  throw new SpecError(
    result.error.issues.flatMap((issue) => issuesOf(issue, schema)),
  );
}

/** Says what is wrong in our words: Zod's name types of JavaScript. */
function issuesOf(issue: z.core.$ZodIssue, schema: JsonSchema): SpecIssue[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(schemaAt(schema, path).properties ?? {});
    return issue.keys.map((key) => unknownField(path, key, known));
  }
  const field = fieldText(path);
  const what = field === "" ? "the request" : `"${field}"`;
  const isWorded = issue.code === "custom" ||
    issue.code === "invalid_format" && !issue.message.startsWith("Invalid");
  const why = isWorded
    ? issue.message
    : issue.input === undefined
    ? "it is missing"
    : `it must be ${wordsFor(schemaAt(schema, path))}`;
  const message = `Cannot read ${what}: ${why}`;
  return [field === "" ? { message } : { message, field }];
}

function unknownField(
  path: Path,
  key: string,
  known: readonly string[],
): SpecIssue {
  const field = fieldText([...path, key]);
  const nearest = nearestKey(key, known);
  const hint = nearest === null
    ? "none is expected here"
    : `did you mean "${nearest}"?`;
  return { message: `Cannot use "${field}": no such field, ${hint}`, field };
}

/** Writes a path as in code: `entries[0].section`. */
export function fieldText(path: Path): string {
  return path.map((part, place) =>
    typeof part === "number"
      ? `[${part}]`
      : `${place === 0 ? "" : "."}${String(part)}`
  ).join("");
}

function schemaAt(schema: JsonSchema, path: Path): JsonSchema {
  const [part, ...rest] = path;
  if (part === undefined) return schema;
  const next = typeof part === "number"
    ? schema.items
    : schema.properties?.[String(part)];
  return next === undefined ? {} : schemaAt(next, rest);
}
