import { z } from "zod";
import { type ConfigKey, FILE_SCHEMA } from "./schema.ts";

/** What of a JSON Schema the config file's types make use of. */
interface TypeSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly TypeSchema[];
  readonly items?: TypeSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly default?: unknown;
  readonly description?: string;
  readonly unit?: string;
}

/** Everything that the schema says of one key. */
export interface KeyFacts {
  /** Such as "an integer from 0 to 65535". */
  readonly expects: string;
  readonly description: string;
  /** `undefined` for a key without a default. */
  readonly defaultValue: unknown;
  readonly unit: string | null;
}

const PROPERTIES = z.toJSONSchema(FILE_SCHEMA, { io: "input" })
  .properties as Record<ConfigKey, TypeSchema>;

/** Tells what the schema says of a key, in words. */
export function factsOf(key: ConfigKey): KeyFacts {
  const schema = PROPERTIES[key];
  return {
    expects: expectation(schema),
    description: schema.description ?? "",
    defaultValue: schema.default,
    unit: schema.unit ?? null,
  };
}

function expectation(schema: TypeSchema): string {
  if (schema.anyOf) return schema.anyOf.map(expectation).join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) {
    return schema.enum.map((v) => JSON.stringify(v)).join(" or ");
  }
  const types = [schema.type ?? []].flat();
  return types.map((type) => expectedType(type, schema)).join(" or ");
}

function expectedType(type: string, schema: TypeSchema): string {
  switch (type) {
    case "integer":
      return `an integer${bounds(schema)}`;
    case "number":
      return `a number${bounds(schema)}`;
    case "boolean":
      return "true or false";
    case "array":
      return schema.items?.type === "object"
        ? "a list of objects"
        : "a list of texts";
    case "object":
      return "an object";
    case "string":
      return "a text";
    default:
      return type;
  }
}

function bounds({ minimum, exclusiveMinimum, maximum }: TypeSchema): string {
  const above = exclusiveMinimum === undefined
    ? ""
    : ` above ${exclusiveMinimum}`;
  const most = maximum === undefined ? "" : ` to ${maximum}`;
  if (minimum !== undefined) return ` from ${minimum}${most}`;
  return most === "" ? above : `${above} up${most}`;
}
