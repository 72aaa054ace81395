import type { z } from "zod";
import {
  type JsonSchema,
  jsonSchemaOf,
} from "../web/v1/request/json_schema.ts";
import { read } from "../web/v1/request/issues.ts";
import type { AntApi } from "./ant_api.ts";
import type { Told } from "./bounds.ts";

/** Something that an agent may do. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: JsonSchema;
  /** Whether anything is another after it. */
  readonly changes: boolean;
  /** Whether it may end work that nobody can bring back. */
  readonly destroys: boolean;
  /** @throws {SpecError} for arguments that the tool does not take. */
  readonly call: (api: AntApi, input: unknown) => Promise<Told>;
}

interface Words<Shape extends z.ZodType> {
  readonly title: string;
  readonly description: string;
  readonly input: Shape;
}

type Run<Shape extends z.ZodType> = (
  api: AntApi,
  input: z.output<Shape>,
) => Promise<Told>;

/** A tool that looks. */
export function looks<Shape extends z.ZodType>(
  name: string,
  { run, ...words }: Words<Shape> & { readonly run: Run<Shape> },
): Tool[] {
  return [tool(name, words, run, {})];
}

/**
 * A tool that changes something, and its twin `preview_…`, which takes the
 * same and tells what would come of it.
 */
export function changes<Shape extends z.ZodType>(
  name: string,
  { run, preview, previews, destroys = false, ...words }: Words<Shape> & {
    readonly run: Run<Shape>;
    readonly preview: Run<Shape>;
    /** What the twin tells. */
    readonly previews: string;
    readonly destroys?: boolean;
  },
): Tool[] {
  const twin = {
    ...words,
    title: `${words.title}: a preview`,
    description: `${previews} Changes nothing; takes what \`${name}\` takes.`,
  };
  return [
    tool(name, words, run, { changes: true, destroys }),
    tool(`preview_${name}`, twin, preview, {}),
  ];
}

function tool<Shape extends z.ZodType>(
  name: string,
  { title, description, input }: Words<Shape>,
  run: Run<Shape>,
  { changes = false, destroys = false },
): Tool {
  return {
    name,
    title,
    description,
    input: jsonSchemaOf(input),
    changes,
    destroys,
    call: (api, raw) => run(api, read(input, raw ?? {})),
  };
}
