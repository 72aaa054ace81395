import { assertEquals, assertMatch } from "@std/assert";
import { asking, buildApp, textOf } from "./build_app.ts";

const ask = asking(await buildApp());
const NEVER = "no-cache, no-store, max-age=0, must-revalidate";
const FOREVER = "public, max-age=31536000, immutable";

/** The URL of the image on the home page, tied to the build. */
async function lockedUrl(): Promise<string> {
  return (await textOf(ask("/"))).match(/src="(\/dot\.svg[^"]*)"/)![1]!;
}

Deno.test("staticFiles() serves files with type, length and a weak ETag", async () => {
  const response = await ask("/page.css");

  assertEquals(response.headers.get("content-type"), "text/css; charset=utf-8");
  assertEquals(response.headers.get("content-length"), "22");
  assertMatch(response.headers.get("etag")!, /^W\/"[0-9a-f]{16}"$/);
  assertEquals(response.headers.get("cache-control"), NEVER);
  assertEquals(await response.text(), "body {\n  margin: 0;\n}\n");
});

Deno.test("staticFiles() answers 304 to whoever has the file already", async () => {
  const etag = (await ask("/page.css", { method: "HEAD" })).headers.get(
    "etag",
  )!;

  for (const known of [etag, etag.slice(2), `"other", ${etag}`, "*"]) {
    const response = await ask("/page.css", {
      headers: { "if-none-match": known },
    });
    assertEquals(response.status, 304);
    assertEquals(response.headers.get("etag"), etag);
  }
  const other = await ask("/page.css", { headers: { "if-none-match": '"x"' } });
  assertEquals(other.status, 200);
  await other.body!.cancel();
});

Deno.test("staticFiles() lets browsers keep what is tied to the build", async () => {
  const image = await ask(await lockedUrl());
  const script = (await textOf(ask("/live"))).match(
    /"(\/_fresh\/js\/[^"]+)"/,
  )![1]!;
  const chunk = await ask(script);

  assertEquals(image.headers.get("cache-control"), FOREVER);
  assertEquals(chunk.headers.get("cache-control"), FOREVER);
  assertEquals(
    chunk.headers.get("content-type"),
    "text/javascript; charset=utf-8",
  );
  await image.body!.cancel();
  await chunk.body!.cancel();
});

Deno.test("staticFiles() leads from another build's URL to this one's file", async () => {
  const response = await ask("/dot.svg?a=b&__frsh_c=another");

  assertEquals(response.status, 307);
  assertEquals(response.headers.get("location"), "/dot.svg?a=b");
});

Deno.test("staticFiles() answers 405 to all but GET and HEAD", async () => {
  const head = await ask("/page.css", { method: "HEAD" });

  assertEquals((await ask("/page.css", { method: "POST" })).status, 405);
  assertEquals(head.status, 200);
  assertEquals(head.body, null);
});

Deno.test("staticFiles() serves neither hidden files nor any outside of its folder", async () => {
  for (
    const path of [
      "/.secret",
      "/../main.ts",
      "/%2e%2e/main.ts",
      "/%2e%2e%2fmain.ts",
      "/..%5cmain.ts",
      "/%ff",
    ]
  ) {
    assertEquals((await ask(path)).status, 404, path);
  }
});

Deno.test("staticFiles() answers a missing favicon itself", async () => {
  const response = await ask("/favicon.ico");

  assertEquals(response.status, 404);
  assertEquals(response.body, null);
});

Deno.test("in development nothing is kept by browsers", async () => {
  const dev = asking(await buildApp("development"));
  const script = (await textOf(dev("/live"))).match(
    /"(\/_fresh\/js\/[^"]+)"/,
  )![1]!;

  for (const path of [script, await lockedUrl()]) {
    const response = await dev(path.replace(/\?.*/, ""));
    assertEquals(response.headers.get("cache-control"), NEVER);
    assertEquals(response.headers.get("etag"), null);
    await response.body!.cancel();
  }
});
