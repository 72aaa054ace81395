import { assertEquals, assertMatch } from "@std/assert";
import { App, HttpError } from "fresh";
import { Refused, SpecError } from "../scheduler/mod.ts";
import { BadParameter } from "./ant/answer.ts";
import { problems, type ProblemShape } from "./problem.ts";

/** The reply to a request whose handler throws. */
async function replyTo(thrown: unknown, shape: ProblemShape) {
  const reported: [string, unknown][] = [];
  const app = new App()
    .onError("*", ({ error }) => new Response(`page: ${error}`))
    .use(problems({
      shapeOf: () => shape,
      report: (id, error) => reported.push([id, error]),
    }))
    .get("/", () => {
      throw thrown;
    });
  const reply = await app.handler()(new Request("http://localhost/"));
  return { reply, reported, text: await reply.text() };
}

const spec = new SpecError([
  { message: 'There is no field "gpu"', field: "gpu" },
  { message: "Cannot read the command", line: 2 },
]);

Deno.test("problems() tells every issue of a spec at once", async () => {
  const { reply, text } = await replyTo(spec, "problem");
  assertEquals(reply.status, 422);
  assertEquals(JSON.parse(text), {
    type: "about:blank",
    title: "Unprocessable Entity",
    status: 422,
    detail: 'There is no field "gpu"; Cannot read the command',
    issues: spec.issues,
  });
});

Deno.test("problems() speaks as ANT to ANT's clients", async () => {
  const { reply, text } = await replyTo(spec, "ant");
  assertEquals(reply.status, 400);
  const { status, message } = JSON.parse(text);
  assertEquals([status, message.length], ["error", 2]);
  const other = await replyTo(new BadParameter("task_ids is required"), "ant");
  assertEquals(other.reply.status, 400);
  assertEquals(
    other.text,
    '{"status":"error","message":"task_ids is required"}',
  );
});

for (
  const [code, status, ants] of [
    ["unknown-task", 404, 400],
    ["unknown-gpu", 404, 400],
    ["unknown-entry", 404, 400],
    ["wrong-state", 409, 400],
    ["duplicate-id", 409, 400],
    ["key-reused", 422, 400],
    ["not-durable", 503, 503],
    ["shutting-down", 503, 503],
  ] as const
) {
  Deno.test(`problems() answers ${status} to "${code}", and ${ants} as ANT`, async () => {
    const { reply, text } = await replyTo(new Refused(code, ["a"]), "problem");
    assertEquals(reply.status, status);
    assertEquals(JSON.parse(text).code, code);
    assertEquals(reply.headers.get("retry-after"), status === 503 ? "5" : null);
    const ant = await replyTo(new Refused(code, ["a"]), "ant");
    assertEquals(ant.reply.status, ants);
    assertEquals(ant.text, '{"status":"error","message":"a"}');
  });
}

for (const shape of ["problem", "ant"] as const) {
  Deno.test(`problems() keeps what nobody expected to itself, in the shape "${shape}"`, async () => {
    const bug = new Error("Cannot read /root/secret");
    const { reply, reported, text } = await replyTo(bug, shape);
    assertEquals(reply.status, 500);
    assertEquals(text.includes("secret"), false);
    const [id] = reported[0]!;
    assertMatch(id, /^[\da-f]{8}$/);
    assertEquals(reported, [[id, bug]]);
    assertEquals(text.includes(id), true);
  });

  Deno.test(`problems() answers an unknown path in the shape "${shape}"`, async () => {
    const { reply } = await replyTo(new HttpError(404), shape);
    assertEquals(reply.status, 404);
    assertMatch(reply.headers.get("content-type")!, /json/);
  });
}

Deno.test("problems() leaves pages to the app's own error page, with the status", async () => {
  const { text } = await replyTo(new Refused("unknown-task", ["No a"]), "page");
  assertEquals(text, "page: HttpError: No a");
});
