import { z } from "zod";

/** What of a JSON Schema the shapes here make use of. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly description?: string;
  readonly required?: readonly string[];
  readonly default?: unknown;
}

/** Shapes do not change: each is written once, for as long as it is used. */
const written = new WeakMap<z.ZodType, JsonSchema>();

/** Writes a shape as JSON Schema 2020-12, as a sender must meet it. */
export function jsonSchemaOf(shape: z.ZodType): JsonSchema {
  const known = written.get(shape) ?? writeSchema(shape);
  written.set(shape, known);
  return known;
}

function writeSchema(shape: z.ZodType): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    io: "input",
    override: ({ jsonSchema }) => {
      // Everybody's limit of whole numbers says nothing to a reader.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) {
        delete jsonSchema.maximum;
      }
    },
  });
  return schema as JsonSchema;
}

/** Tells in words what a schema takes: `a whole number from 1 to 500`. */
export function wordsFor(schema: JsonSchema): string {
  if (schema.anyOf) return schema.anyOf.map(wordsFor).join(" or ");
  if (schema.enum) {
    return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  }
  return [schema.type ?? "something else"].flat()
    .map((type) => typeWords(type, schema)).join(" or ");
}

function typeWords(type: string, schema: JsonSchema): string {
  switch (type) {
    case "integer":
      return `a whole number${bounds(schema.minimum, schema.maximum)}`;
    case "number":
      return `a number${bounds(schema.minimum, schema.maximum)}`;
    case "boolean":
      return "true or false";
    case "string":
      return schema.maxLength === undefined
        ? "text"
        : `text of ${schema.maxLength} characters at most`;
    case "array":
      return `a list${sizes(schema)}`;
    case "object":
      return "an object";
    default:
      return type;
  }
}

function bounds(least?: number, most?: number): string {
  const from = least === undefined ? "" : ` from ${least}`;
  return most === undefined ? from : `${from} to ${most}`;
}

function sizes({ minItems, maxItems }: JsonSchema): string {
  if (minItems === undefined && maxItems === undefined) return "";
  return ` of ${minItems ?? 0} to ${maxItems ?? "any number of"} items`;
}
