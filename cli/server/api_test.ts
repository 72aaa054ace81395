import { assertEquals, assertRejects } from "@std/assert";
import { Api } from "./api.ts";

Deno.test("ask() ends when who asks does not want to know any more", async () => {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async ({ signal }) => {
      signal.addEventListener("abort", () => left.resolve());
      resolve();
      await left.promise;
      return new Response();
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  using api = new Api({
    ...{ url, token: null, certificate: null, origin: "a test" },
    ...{ dashboardUrl: url, isLocal: true },
  });
  const leave = new AbortController();
  const answer = api.ask("/never", { signal: leave.signal });
  await asked;

  leave.abort();

  const error = await assertRejects(() => answer, DOMException);
  assertEquals(error.name, "AbortError");
  left.resolve();
});
