import { z } from "zod";
import { nameInJson } from "../../cli/output/json.ts";
import { DryRunReply } from "../../web/v1/openapi/dry_run_reply.ts";
import {
  GpuReply,
  TaskReply,
  WaitingTaskReply,
} from "../../web/v1/openapi/replies.ts";
import { WhyReply } from "../../web/v1/openapi/why_reply.ts";

// deno-lint-ignore no-explicit-any -- JSON schema, of any shape.
type Schema = any;

const text = z.string();
const texts = z.array(text);
/** Some come from the feed, which tells less. */
const Task = z.object({
  ...WaitingTaskReply.partial().shape,
  ...TaskReply.shape,
}).meta({ id: "task" });
const Gpu = z.object(GpuReply.shape).meta({ id: "GPU" });
const tasks = z.array(Task);
const refs = z.array(z.strictObject({ id: text, newId: text.optional() }));
const failed = z.array(z.looseObject({ id: text }));
const queued = {
  id: text,
  name: text,
  url: text,
  state: text,
  gpusPlanned: z.array(z.int()),
  startEstimate: text.nullable().describe("ISO 8601; null where nobody knows."),
  warnings: texts,
};
const Queued = z.strictObject({
  ...z.object(queued).partial().shape,
  ids: texts,
  tasks: z.array(z.strictObject(queued)),
  ended: tasks.optional().describe("After --wait."),
  timeout: z.boolean().optional(),
});
const Acted = z.strictObject({
  tasks: refs,
  failed: failed.optional(),
  dryRun: z.boolean().optional(),
});

const Token = {
  name: text,
  role: text,
  maxGpus: z.int().nullable(),
  maxQueued: z.int().nullable(),
};

/** What each verb prints with `--json`, beside the schema's name. */
const SHAPES: Readonly<Record<string, z.ZodType>> = {
  run: Queued,
  "run --dry-run": z.strictObject({
    tasks: DryRunReply.shape.tasks,
    dryRun: z.literal(true),
  }),
  submit: Queued,
  batch: Queued,
  ls: z.strictObject({ tasks, total: z.int() }),
  show: z.strictObject({ tasks }),
  why: z.strictObject({
    tasks: z.array(z.looseObject({
      id: text,
      state: text,
      sentence: text,
      reason: WhyReply.shape.reason.nullable(),
      waysOut: texts,
      start: WhyReply.shape.start,
      end: Task.shape.end,
      attempt: z.int(),
    })),
  }),
  wait: z.strictObject({ tasks, timeout: z.boolean() }),
  stop: Acted,
  rm: Acted,
  rerun: Acted,
  hold: Acted,
  release: Acted,
  top: Acted,
  move: z.strictObject({ tasks }),
  edit: z.strictObject({ tasks, failed: failed.optional() }),
  gpus: z.strictObject({
    gpus: z.array(Gpu),
    problem: text.nullable(),
  }),
  "gpu drain": z.strictObject({ gpus: z.array(Gpu) }),
  "gpu enable": z.strictObject({ gpus: z.array(Gpu) }),
  recover: z.union([
    z.strictObject({
      entries: z.array(z.strictObject({
        ...{ id: text, sessionId: text, section: text },
        ...{ state: text, command: text },
      })),
    }),
    z.strictObject({ done: texts, failed }),
  ]),
  watch: z.looseObject({
    ...{ active: tasks, queued: tasks, ended: tasks },
    gpus: z.array(Gpu),
    counts: z.looseObject({ active: z.int(), queued: z.int() }),
    nowMs: z.number(),
  }),
  logs: z.strictObject({
    logs: z.array(
      z.strictObject({
        id: text,
        text: text.optional(),
        path: text.optional(),
      }),
    ),
  }),
  follow: z.strictObject({ id: text, line: text }),
  events: z.strictObject({
    event: text,
    id: text.nullable(),
    data: z.looseObject({}),
  }),
  open: z.strictObject({ url: text }),
  login: z.strictObject({ url: text, path: text.nullable() }),
  config: z.strictObject({
    settings: z.array(z.strictObject({ key: text, value: text, origin: text })),
  }),
  doctor: z.strictObject({
    checks: z.array(z.strictObject({
      check: text,
      status: z.enum(["ok", "warning", "failed"]),
      found: text,
      todo: text.nullable(),
    })),
  }),
  help: z.strictObject({ topic: text, text }),
  completion: z.union([
    z.strictObject({ shell: text, script: text }),
    z.strictObject({ candidates: texts }),
  ]),
  "submit --schema": z.strictObject({ specSchema: z.looseObject({}) }),
  "token create": z.strictObject({ ...Token, token: text }),
  "token ls": z.strictObject({
    tokens: z.array(z.looseObject({
      ...Token,
      createdAtMs: z.number(),
      lastUsedAtMs: z.number().nullable(),
    })),
  }),
  "token revoke": z.strictObject({ name: text }),
  backup: z.strictObject({ path: text, bytes: z.int() }),
  restore: z.strictObject({ folder: text, paths: texts, madeAtMs: z.number() }),
  "install-service": z.strictObject({ path: text, next: texts }),
  error: z.strictObject({
    error: z.strictObject({
      code: text,
      message: text,
      hint: text.optional(),
    }),
  }),
};

