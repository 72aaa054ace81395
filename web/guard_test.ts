import { assertEquals, assertStringIncludes } from "@std/assert";
import { App } from "fresh";
import { guard, type Guarded, type GuardOptions } from "./guard.ts";
import { Attempts } from "./guard/attempts.ts";
import { problems } from "./problem.ts";
import { Sessions } from "./session.ts";
import { Token } from "./token.ts";

const SECRET = "0123456789abcdef";
const DASHBOARD = "https://localhost:6060";
const PAGE = { accept: "text/html,*/*" };

/** A guarded app that answers with the method it was asked by. */
function someDoor(changes: Partial<GuardOptions> = {}) {
  const token = new Token(SECRET);
  const sessions = new Sessions({
    path: "/",
    token,
    people: null,
    port: 6060,
    now: () => 1_763_690_400_123,
  });
  const app = new App<Guarded>()
    .use(
      problems({ shapeOf: () => "problem", report() {} }),
      guard({
        token,
        people: null,
        sessions,
        attempts: new Attempts(() => 0),
        hosts: { hostname: "gpu1.lab.example", allowed: ["ant.example"] },
        isOpen: ({ pathname }) => pathname === "/healthz",
        changesState: ({ pathname }) => pathname === "/api/restart_task",
        ...changes,
      }),
    )
    .all("/:path*", async ({ req }) => {
      await req.bytes();
      return new Response(`${req.method} done`);
    });
  const handler = app.handler();
  const cookie = sessions.begin(new URL(DASHBOARD)).split(";")[0]!;
  const ask = (
    path: string,
    headers: Record<string, string> = {},
    init: RequestInit = {},
  ) => handler(new Request(new URL(path, DASHBOARD), { headers, ...init }));
  return { ask, cookie };
}

const BEARER = { authorization: `Bearer ${SECRET}` };

for (
  const [what, authorization] of [
    ["Bearer", `Bearer ${SECRET}`],
    ["a Bearer in small letters", `bearer ${SECRET}`],
    ["a Basic password under any name", `Basic ${btoa(`ant:${SECRET}`)}`],
    ["a Basic password without a name", `Basic ${btoa(`:${SECRET}`)}`],
  ] as const
) {
  Deno.test(`guard() lets in ${what}`, async () => {
    const reply = await someDoor().ask("/api/vis", { authorization });
    assertEquals(reply.status, 200);
  });
}

for (
  const authorization of [
    "",
    "Bearer",
    "Bearer 0123456789abcdeF",
    `Digest ${SECRET}`,
    "Basic !!!",
    `Basic ${btoa(SECRET)}`,
    `Basic ${btoa(`${SECRET}:`)}`,
  ]
) {
  Deno.test(`guard() answers 401 to "${authorization}"`, async () => {
    const reply = await someDoor().ask("/api/vis", { authorization });
    assertEquals(reply.status, 401);
    assertEquals(
      reply.headers.get("www-authenticate"),
      'Bearer realm="ANT"',
    );
    const type = reply.headers.get("content-type");
    assertEquals(type, "application/problem+json");
    assertEquals((await reply.json()).status, 401);
  });
}

Deno.test("guard() leads unsigned pages to the sign-in and back", async () => {
  const reply = await someDoor().ask("/logs?task_id=a b", PAGE);
  assertEquals(reply.status, 303);
  assertEquals(
    reply.headers.get("location"),
    "/login?to=%2Flogs%3Ftask_id%3Da%2520b",
  );
});

Deno.test("guard() leaves open what is open", async () => {
  assertEquals(await (await someDoor().ask("/healthz")).text(), "GET done");
});

Deno.test("guard() turns the printed link into a cookie, and drops the token", async () => {
  const { ask } = someDoor();
  const reply = await ask(`/home?a=1&token=${SECRET}`, PAGE);
  assertEquals(reply.status, 303);
  assertEquals(reply.headers.get("location"), "/home?a=1");

  const cookie = reply.headers.get("set-cookie")!.split(";")[0]!;
  assertEquals(cookie.includes(SECRET), false);
  assertEquals((await ask("/home", { ...PAGE, cookie })).status, 200);
});

Deno.test("guard() refuses a link with a wrong token, and takes no token from an API's address", async () => {
  const { ask } = someDoor();
  assertEquals((await ask("/home?token=wrong", PAGE)).status, 401);
  assertEquals((await ask(`/api/vis?token=${SECRET}`)).status, 401);
});

