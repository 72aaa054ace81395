import { assertEquals } from "@std/assert";
import { PATHS } from "../../web/v1/openapi/document.ts";
import { anApi } from "./an_api.ts";
import { told } from "./documented.ts";

const ROUTES = new URL("../../routes/api/v1/", import.meta.url);

async function* routeFiles(dir: URL, path: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(dir)) {
    if (isDirectory) {
      const folder = new URL(`${encodeURIComponent(name)}/`, dir);
      yield* routeFiles(folder, `${path}${name}/`);
    } else if (!name.startsWith("_")) yield path + name;
  }
}

/** `tasks/[id]/index.ts` answers `/api/v1/tasks/{id}`. */
function addressOf(file: string): string {
  const path = file.replace(/\.ts$/, "").replace(/\/?index$/, "")
    .replace(/\[(\w+)\]/g, "{$1}");
  return `/api/v1/${path}`;
}

Deno.test("openapi.json describes each route's methods, and nothing else", async () => {
  const routes: Record<string, string[]> = {};
  for await (const file of routeFiles(ROUTES, "")) {
    const url = new URL(
      file.split("/").map(encodeURIComponent).join("/"),
      ROUTES,
    );
    const { handler } = await import(url.href);
    routes[addressOf(file)] = Object.keys(handler)
      .map((method) => method.toLowerCase()).sort();
  }

  const described = Object.entries(PATHS).map(([path, methods]) => [
    path,
    Object.keys(methods).sort(),
  ]);

  assertEquals(Object.fromEntries(described), routes);
});

Deno.test("GET /api/v1/openapi.json answers with an OpenAPI 3.1 document", async () => {
  await using api = await anApi();

  const { status, type, body } = await told(api.ask("/api/v1/openapi.json"));

  assertEquals([status, type], [200, "application/json"]);
  assertEquals([body.openapi, body.info.version], ["3.1.0", "2.0.0-test"]);
  const { post } = body.paths["/api/v1/tasks"];
  const schema = post.requestBody.content["application/json"].schema;
  assertEquals(schema.anyOf[0].required, ["command"]);
  assertEquals(Object.keys(post.responses), [
    "200",
    "201",
    "400",
    "401",
    "403",
    "409",
    "413",
    "422",
    "503",
  ]);
  const { parameters } = body.paths["/api/v1/tasks/{id}/log"].get;
  assertEquals(
    parameters.map((one: Record<string, string>) => `${one.in} ${one.name}`),
    ["path id", "query attempt", "query tail", "header Range"],
  );
});
