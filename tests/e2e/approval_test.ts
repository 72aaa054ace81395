import { assertEquals } from "@std/assert";
import { opens, queue } from "./asking.ts";
import { aStage, sees, seesNo } from "./stage.ts";
import type { TestServer } from "../helpers/server.ts";

/** Queues tasks as an agent with a token of its own. */
async function queueAsAgent(server: TestServer, ...ids: string[]) {
  const name = `bot-${ids[0]}`;
  const made = await server.fetch("/api/v1/tokens", {
    method: "POST",
    body: JSON.stringify({ name, role: "agent" }),
  });
  const { token } = await made.json();
  const env = { PATH: "/elsewhere:/bin:/usr/bin" };
  const wishes = ids.map((id) => ({ id, command: "true", gpus: 1, env }));
  const { status, body } = await server.fetch("/api/v1/tasks", {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(wishes),
  });
  await body?.cancel();
  assertEquals(status, 201);
}

Deno.test("a person decides whether an agent's tasks may start", async (test) => {
  await using stage = await aStage(test, {
    gpus: 1,
    config: { AGENT_approval: true },
  });

  for (
    const [how, javaScript] of [["with", true], [
      "without",
      false,
    ]] as const
  ) {
    await stage.scene(
      `one is approved and runs, one is declined, ${how} scripts`,
      async ({ page, server }) => {
        const [yes, no] = [`yes-${how}`, `no-${how}`] as const;
        await queue(server, { id: `own-${how}`, command: "true", gpus: 1 });
        await queueAsAgent(server, yes, no);
        if (javaScript) await opens(page, "/queue");
        else await page.goto(`${server.url}/queue`);
        const queued = page.getByRole("region", { name: "Queue" });
        await sees(queued.getByText("waits for approval").first());

        const wanted = page.getByRole("region", {
          name: "Waiting for approval",
        });
        await sees(wanted.getByText("PATH=/elsewhere").first());
        await page.getByRole("button", { name: `Approve ${yes}` }).click();
        await sees(page.getByText(`Approved ${yes}`));
        const reason = page.getByLabel(`Why ${no} may not run`);
        await reason.fill("one GPU will do");
        await reason.press("Enter");
        await sees(page.getByText(`Declined ${no}`));

        await seesNo(queued.getByRole("link", { name: no }));
        const path = `/api/v1/tasks/${yes}/wait?timeout=30`;
        const ended = await (await server.fetch(path)).json();
        assertEquals(ended.state, "succeeded");
        const declined = await server.fetch(`/api/v1/tasks/${no}`);
        const { state, end } = await declined.json();
        assertEquals(state, "terminated");
        assertEquals(end.cause, "declined by a person: one GPU will do");

        if (!javaScript) return;
        await seesNo(wanted);
        await queueAsAgent(server, "late");
        await sees(wanted.getByText("late"));
        const word = await server.fetch("/api/v1/tasks/late", {
          method: "DELETE",
        });
        await word.body?.cancel();
        await seesNo(wanted);
      },
      { javaScript },
    );
  }
});
