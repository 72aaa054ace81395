import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { OWNER } from "./people/caller.ts";
import { Sessions } from "./session.ts";
import { Token } from "./token.ts";

const DAY_MS = 86_400_000;
const HERE = new URL("https://localhost:6060/");

function someSessions(
  { token = "0123456789abcdef", port = 6060 } = {},
) {
  const clock = { nowMs: 1_763_690_400_123 };
  const now = () => clock.nowMs;
  const sessions = new Sessions({
    path: "/",
    token: new Token(token),
    people: null,
    port,
    now,
  });
  return { sessions, clock };
}

function requestWith(...cookies: string[]): Request {
  const pairs = cookies.map((cookie) => cookie.split(";")[0]);
  return new Request("https://localhost:6060/", {
    headers: { cookie: pairs.join("; ") },
  });
}

Deno.test("begin() hides the token, and scripts and other sites from the cookie", () => {
  const { sessions } = someSessions();
  assertMatch(
    sessions.begin(HERE),
    /^ant_6060=1763690400123\.[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure$/,
  );
});

Deno.test("begin() leaves out Secure where there is no TLS", () => {
  const { sessions } = someSessions();
  const at = new URL("http://localhost:6060/");
  assertEquals(sessions.begin(at).includes("Secure"), false);
});

Deno.test("callerOf() finds its cookie among others", () => {
  const { sessions } = someSessions();
  const request = requestWith("a=b", sessions.begin(HERE), "ant_6061=x");
  assertEquals(sessions.callerOf(request), OWNER);
  assertEquals(sessions.callerOf(requestWith("a=b")), null);
  assertEquals(
    sessions.callerOf(new Request("https://localhost:6060/")),
    null,
  );
});

Deno.test("callerOf() ends after 30 days", () => {
  const { sessions, clock } = someSessions();
  const request = requestWith(sessions.begin(HERE));
  clock.nowMs += 30 * DAY_MS - 1;
  assertEquals(sessions.callerOf(request), OWNER);
  clock.nowMs += 1;
  assertEquals(sessions.callerOf(request), null);
});

Deno.test("callerOf() believes neither a later date nor another token nor another port", () => {
  const { sessions } = someSessions();
  const cookie = sessions.begin(HERE);
  const later = cookie.replace("1763690400123", "1763690400124");
  assertEquals(sessions.callerOf(requestWith(later)), null);
  const { sessions: others } = someSessions({
    token: "fedcba9876543210",
  });
  assertEquals(others.callerOf(requestWith(cookie)), null);
  const { sessions: beside } = someSessions({
    port: 6061,
  });
  assertEquals(beside.callerOf(requestWith(cookie)), null);
});

for (const value of ["", "1", "1.", ".x", "x.y", `1.${"é".repeat(43)}`]) {
  Deno.test(`callerOf() is not troubled by the cookie "${value}"`, () => {
    const { sessions } = someSessions();
    const request = new Request("https://localhost:6060/");
    Object.defineProperty(request, "headers", {
      value: { get: () => `ant_6060=${value}` },
    });
    assertEquals(sessions.callerOf(request), null);
  });
}

Deno.test("end() makes the browser forget", () => {
  const { sessions } = someSessions();
  assertStringIncludes(sessions.end(HERE), "ant_6060=; Path=/; Max-Age=0;");
});
