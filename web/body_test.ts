import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { HttpError } from "fresh";
import { limitBody, readFields, readJson } from "./body.ts";

function post(body: BodyInit, headers: HeadersInit = {}): Request {
  return new Request("http://localhost/", { method: "POST", body, headers });
}

/** A body that does not say its size. */
function chunks(count: number, bytes: number): ReadableStream<Uint8Array> {
  return ReadableStream.from(
    Array.from({ length: count }, () => new Uint8Array(bytes)),
  );
}

Deno.test("readJson() reads JSON whatever the content type", async () => {
  const request = post('{"a":["é"]}', { "content-type": "text/plain" });
  assertEquals(await readJson(request), { a: ["é"] });
});

for (
  const [body, message] of [
    ['{"a": 1,\n b}', 'not JSON at line 2, column 2, where "b" stands'],
    ["", "Cannot read the body: it is empty"],
    [new Uint8Array([0x22, 0xff, 0x22]), "it is not UTF-8"],
  ] as const
) {
  Deno.test(`readJson() answers 400: ${message}`, async () => {
    const error = await assertRejects(
      () => readJson(post(body)),
      HttpError,
      message,
    );
    assertEquals(error.status, 400);
  });
}

Deno.test("readJson() takes a body of exactly the limit, and none above", async () => {
  assertEquals(await readJson(post('"aaaa"'), 6), "aaaa");
  const error = await assertRejects(
    () => readJson(post('"aaaaa"'), 6),
    HttpError,
    "larger than 6 bytes",
  );
  assertEquals(error.status, 413);
});

Deno.test("limitBody() turns away what says that it is too large, unread", () => {
  const request = post("x", { "content-length": "11" });
  assertEquals(
    assertThrows(() => limitBody(request, 10), HttpError).status,
    413,
  );
  assertEquals(request.bodyUsed, false);
});

Deno.test("limitBody() stops reading what turns out too large", async () => {
  const limited = limitBody(post(chunks(1000, 10)), 25);
  const error = await assertRejects(() => limited.bytes(), HttpError);
  assertEquals(error.status, 413);
});

Deno.test("limitBody() counts what comes in chunks, whatever length it claims", async () => {
  const headers = { "content-length": "5", "transfer-encoding": "chunked" };
  const limited = limitBody(post(chunks(1000, 10), headers), 25);
  const error = await assertRejects(() => limited.bytes(), HttpError);
  assertEquals(error.status, 413);
});

Deno.test("limitBody() leaves what fits as it is", async () => {
  const request = post(chunks(2, 10), { "x-name": "kept" });
  const limited = limitBody(request, 20);
  assertEquals((await limited.bytes()).length, 20);
  assertEquals(limited.headers.get("x-name"), "kept");
  assertEquals(limited.method, "POST");
});

for (
  const [type, body, status, message] of [
    ["text/plain", "a=1", 415, 'says "text/plain"'],
    ["multipart/form-data; boundary=b", "--c", 400, "Cannot read the form: "],
  ] as const
) {
  Deno.test(`readFields() answers ${status} for ${body} as ${type}`, async () => {
    const error = await assertRejects(
      () => readFields(post(body, { "content-type": type })),
      HttpError,
      message,
    );
    assertEquals(error.status, status);
  });
}