Deno.test("guard() has the browser ask anew when another site led here, for its strict cookie", async () => {
  const headers = { ...PAGE, "sec-fetch-site": "cross-site" };
  const unsigned = await someDoor().ask('/logs?task_id="><b', headers);
  assertEquals(unsigned.status, 200);
  const html = await unsigned.text();
  assertStringIncludes(html, "url=/logs?task_id=%22%3E%3Cb");

  const link = await someDoor().ask(`/?token=${SECRET}`, headers);
  assertEquals(link.status, 200);
  assertStringIncludes(link.headers.get("set-cookie")!, "ant_6060=");
});

for (
  const [url, status] of [
    ["https://localhost:6060/x", 200],
    ["https://localhost.:6060/x", 200],
    ["http://127.0.0.1:5000/x", 200],
    ["http://10.1.2.3/x", 200],
    ["http://[::1]:6060/x", 200],
    ["http://GPU1.lab.example/x", 200],
    ["http://gpu1/x", 200],
    ["http://ant.example/x", 200],
    ["http://evil.example/x", 421],
    ["http://localhost.evil.example/x", 421],
    ["http://lab.example/x", 421],
    ["http://evil.example/healthz", 421],
  ] as const
) {
  Deno.test(`guard() answers ${status} for ${url}`, async () => {
    assertEquals((await someDoor().ask(url, BEARER)).status, status);
  });
}

for (
  const [headers, status] of [
    [{}, 403],
    [{ "sec-fetch-site": "same-origin" }, 200],
    [{ "sec-fetch-site": "none" }, 200],
    [{ "sec-fetch-site": "same-site" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "cross-site", origin: DASHBOARD }, 403],
    [{ origin: DASHBOARD }, 200],
    [{ origin: "https://localhost:6061" }, 403],
    [{ origin: "http://localhost:6060" }, 403],
    [{ origin: "null" }, 403],
  ] as const
) {
  const what = JSON.stringify(headers);
  Deno.test(`guard() answers ${status} to a change by cookie with ${what}`, async () => {
    const { ask, cookie } = someDoor();
    const post = { method: "POST", body: "{}" };
    const get = await ask("/api/restart_task", { ...headers, cookie });
    assertEquals(get.status, status);
    const reply = await ask("/api/kill_task", { ...headers, cookie }, post);
    assertEquals(reply.status, status);
  });
}

Deno.test("guard() asks a token's holder for no origin, and reading for none either", async () => {
  const { ask, cookie } = someDoor();
  const evil = { origin: "https://evil.example" };
  const post = await ask("/x", { ...BEARER, ...evil }, { method: "POST" });
  assertEquals(post.status, 200);
  assertEquals((await ask("/x", { cookie, ...evil })).status, 200);
});

Deno.test("guard() without a token lets programs in, and no page of another site", async () => {
  const { ask } = someDoor({ token: null });
  const post = { method: "POST" };
  const evil = { origin: "https://evil.example" };
  assertEquals((await ask("/x", {}, post)).status, 200);
  assertEquals((await ask("/x", evil, post)).status, 403);
  assertEquals((await ask("https://evil.example/x")).status, 421);
  assertEquals((await ask("/home?token=old", PAGE)).status, 303);
});

Deno.test("guard() of a listener without pages takes no cookie and redirects nobody", async () => {
  const { ask } = someDoor({ sessions: null });
  const { cookie } = someDoor();
  assertEquals((await ask("/status", { cookie })).status, 401);
  assertEquals((await ask("/status", PAGE)).status, 401);
});

Deno.test("guard() answers 413 to large bodies, also where they do not say so", async () => {
  const { ask } = someDoor({ bodyLimitBytes: 10 });
  const post = (body: BodyInit) => ask("/x", BEARER, { method: "POST", body });
  assertEquals((await post("x".repeat(10))).status, 200);
  assertEquals((await post("x".repeat(11))).status, 413);
  const silent = ReadableStream.from([new Uint8Array(6), new Uint8Array(6)]);
  assertEquals((await post(silent)).status, 413);
});

Deno.test("guard() slows down who guesses, and locks out nobody who knows the token", async () => {
  const { ask, cookie } = someDoor();
  const wrong = { authorization: "Bearer wrong" };
  for (let time = 0; time < 10; time++) {
    assertEquals((await ask("/api/vis", wrong)).status, 401);
  }
  const reply = await ask("/api/vis", wrong);
  assertEquals(reply.status, 429);
  assertEquals(reply.headers.get("retry-after"), "6");
  assertEquals((await ask("/api/vis", BEARER)).status, 200);
  assertEquals((await ask("/api/vis", { cookie })).status, 200);
});
