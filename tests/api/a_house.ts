import { createApp } from "../../app.ts";
import { ensureBuild } from "../../dev.ts";
import type { Role } from "../../web/people/caller.ts";
import { anApi } from "./an_api.ts";

const applyBuild = await ensureBuild();
const SERVER_TOKEN = "a-token-for-tests-only";

/** The API behind its guard, and a token of each role. */
export async function aHouse(
  config: Readonly<Record<string, unknown>> = {},
) {
  const api = await anApi({ config });
  const { door } = api.web;
  const app = createApp({
    state: api.web,
    guard: {
      hosts: { hostname: "localhost", allowed: [] },
      token: door.token,
      people: door.people,
      sessions: door.sessions,
      attempts: door.attempts,
      isOpen: () => false,
      changesState: () => false,
    },
    report: (_id, error) => api.broken.push(error),
  });
  applyBuild(app);
  const handler = app.handler();
  const make = (name: string, role: Role, maxQueued: number | null = null) =>
    door.people.create({ name, role, maxGpus: null, maxQueued });
  const tokens: Record<string, string> = {
    owner: SERVER_TOKEN,
    ada: await make("ada", "admin"),
    alice: await make("alice", "user", 2),
    bob: await make("bob", "user"),
    bot: await make("bot", "agent"),
    vera: await make("vera", "viewer"),
  };
  const ask = async (who: string, line: string, body?: unknown) => {
    const [method = "GET", path = ""] = line.split(" ");
    const response = await handler(
      new Request(`http://localhost${path}`, {
        method,
        headers: { authorization: `Bearer ${tokens[who] ?? who}` },
        ...body === undefined ? {} : { body: JSON.stringify(body) },
      }),
    );
    const text = await response.text();
    // deno-lint-ignore no-explicit-any -- whatever a test then looks for
    const json: any = /^[[{]/.test(text) ? JSON.parse(text) : null;
    return { status: response.status, json, text };
  };
  const submit = (who: string, id: string) =>
    ask(who, "POST /api/v1/tasks", { command: "true", id, gpus: 2 });
  await submit("owner", "holder"); // So that the others wait.
  return {
    ...{ ask, submit, tokens, api },
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}