/** The verbs, and forms of them, whose JSON is promised. */
export const VERBS_WITH_SCHEMA = Object.keys(SHAPES);

/** The JSON schema of all that `--json` prints, by verb. */
export function outputSchema(): Schema {
  const parts = new Map<string, Schema>();
  const entries = Object.entries(SHAPES).map(([verb, shape]) => {
    const { $schema: _, $defs, ...schema } = z.toJSONSchema(shape) as Schema;
    for (
      const [name, { id: _id, ...part }] of Object.entries<Schema>($defs ?? {})
    ) {
      parts.set(name, renamed(part));
    }
    return [verb, withName(renamed(schema))];
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "What ant prints with --json, by verb",
    $defs: Object.fromEntries([...entries, ...parts]),
  };
}

/** Fails where a verb's JSON is not what the schema says. */
export function checkOutput(verb: string, body: unknown): void {
  const { $defs } = outputSchema();
  z.fromJSONSchema({ ...$defs[verb], $defs }).parse(body);
}

/** What a published schema promises and another one does not, by path. */
export function broken(promised: Schema, now: Schema, path = ""): string[] {
  if (typeof promised !== "object" || promised === null) {
    return promised === now ? [] : [path];
  }
  if (typeof now !== "object" || now === null) return [path];
  if (Array.isArray(promised) && typeof promised[0] !== "object") {
    return promised.every((one) => now.includes(one)) ? [] : [path];
  }
  return Object.keys(promised).filter((key) => key !== "description")
    .flatMap((key) => broken(promised[key], now[key], `${path}/${key}`));
}

/** Every answer names the schema. */
function withName(schema: Schema): Schema {
  if (schema.anyOf !== undefined) {
    return { ...schema, anyOf: schema.anyOf.map(withName) };
  }
  return {
    ...schema,
    properties: { schema: { const: "ant.v1" }, ...schema.properties },
    required: ["schema", ...schema.required ?? []],
  };
}

/** Instants and durations as `--json` tells them. */
function renamed(schema: Schema): Schema {
  if (Array.isArray(schema)) return schema.map(renamed);
  if (typeof schema !== "object" || schema === null) return schema;
  // Fields are added over time, and nobody may trip over one.
  const { properties, required, additionalProperties, ...others } = schema;
  const rest = Object.fromEntries(
    Object.entries(others).map(([key, value]) => [key, renamed(value)]),
  );
  const open = additionalProperties === false || properties !== undefined
    ? {}
    : { additionalProperties };
  if (properties === undefined) {
    return additionalProperties === undefined ? rest : { ...rest, ...open };
  }
  return {
    ...rest,
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, value]) => property(key, value)),
    ),
    ...required && {
      required: required.map((key: string) => nameInJson(key).name),
    },
  };
}

function property(key: string, schema: Schema): readonly [string, Schema] {
  if (key === "envar") return [key, schema];
  const { name, kind } = nameInJson(key);
  if (kind === null) return [key, renamed(schema)];
  const isNullable = JSON.stringify(schema).includes('"null"');
  const type = kind === "instant" ? "string" : "number";
  const description = kind === "instant" ? "ISO 8601, UTC." : "Seconds.";
  return [name, { type: isNullable ? [type, "null"] : type, description }];
}
