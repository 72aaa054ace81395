import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
} from "@std/assert";
import { freePorts } from "../../../tests/helpers/free_ports.ts";
import type { News } from "../../model/news.ts";
import type { Timers } from "../timers.ts";
import { Notifier } from "./notifier.ts";
import type { Webhook } from "./webhook.ts";

type Answer = (seen: number) => Response | Promise<Response>;

/** What a receiver was sent. */
interface Sent {
  readonly body: string;
  readonly headers: Headers;
}

/** A receiver on a real port; resolves `took` after so many good answers. */
function aReceiver(answer: Answer, want = 1) {
  const sent: Sent[] = [];
  const enough = Promise.withResolvers<void>();
  let good = 0;
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      sent.push({ body: await request.text(), headers: request.headers });
      const response = await answer(sent.length);
      if (response.ok && ++good === want) enough.resolve();
      return response;
    },
  );
  return {
    sent,
    took: enough.promise,
    url: `http://127.0.0.1:${server.addr.port}/secret-path`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

const ANSWER_MS = 10_000;

/** Pauses take no time and are written down; who is late, the test says. */
class QuickTimers implements Timers {
  readonly pauses: number[] = [];
  readonly #late: (() => void)[] = [];

  now(): number {
    return 1_000;
  }

  after(ms: number, run: () => void): () => void {
    if (ms === ANSWER_MS) {
      this.#late.push(run);
      return () => {};
    }
    this.pauses.push(ms);
    const timer = setTimeout(run, 0);
    return () => clearTimeout(timer);
  }

  beLate(): void {
    for (const run of this.#late.splice(0)) run();
  }
}

function aNotifier(...hooks: Partial<Webhook>[]) {
  const timers = new QuickTimers();
  const logged: string[] = [];
  const notifier = new Notifier({
    hooks: hooks.map((hook, place) => ({
      name: `hook${place}`,
      url: "http://127.0.0.1:1/",
      kind: "json",
      events: ["failed", "gpu"],
      headers: {},
      ...hook,
    })),
    server: "lab",
    log: (line) => logged.push(line),
    timers,
  });
  const end = () => notifier.close();
  return { notifier, timers, logged, [Symbol.dispose]: end };
}

function aFailure(id = "fit", rest: Partial<News> = {}): News {
  return {
    events: ["failed", "ended"],
    title: `${id}: failed`,
    text: "exit 1, ran for 3 s, GPU 0",
    task: null,
    gpus: [0],
    atMs: 1_000,
    wish: null,
    ...rest,
  };
}

const OK = () => new Response("ok");

Deno.test("Notifier tells in order, and again what was answered with 500", async () => {
  await using receiver = aReceiver(
    (seen) => seen <= 2 ? new Response("", { status: 500 }) : OK(),
    2,
  );
  using told = aNotifier({ url: receiver.url });

  told.notifier.hear(aFailure("a"));
  told.notifier.hear(aFailure("b"));
  await receiver.took;

  const titles = receiver.sent.map(({ body }) => JSON.parse(body).title);
  assertEquals(titles, ["a: failed", "a: failed", "a: failed", "b: failed"]);
  const ids = receiver.sent.map(({ body }) => JSON.parse(body).id);
  assertEquals(
    ids,
    receiver.sent.map(({ headers }) => headers.get("webhook-id")),
  );
  assertEquals(new Set(ids.slice(0, 3)).size, 1);
  assertNotEquals(ids[3], ids[0]);
  assertEquals(told.timers.pauses, [1_000, 2_000]);
  assertMatch(told.logged[0]!, /"hook0" fails, and is tried again: .* 500/);
});

Deno.test("Notifier waits as long as the receiver asks for", async () => {
  const headers = { "retry-after": "30" };
  await using receiver = aReceiver((seen) =>
    seen === 1 ? new Response("", { status: 429, headers }) : OK()
  );
  using told = aNotifier({ url: receiver.url });

  told.notifier.hear(aFailure());
  await receiver.took;

  assertEquals(told.timers.pauses, [30_000]);
});

Deno.test("Notifier waits until the date that the receiver names, and for a day at most", async () => {
  const dates = [
    new Date(91_000).toUTCString(),
    "Fri, 31 Dec 2100 23:59:59 GMT",
  ];
  await using receiver = aReceiver((seen) => {
    const date = dates[seen - 1];
    return date === undefined
      ? OK()
      : new Response("", { status: 503, headers: { "retry-after": date } });
  });
  using told = aNotifier({ url: receiver.url });

  told.notifier.hear(aFailure());
  await receiver.took;

  assertEquals(told.timers.pauses, [90_000, 86_400_000]);
});

Deno.test("Notifier gives up a receiver that hangs, and tries it again", async () => {
  const asked = Promise.withResolvers<void>();
  const hang = Promise.withResolvers<Response>();
  await using receiver = aReceiver((seen) => {
    if (seen > 1) return OK();
    asked.resolve();
    return hang.promise;
  });
  using told = aNotifier({ url: receiver.url });

  told.notifier.hear(aFailure());
  await asked.promise;
  told.timers.beLate();
  await receiver.took;
  hang.resolve(new Response("late"));

  assertMatch(told.logged[0]!, /no answer within 10 s/);
});

Deno.test("Notifier asks no second time where the request itself is refused", async () => {
  await using receiver = aReceiver((seen) =>
    seen === 1 ? new Response("", { status: 404 }) : OK()
  );
  using told = aNotifier({ url: receiver.url });

  told.notifier.hear(aFailure("a"));
  told.notifier.hear(aFailure("b"));
  await receiver.took;

  assertEquals(receiver.sent.length, 2);
  assertMatch(told.logged[0]!, /"hook0": 1 not told: it answers 404/);
});

Deno.test("Notifier lets a receiver that is down hold up no other, and names no address", async () => {
  await using receiver = aReceiver(OK, 3);
  const [closed] = freePorts(1);
  using told = aNotifier(
    { url: `http://127.0.0.1:${closed}/secret-path` },
    { url: receiver.url },
  );

  for (const id of ["a", "b", "c"]) told.notifier.hear(aFailure(id));
  await receiver.took;
  told.notifier.close();

  const words = told.logged.join("\n");
  assertMatch(words, /"hook0": the server ends with 3 untold/);
  assert(!words.includes("secret-path") && !words.includes("127.0.0.1"));
});

const WISHES: readonly (readonly [News["wish"], readonly string[]])[] = [
  [null, ["lab"]],
  [["none"], []],
  [["ended"], ["lab", "boss"]],
  [["boss", "failed"], ["boss"]],
  [["boss"], []],
  [["wait"], []],
];

for (const [wish, expected] of WISHES) {
  Deno.test(`Notifier tells ${expected.join(" and ") || "nobody"} of a failure by ant_notify=${wish ?? ""}`, async () => {
    const by: string[] = [];
    await using lab = aReceiver(() => (by.push("lab"), OK()), 2);
    await using boss = aReceiver(() => (by.push("boss"), OK()), 2);
    using told = aNotifier(
      { name: "lab", url: lab.url, events: ["failed", "gpu"] },
      { name: "boss", url: boss.url, events: ["wait", "gpu"] },
    );

    told.notifier.hear(aFailure("a", { wish }));
    // Told last, and to both: whatever came before it has arrived.
    const last = aFailure("z", { wish: ["ended"] });
    for (let i = 0; i < 2; i++) told.notifier.hear(last);
    await Promise.all([lab.took, boss.took]);

    const bodies = [
      ...lab.sent.map((one) => ["lab", one.body]),
      ...boss.sent
        .map((one) => ["boss", one.body]),
    ] as [string, string][];
    const firsts = bodies.filter(([, body]) =>
      JSON.parse(body).title === "a: failed"
    );
    assertEquals(firsts.map(([name]) => name), expected);
  });
}

const SHAPES: readonly (readonly [Webhook["kind"], (sent: Sent) => void])[] = [
  ["json", ({ body }) => {
    const { server, events, title } = JSON.parse(body);
    assertEquals([server, events, title], [
      ...["lab", ["failed", "ended"], "<é>: failed"],
    ]);
    assertEquals("wish" in JSON.parse(body), false);
  }],
  ["slack", ({ body }) => {
    const text = "*&lt;é&gt;: failed*\nexit 1, ran for 3 s, GPU 0 · lab";
    assertEquals(JSON.parse(body), { text });
  }],
  ["discord", ({ body }) => {
    assertEquals(JSON.parse(body), {
      content: "**<é>: failed**\nexit 1, ran for 3 s, GPU 0 · lab",
      "allowed_mentions": { parse: [] },
    });
  }],
  ["ntfy", ({ body, headers }) => {
    assertEquals(body, "exit 1, ran for 3 s, GPU 0 · lab");
    assertEquals(headers.get("x-priority"), "high");
    assertEquals(headers.get("x-title"), "=?UTF-8?B?PMOpPjogZmFpbGVk?=");
  }],
];

for (const [kind, look] of SHAPES) {
  Deno.test(`Notifier writes as ${kind} wants it`, async () => {
    await using receiver = aReceiver(OK);
    const headers = { authorization: "Bearer abc" };
    using told = aNotifier({ url: receiver.url, kind, headers });

    told.notifier.hear(aFailure("<é>"));
    await receiver.took;

    look(receiver.sent[0]!);
    assertEquals(receiver.sent[0]!.headers.get("authorization"), "Bearer abc");
  });
}
