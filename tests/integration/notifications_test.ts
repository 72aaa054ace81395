import { assertEquals } from "@std/assert";
import { aServer } from "../helpers/server.ts";
import { post } from "./requests.ts";

/** A receiver that answers 500 first, and what it has taken since. */
function aReceiver() {
  const titles: string[] = [];
  const waiters = new Map<string, () => void>();
  let asked = 0;
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      const { title } = await request.json();
      if (asked++ === 0) return new Response("not yet", { status: 500 });
      titles.push(title);
      waiters.get(title)?.();
      return new Response("ok");
    },
  );
  return {
    titles,
    url: `http://127.0.0.1:${server.addr.port}/token-in-the-path`,
    until(title: string): Promise<void> {
      if (titles.includes(title)) return Promise.resolve();
      return new Promise((resolve) => waiters.set(title, resolve));
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

Deno.test("a server tells of failures, of long waits and of a lost GPU, and of what a task asks for", async () => {
  await using receiver = aReceiver();
  const config = {
    "MONITORING_refresh_interval": 0.1,
    "NOTIFY_webhooks": [{ name: "lab", url: receiver.url }],
    "NOTIFY_long_wait": 1 / 3600,
  };
  await using server = await aServer({ gpus: 1, config });
  const tasks = [
    { id: "bad", command: "exit 3" },
    { id: "good", command: "true" },
    { id: "loud", command: "ant_notify=ended,lab true" },
    { id: "quiet", command: "ant_notify=none exit 3" },
    { id: "holder", command: "sleep 100", gpus: 1 },
    { id: "waits", command: "true", gpus: 1 },
  ];
  const queued = await post(server, "/api/v1/tasks", tasks);
  assertEquals(queued.status, 201, queued.text);
  const unknown = await post(server, "/api/v1/tasks", {
    command: "ant_notify=lob true",
  });

  await Promise.all(
    ["bad: failed", "loud: succeeded", "waits: still waits"].map((title) =>
      receiver.until(title)
    ),
  );
  await Deno.writeTextFile(
    `${server.dir}/logs/simulated_faults.json`,
    JSON.stringify({ 0: { problem: "GPU is lost" } }),
  );
  await receiver.until("GPU 0: lost");

  assertEquals(receiver.titles.toSorted(), [
    ...["GPU 0: lost", "bad: failed", "loud: succeeded", "waits: still waits"],
  ]);
  assertEquals(unknown.status, 422);
  assertEquals(server.printed().includes("token-in-the-path"), false);
});
