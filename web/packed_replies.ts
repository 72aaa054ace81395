import { gzipSync } from "node:zlib";
import { isText, takenCodings } from "./packed_files.ts";

type Handler = (
  request: Request,
  info: Deno.ServeHandlerInfo,
) => Promise<Response>;

/** What fits into one packet comes no sooner for being shorter. */
const WORTH_BYTES = 1_200;
/** As short as by 6, and a third quicker. */
const LEVEL = 4;

/**
 * Packs the texts that replies are, for those who take gzip: 20 KB take 0.15
 * ms. Deno would pack them by Brotli for a browser, which takes 2 ms of the
 * event loop for the shortest. What is marked `no-transform` (RFC 9111,
 * 5.2.2.6) may never end, or be large, and stays as it is.
 */
export function withPackedReplies(handler: Handler): Handler {
  return async (request, info) => {
    // Before the answer: one that becomes a WebSocket takes the request away.
    const accepted = request.headers.get("accept-encoding") ?? "";
    const response = await handler(request, info);
    return isPlainText(response) && takenCodings(accepted).includes("gzip")
      ? await packed(response)
      : response;
  };
}

function isPlainText({ body, headers, status }: Response): boolean {
  return body !== null && status !== 206 && isText(headers) &&
    !headers.has("content-encoding") &&
    !headers.get("cache-control")?.includes("no-transform");
}

async function packed(response: Response): Promise<Response> {
  const { status, headers: plain } = response;
  const text = new Uint8Array(await response.arrayBuffer());
  const isWorthIt = text.length >= WORTH_BYTES;
  const bytes = isWorthIt
    ? new Uint8Array(gzipSync(text, { level: LEVEL }))
    : text;
  const headers = new Headers(plain);
  if (isWorthIt) headers.set("content-encoding", "gzip");
  headers.set("content-length", String(bytes.length));
  headers.append("vary", "Accept-Encoding");
  return new Response(bytes, { status, headers });
}
