import { assert, assertEquals } from "@std/assert";
import { PATHS } from "../../web/v1/openapi/document.ts";
import { ProblemDocument } from "../../web/v1/openapi/replies.ts";

/** What an answer says: status, then type, then body. */
export interface Told {
  readonly status: number;
  readonly type: string;
  // deno-lint-ignore no-explicit-any -- What it holds is what tests ask about.
  readonly body: any;
}

/** Reads an answer; its body as JSON where it says that it is. */
export async function told(answer: Promise<Response>): Promise<Told> {
  const response = await answer;
  const type = response.headers.get("content-type") ?? "";
  const text = await response.text();
  const isJson = /^application\/(problem\+)?json/.test(type);
  return {
    status: response.status,
    type,
    body: isJson ? JSON.parse(text) : text,
  };
}

/** Fails where an answer of `/api/v1` is none that its description names. */
export async function checkDocumented(
  { method, url }: Request,
  response: Response,
): Promise<void> {
  const { pathname } = new URL(url);
  const operation = operationFor(method, pathname);
  if (operation === null) return;
  const type = response.headers.get("content-type") ?? "";
  const answer = operation.answers[response.status];
  if (answer === undefined) {
    const isNamed = operation.problems.includes(response.status);
    assert(isNamed, `${method} ${pathname} may not answer ${response.status}`);
    assertEquals(type, "application/problem+json");
    ProblemDocument.parse(await response.clone().json());
  } else if (answer.shape !== undefined) {
    assertEquals(type, "application/json");
    answer.shape.parse(await response.clone().json());
  } else {
    assertEquals(type.split(";")[0], answer.type ?? "");
  }
}

function operationFor(method: string, pathname: string) {
  const path = Object.keys(PATHS).find((path) =>
    new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`).test(pathname)
  );
  return path === undefined ? null : PATHS[path]![method.toLowerCase()] ?? null;
}
