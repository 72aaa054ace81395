import { assert, assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import { type IncomingMessage, request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { untilEnded } from "../helpers/board.ts";
import { aServer, type TestServer } from "../helpers/server.ts";
import { submit } from "./requests.ts";

/** A reply as it came over the wire; `fetch` would unpack it. */
interface RawReply {
  readonly status: number | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

function askRaw(
  server: TestServer,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = "GET",
): Promise<RawReply> {
  const { promise, resolve, reject } = Promise.withResolvers<RawReply>();
  const sent = {
    authorization: `Bearer ${server.token}`,
    "accept-encoding": "gzip",
    connection: "close",
    ...headers,
  };
  const asked = request(server.url + path, { method, headers: sent });
  asked.on("error", reject).on("response", async (reply) => {
    const chunks: Buffer[] = await Array.fromAsync(reply);
    const { statusCode: status, headers } = reply;
    resolve({ status, headers, body: Buffer.concat(chunks) });
  }).end();
  return promise;
}

/** The address of a sheet and of a script, not too small, of the page's. */
async function filesOf(server: TestServer): Promise<readonly string[]> {
  const page = gunzipSync((await askRaw(server, "/home")).body).toString();
  return [
    /href="([^"]+\.css[^"]*)"/,
    /"(\/_fresh\/js\/[^"]+\/(?!boot)[^"\/]+\.js)"/,
  ]
    .map((address) => address.exec(page)![1]!);
}

Deno.test("texts come as gzip to those who take it, and plain to others", async () => {
  await using server = await aServer({ gpus: 1 });
  const files = await filesOf(server);

  for (const path of ["/home", "/api/v1/openapi.json", ...files]) {
    const packed = await askRaw(server, path);
    const again = await askRaw(server, path);
    const plain = await askRaw(server, path, { "accept-encoding": "identity" });

    assertEquals([path, packed.headers["content-encoding"]], [path, "gzip"]);
    assert(/accept-encoding/i.test(packed.headers.vary ?? ""), path);
    assertEquals(plain.headers["content-encoding"], undefined);
    assert(packed.body.length < plain.body.length / 2, path);
    if (files.includes(path)) {
      assertEquals(gunzipSync(packed.body), plain.body);
      assertEquals(again.body, packed.body);
      const brotli = await askRaw(server, path, { "accept-encoding": "br" });
      assertEquals(brotliDecompressSync(brotli.body), plain.body);
      assertEquals(
        packed.headers["cache-control"]?.includes("immutable"),
        true,
      );
    }
  }
});

Deno.test("a file that would come out longer is not packed", async () => {
  await using server = await aServer({ gpus: 1 });
  const page = gunzipSync((await askRaw(server, "/home")).body).toString();
  const [tiny] = /\/_fresh\/js\/[^"]+\/boot[^"\/]+\.js/.exec(page)!;

  const reply = await askRaw(server, tiny);

  assertEquals(reply.headers["content-encoding"], undefined);
  assertEquals(reply.body.length < 60, true);
});

Deno.test("a packed file keeps its ETag, its 304 and its HEAD", async () => {
  await using server = await aServer({ gpus: 1 });
  for (const path of await filesOf(server)) {
    const etag = (await askRaw(server, path)).headers.etag!;

    const known = await askRaw(server, path, { "if-none-match": etag });
    const head = await askRaw(server, path, {}, "HEAD");

    assert(etag.startsWith('W/"'), etag);
    assertEquals([known.status, known.body.length], [304, 0]);
    assertEquals(known.headers["content-encoding"], undefined);
    assertEquals([head.status, head.headers.etag], [200, etag]);
    assertEquals(head.body.length, 0);
  }
});

Deno.test("logs and event streams come as they are", async () => {
  await using server = await aServer({ gpus: 1 });
  await submit(server, "talks", { command: "seq 999" });
  await untilEnded(server, ["talks"]);

  const log = await askRaw(server, "/api/v1/tasks/talks/log");
  const whole = await askRaw(server, "/api/get_log?task_id=talks&full_log=1");
  const file = await askRaw(server, "/api/get_log_file?task_id=talks");
  const leave = new AbortController();
  const feed = await server.fetch("/api/v1/events", {
    headers: { "accept-encoding": "gzip" },
    signal: leave.signal,
  });

  assertEquals(log.headers["content-encoding"], undefined);
  assertEquals(Number(log.headers["content-length"]), log.body.length);
  assertEquals(whole.headers["content-encoding"], undefined);
  assertEquals(file.headers["content-encoding"], undefined);
  assertEquals(file.body, log.body);
  assertEquals(JSON.parse(whole.body.toString()).status, "success");
  assertEquals(feed.headers.get("content-encoding"), null);
  assertEquals(feed.headers.get("vary"), null);
  leave.abort();
});
