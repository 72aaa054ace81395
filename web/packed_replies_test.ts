import { assert, assertEquals } from "@std/assert";
import { gunzipSync } from "node:zlib";
import { withPackedReplies } from "./packed_replies.ts";

const LONG = "a queue of tasks; ".repeat(1000);
const INFO = { remoteAddr: { hostname: "127.0.0.1" } } as Deno.ServeHandlerInfo;

function ask(reply: () => Response, accepted: string | null = "gzip, br") {
  const handler = withPackedReplies(() => Promise.resolve(reply()));
  const headers = accepted === null ? {} : { "accept-encoding": accepted };
  return handler(new Request("http://localhost/", { headers }), INFO);
}

function aText(headers: HeadersInit = {}, text = LONG) {
  return () => new Response(text, { status: 404, headers });
}

Deno.test("withPackedReplies() packs a text, and keeps its status and headers", async () => {
  const headers = new Headers({ "content-type": "text/html; charset=utf-8" });
  headers.append("set-cookie", "a=1");
  headers.append("set-cookie", "b=2");

  const reply = await ask(aText(headers));
  const bytes = new Uint8Array(await reply.arrayBuffer());

  assertEquals(gunzipSync(bytes).toString(), LONG);
  assertEquals(reply.status, 404);
  assertEquals(reply.headers.getSetCookie(), ["a=1", "b=2"]);
  assertEquals(reply.headers.get("content-encoding"), "gzip");
  assertEquals(reply.headers.get("content-length"), String(bytes.length));
  assertEquals(reply.headers.get("vary"), "Accept-Encoding");
});

for (
  const [what, accepted, headers, text] of [
    ["for who takes none", null, {}, LONG],
    ["for who refuses it", "gzip;q=0, br", {}, LONG],
    ["that is short", "gzip", {}, "short"],
    ["that is no text", "gzip", { "content-type": "application/zip" }, LONG],
    ["that is packed", "gzip", { "content-encoding": "br" }, LONG],
    ["that may never end", "gzip", {
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
    }, LONG],
  ] as const
) {
  Deno.test(`withPackedReplies() leaves a reply as it is ${what}`, async () => {
    const given = aText({ "content-type": "text/plain", ...headers }, text);

    const reply = await ask(given, accepted);

    const { "content-encoding": coding = null } = headers as Record<
      string,
      string
    >;
    assertEquals(reply.headers.get("content-encoding"), coding);
    assertEquals(await reply.text(), text);
  });
}

Deno.test("withPackedReplies() reads nothing of a body that may never end", async () => {
  let isRead = false;
  const body = new ReadableStream({
    pull: () => {
      isRead = true;
    },
  }, { highWaterMark: 0 });
  const headers = {
    "content-type": "text/event-stream",
    "cache-control": "no-transform",
  };

  const reply = await ask(() => new Response(body, { headers }));

  assert(!isRead);
  await reply.body!.cancel();
});
