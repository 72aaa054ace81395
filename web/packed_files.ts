import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Middleware } from "fresh";

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
const TEXT = /^(text\/|application\/(json|manifest\+json)|image\/svg)/;

type Coding = "br" | "gzip";
type Bytes = Uint8Array<ArrayBuffer>;

/** How a file goes out: what is tiny comes out longer, and goes as it is. */
interface Packed {
  readonly coding: Coding | null;
  readonly bytes: Bytes;
}

/**
 * Packs files well, and each once: unlike replies, they stay the same until
 * the next build. Whatever has no ETag is none of them.
 */
export function packedFiles<State>(): Middleware<State> {
  const packed = new Map<string, Promise<Packed>>();
  return async (ctx) => {
    // Before the answer: one that becomes a WebSocket takes the request away.
    const coding = codingFor(ctx.req.headers.get("accept-encoding") ?? "");
    const response = await ctx.next();
    const etag = response.headers.get("etag");
    const isFile = ctx.req.method === "GET" && response.status === 200 &&
      etag !== null && isText(response.headers);
    if (!isFile || coding === null) return response;
    const key = `${coding} ${etag} ${decodeURIComponent(ctx.url.pathname)}`;
    const known = packed.get(key);
    if (known === undefined) {
      packed.set(
        key,
        response.arrayBuffer().then((text) => shorter(text, coding)),
      );
    } else await response.body?.cancel();
    return reply(response.headers, await packed.get(key)!);
  };
}

/** Tells whether a reply is a text, which packs well. */
export function isText(headers: Headers): boolean {
  return TEXT.test(headers.get("content-type") ?? "");
}

/** The codings that somebody takes, by an Accept-Encoding (RFC 9110, 12.5.3). */
export function takenCodings(accepted: string): readonly string[] {
  const refused = /;\s*q=0(\.0*)?\s*$/;
  return accepted.split(",").filter((one) => !refused.test(one))
    .map((one) => one.split(";")[0]!.trim());
}

/** `null` for those who take neither. */
function codingFor(accepted: string): Coding | null {
  const taken = takenCodings(accepted);
  return (["br", "gzip"] as const).find((one) => taken.includes(one)) ?? null;
}

const pack: Readonly<Record<Coding, (text: ArrayBuffer) => Promise<Bytes>>> = {
  async br(text) {
    const params = {
      [BROTLI_PARAM_QUALITY]: 9,
      [BROTLI_PARAM_SIZE_HINT]: text.byteLength,
    };
    return new Uint8Array(await promisify(brotliCompress)(text, { params }));
  },
  async gzip(text) {
    return new Uint8Array(await promisify(gzip)(text, { level: 9 }));
  },
};

async function shorter(text: ArrayBuffer, coding: Coding): Promise<Packed> {
  const bytes = await pack[coding](text);
  return bytes.byteLength < text.byteLength
    ? { coding, bytes }
    : { coding: null, bytes: new Uint8Array(text) };
}

function reply(plain: Headers, { coding, bytes }: Packed): Response {
  const headers = new Headers(plain);
  if (coding !== null) headers.set("content-encoding", coding);
  headers.set("content-length", String(bytes.byteLength));
  headers.append("vary", "Accept-Encoding");
  return new Response(bytes, { headers });
}
