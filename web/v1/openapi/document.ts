import { STATUS_CODES } from "node:http";
import { type JsonSchema, jsonSchemaOf } from "../request/json_schema.ts";
import { LOG_PATHS } from "./log_paths.ts";
import type { Answer, Operation, Paths } from "./operation.ts";
import { OTHER_PATHS } from "./other_paths.ts";
import { PEOPLE_PATHS } from "./people_paths.ts";
import { QUEUE_PATHS } from "./queue_paths.ts";
import { ProblemDocument } from "./replies.ts";
import { TASK_PATHS } from "./task_paths.ts";

/** Every operation of the API. */
export const PATHS: Paths = {
  ...TASK_PATHS,
  ...QUEUE_PATHS,
  ...LOG_PATHS,
  ...OTHER_PATHS,
  ...PEOPLE_PATHS,
};

/** Describes the API, which is below a base path, as an OpenAPI 3.1 document. */
export function describeApi(version: string, basePath = "") {
  const paths = Object.entries(PATHS).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map((
        [method, operation],
      ) => [method, describe(path, operation)]),
    ),
  ]);
  return {
    openapi: "3.1.0",
    info: {
      title: "ANT",
      version,
      description:
        "Queues shell commands and gives them GPUs. Problems are told as RFC 9457 documents.",
    },
    servers: [{ url: basePath || "/" }],
    security: [{ bearer: [] }, { basic: [] }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: { Problem: jsonSchemaOf(ProblemDocument) },
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        basic: {
          type: "http",
          scheme: "basic",
          description: "Any name, and the token as the password.",
        },
      },
    },
  };
}

function describe(path: string, operation: Operation) {
  const { summary, query, headers = {}, body, answers, problems } = operation;
  const replies = Object.entries(answers).map((
    [status, answer],
  ) => [status, describeAnswer(answer)]);
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => inPath(name!)),
    ...query === undefined ? [] : inQuery(jsonSchemaOf(query)),
    ...Object.entries(headers).map(inHeader),
  ];
  return {
    summary,
    ...parameters.length === 0 ? {} : { parameters },
    ...body === undefined ? {} : {
      requestBody: {
        required: operation.mayLackBody !== true,
        content: asJson(jsonSchemaOf(body)),
      },
    },
    responses: {
      ...Object.fromEntries(replies),
      // Who it is, and what they may do, comes before everything.
      ...Object.fromEntries([401, 403, ...problems].map(problem)),
    },
  };
}

function describeAnswer({ description, shape, type }: Answer) {
  if (type !== undefined) {
    return { description, content: { [type]: { schema: { type: "string" } } } };
  }
  return shape === undefined
    ? { description }
    : { description, content: asJson(jsonSchemaOf(shape)) };
}

function problem(status: number) {
  const schema = { $ref: "#/components/schemas/Problem" };
  return [status, {
    description: `${STATUS_CODES[status]}.`,
    content: { "application/problem+json": { schema } },
  }];
}

function asJson(schema: JsonSchema) {
  return { "application/json": { schema } };
}

function inPath(name: string) {
  const type = name === "index" ? "integer" : "string";
  return { name, in: "path", required: true, schema: { type } };
}

function inQuery({ properties = {} }: JsonSchema) {
  return Object.entries(properties).map(([name, property]) => {
    const { description = "", ...schema } = property;
    return { name, in: "query", description, schema };
  });
}

function inHeader([name, description]: readonly [string, string]) {
  return { name, in: "header", description, schema: { type: "string" } };
}
