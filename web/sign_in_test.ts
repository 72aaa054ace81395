import { assertEquals, assertStringIncludes } from "@std/assert";
import { Attempts } from "./guard/attempts.ts";
import { Sessions } from "./session.ts";
import { signIn } from "./sign_in.ts";
import { Token } from "./token.ts";

const SECRET = "0123456789abcdef";

function someForm() {
  const token = new Token(SECRET);
  const now = () => 0;
  const people = null;
  const sessions = new Sessions({
    path: "/",
    ...{ token, people, port: 1 },
    now,
  });
  const attempts = new Attempts(now);
  return (fields: Record<string, string>, address = "10.0.0.7") => {
    const body = new URLSearchParams(fields);
    const request = new Request("http://localhost/login", {
      method: "POST",
      body,
    });
    return signIn(request, { token, people, sessions, attempts, address });
  };
}

Deno.test("signIn() begins a session and goes where the person wanted", async () => {
  const outcome = await someForm()({ token: ` ${SECRET}\n`, to: "/logs?a=1" });
  if (outcome.kind !== "signedIn") throw new Error(outcome.kind);
  const { status, headers } = outcome.response;
  assertEquals(status, 303);
  assertEquals(headers.get("location"), "/logs?a=1");
  assertStringIncludes(headers.get("set-cookie")!, "ant_1=0.");
});

Deno.test("signIn() goes nowhere else", async () => {
  const outcome = await someForm()({ token: SECRET, to: "//evil.example" });
  if (outcome.kind !== "signedIn") throw new Error(outcome.kind);
  assertEquals(outcome.response.headers.get("location"), "/");
});

Deno.test("signIn() slows down who guesses, and locks out nobody who knows the token", async () => {
  const submit = someForm();
  for (let time = 0; time < 10; time++) {
    const outcome = await submit(time === 0 ? {} : { token: "x", to: "/a" });
    assertEquals(outcome.kind, "wrongToken");
  }
  assertEquals(await submit({ token: "x", to: "/a" }), {
    kind: "tooOften",
    to: "/a",
    waitS: 6,
  });
  assertEquals((await submit({ token: "x" }, "10.0.0.8")).kind, "wrongToken");
  assertEquals((await submit({ token: SECRET })).kind, "signedIn");
});
