import { readdirSync, readFileSync } from "node:fs";
import { PATHS } from "../../web/v1/openapi/document.ts";
import {
  type JsonSchema,
  jsonSchemaOf,
} from "../../web/v1/request/json_schema.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** What a fuzzer needs to know of an address. */
export interface Address {
  /** `/api/v1/tasks/{id}`. */
  readonly path: string;
  readonly methods: readonly string[];
  /** Names of what it may take by query or form. */
  readonly names: readonly string[];
  /** The JSON that a method takes, where that is described. */
  readonly bodies: Readonly<Record<string, JsonSchema>>;
}

/** Every address of the app, as its files of routes tell. */
export async function everyAddress(): Promise<Address[]> {
  const names = {
    page: namesRead(READERS.page),
    ant: namesRead(READERS.ant),
  };
  return await Promise.all([...routeFiles("routes")].map(async (file) => {
    const path = pathOf(file);
    const described = Object.entries(PATHS[path] ?? {});
    const queries = described.flatMap(([, { query }]) =>
      query === undefined ? [] : Object.keys(query.shape)
    );
    const bodies = described.flatMap(([method, { body }]) =>
      body === undefined ? [] : [[method.toUpperCase(), jsonSchemaOf(body)]]
    );
    return {
      path,
      methods: [...await methodsOf(file), ...METHODS],
      names: queries.length > 0
        ? queries
        : names[path.startsWith("/api/") ? "ant" : "page"],
      bodies: Object.fromEntries(bodies),
    };
  }));
}

/** Those that it answers, often enough to be drawn more than others. */
async function methodsOf(file: string): Promise<string[]> {
  const { handler = {} } = await import(`${ROOT}${file}`);
  const known = Object.keys(handler);
  if (!known.includes("GET") && file.endsWith("x")) known.push("GET");
  return Array.from({ length: 16 }, () => known).flat();
}

function* routeFiles(folder: string): Generator<string> {
  for (
    const entry of readdirSync(`${ROOT}${folder}`, { withFileTypes: true })
  ) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* routeFiles(path);
    else if (/^[^_].*\.tsx?$/.test(entry.name)) yield path;
  }
}

/** `routes/api/v1/tasks/[id]/index.ts` answers `/api/v1/tasks/{id}`. */
function pathOf(file: string): string {
  const path = file.replace(/^routes/, "").replace(/\.tsx?$/, "")
    .replace(/\/index$/, "").replace(/\[(?:\.{3})?(\w+)\]/g, "{$1}");
  return path === "" ? "/" : path;
}

/** Where the code stands that reads what is sent to a kind of address. */
const READERS = {
  page: ["routes", "web/pages", "scheduler/view"],
  ant: ["routes/api", "web/ant", "scheduler/model/submit"],
};

/** The names that our code reads from queries, forms and bodies. */
function namesRead(folders: readonly string[]): string[] {
  const read =
    /\b(?:get|getAll|has)\("([\w-]+)"\)|\b(?:body|fields)(?:\["|\.)(\w+)/g;
  const names = folders.flatMap((folder) =>
    [...sources(folder)].flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(read)]
        .map(([, byGet, byKey]) => (byGet ?? byKey)!)
    )
  );
  return [...new Set(names)].sort();
}

function* sources(folder: string): Generator<string> {
  for (
    const entry of readdirSync(`${ROOT}${folder}`, { withFileTypes: true })
  ) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(path) && !/_test\.tsx?$/.test(path)) {
      yield `${ROOT}${path}`;
    }
  }
}
