import type { z } from "zod";
import { readJson } from "../../body.ts";
import { read } from "./issues.ts";
import { jsonSchemaOf } from "./json_schema.ts";

/**
 * Reads a body into a shape.
 *
 * @throws {HttpError} 400 for what is no JSON.
 * @throws {SpecError} with everything that is wrong with it.
 */
export async function readBody<Shape extends z.ZodType>(
  request: Request,
  shape: Shape,
): Promise<z.output<Shape>> {
  return read(shape, await readJson(request));
}

/**
 * Reads a body that may be left out; `null` where it is.
 *
 * @throws {HttpError} 400 for what is no JSON.
 * @throws {SpecError} with everything that is wrong with it.
 */
export async function readBodyIfAny<Shape extends z.ZodType>(
  request: Request,
  shape: Shape,
): Promise<z.output<Shape> | null> {
  const { size } = await request.clone().blob();
  return size === 0 ? null : await readBody(request, shape);
}

/**
 * Reads a query into a shape. What it does not know is an error: a misspelt
 * `dry_run` must not queue.
 *
 * @throws {SpecError} with everything that is wrong with it.
 */
export function readQuery<Shape extends z.ZodType>(
  { searchParams }: URL,
  shape: Shape,
): z.output<Shape> {
  const { properties = {} } = jsonSchemaOf(shape);
  const values = Object.fromEntries(
    [...searchParams.keys()].map((name) => {
      const all = searchParams.getAll(name);
      const isList = properties[name]?.type === "array";
      return [name, isList ? all.flatMap(words) : all.at(-1)];
    }),
  );
  return read(shape, values);
}

function words(text: string): string[] {
  return text.split(",").filter((word) => word !== "");
}
