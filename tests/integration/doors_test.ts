import { assert, assertEquals, assertMatch } from "@std/assert";
import { aServer, type TestServer } from "../helpers/server.ts";
import { ask } from "./requests.ts";

const PAGE = { accept: "text/html" };
const NOBODY = { authorization: "" };

/** Signs in by the printed link; resolves to the cookie. */
async function cookieOf(server: TestServer): Promise<string> {
  const { headers } = await ask(server, `/?token=${server.token}`, {
    headers: { ...NOBODY, ...PAGE },
  });
  return headers.get("set-cookie")!.split(";")[0]!;
}

/** Sends one request as bytes: fetch chooses the Host header itself. */
async function statusLineOf(url: string, head: string): Promise<string> {
  const { hostname, port } = new URL(url);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(new TextEncoder().encode(`${head}\r\n\r\n`));
  const bytes = new Uint8Array(4096);
  const length = await connection.read(bytes);
  return new TextDecoder().decode(bytes.subarray(0, length ?? 0))
    .split("\r\n")[0]!;
}

Deno.test("both ports ask for the token, and take it as Bearer or as Basic password", async () => {
  await using server = await aServer();
  const basic = `Basic ${btoa(`ant:${server.token}`)}`;
  for (const base of [`${server.url}/api`, server.apiUrl]) {
    for (
      const [authorization, status] of [
        ["", 401],
        ["Bearer wrong-token-of-some-length", 401],
        [`Bearer ${server.token}`, 200],
        [basic, 200],
      ] as const
    ) {
      const reply = await ask(server, `${base}/vis`, {
        headers: { authorization },
      });
      assertEquals([base, reply.status], [base, status]);
      if (status === 200) continue;
      assertEquals(JSON.parse(reply.text).status, "error");
      assertMatch(reply.headers.get("www-authenticate")!, /Bearer/);
    }
  }
});

Deno.test("/healthz answers anybody, on both ports", async () => {
  await using server = await aServer();
  for (const base of [server.url, server.apiUrl]) {
    const reply = await ask(server, `${base}/healthz`, { headers: NOBODY });
    assertEquals(reply.status, 200);
  }
});

Deno.test("pages lead those who have not signed in to /login, and back", async () => {
  await using server = await aServer();

  const reply = await ask(server, "/completed_task?page=2", {
    headers: { ...NOBODY, ...PAGE },
  });

  assertEquals(reply.status, 303);
  assertEquals(
    reply.headers.get("location"),
    "/login?to=%2Fcompleted_task%3Fpage%3D2",
  );
});

Deno.test("the printed link sets a cookie for this server alone, and drops the token from the address", async () => {
  await using server = await aServer({ https: true });

  const reply = await ask(server, `/home?token=${server.token}`, {
    headers: { ...NOBODY, ...PAGE },
  });
  const cookie = reply.headers.get("set-cookie")!;
  const page = await ask(server, "/home", {
    headers: { ...NOBODY, ...PAGE, cookie: cookie.split(";")[0]! },
  });

  assertEquals([reply.status, reply.headers.get("location")], [303, "/home"]);
  assertMatch(cookie, /; HttpOnly; SameSite=Strict; Secure/);
  assert(!cookie.includes(server.token));
  assertEquals(page.status, 200, page.text);
});

Deno.test("a page carries headers that keep scripts, frames and referrers out", async () => {
  await using server = await aServer();
  const cookie = await cookieOf(server);

  const { headers } = await ask(server, "/home", {
    headers: { ...NOBODY, ...PAGE, cookie },
  });

  const policy = headers.get("content-security-policy")!;
  assertMatch(policy, /frame-ancestors 'none'/);
  assertMatch(policy, /script-src [^;]*'nonce-/);
  assert(!/script-src [^;]*unsafe-inline/.test(policy), policy);
  assertEquals(headers.get("x-content-type-options"), "nosniff");
  assertEquals(headers.get("referrer-policy"), "no-referrer");
});

Deno.test("a cookie from another site changes nothing, not even by a GET that would", async () => {
  await using server = await aServer();
  const cookie = await cookieOf(server);
  const as = (more: Record<string, string>) => ({
    headers: { ...NOBODY, cookie, ...more },
  });
  const body = JSON.stringify({ "task_id": "theirs", command: "true" });
  const evil = { origin: "https://evil.example" };

  const posted = await ask(server, "/api/create_task", {
    method: "POST",
    body,
    ...as(evil),
  });
  const restarted = await ask(
    server,
    "/api/restart_task?task_id=theirs",
    as({ "sec-fetch-site": "cross-site" }),
  );
  const ours = await ask(server, "/api/create_task", {
    method: "POST",
    body,
    ...as({ origin: server.url }),
  });

  assertEquals([posted.status, restarted.status], [403, 403]);
  assertEquals(ours.status, 200, ours.text);
});

Deno.test("a cookie of the dashboard opens nothing at the API port", async () => {
  await using server = await aServer();
  const cookie = await cookieOf(server);

  const reply = await ask(server, `${server.apiUrl}/vis`, {
    headers: { ...NOBODY, cookie },
  });

  assertEquals(reply.status, 401);
});

Deno.test("a foreign Host is answered 421 on both ports", async () => {
  await using server = await aServer();
  for (
    const [base, path] of [[server.url, "/api/vis"], [server.apiUrl, "/vis"]]
  ) {
    const line = await statusLineOf(
      base!,
      `GET ${path} HTTP/1.1\r\nHost: evil.example\r\n` +
        `Authorization: Bearer ${server.token}\r\nConnection: close`,
    );
    assertMatch(line, /^HTTP\/1\.1 421/);
  }
});

Deno.test("a body of more than 1 MiB is answered 413 in JSON, and queues nothing", async () => {
  await using server = await aServer();
  const command = `echo ${"x".repeat(1024 * 1024)}`;

  const reply = await ask(server, "/api/create_task", {
    method: "POST",
    body: JSON.stringify({ command }),
  });

  assertEquals(reply.status, 413);
  assertEquals(JSON.parse(reply.text).status, "error");
});

Deno.test("ten wrong tokens are enough: the next gets 429, and the right one still gets in", async () => {
  await using server = await aServer();
  const form = (token: string) => ({
    method: "POST",
    headers: {
      ...NOBODY,
      "content-type": "application/x-www-form-urlencoded",
      origin: server.url,
    },
    body: new URLSearchParams({ token, to: "/home" }).toString(),
  });

  const wrong = [];
  for (let time = 0; time < 10; time++) {
    wrong.push((await ask(server, "/login", form("wrong"))).status);
  }
  const eleventh = await ask(server, "/login", form("wrong"));
  const right = await ask(server, "/login", form(server.token));

  assert(wrong.every((status) => status !== 303 && status !== 429), `${wrong}`);
  assertEquals(eleventh.status, 429);
  assertEquals(right.status, 303);
});
