import { extname, join } from "node:path";
import type { StaticFile } from "./build_cache.ts";

/** A file to serve: where it is, or what is in it. */
export interface ServedFile {
  readonly content: string | Uint8Array<ArrayBuffer>;
  /** `null` while the file may change at any time. */
  readonly hash: string | null;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/vnd.microsoft.icon",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/** Serves exactly the files that it is given, so no path leads elsewhere. */
export function readFrom(
  files: ReadonlyMap<string, ServedFile>,
): (pathname: string) => Promise<StaticFile | null> {
  return async (pathname) => {
    const file = files.get(pathname);
    if (file === undefined) return null;
    const { content, hash } = file;
    const contentType = CONTENT_TYPES[extname(pathname).toLowerCase()] ??
      "application/octet-stream";
    if (typeof content !== "string") {
      const open = () => Promise.resolve(ReadableStream.from([content]));
      return { hash, size: content.byteLength, contentType, open };
    }
    const size = await sizeOf(content);
    const open = async () => (await Deno.open(content)).readable;
    return size === null ? null : { hash, size, contentType, open };
  };
}

/** Names static files by URL path, with the digests of their contents. */
export function staticsOf(
  staticDir: string,
  digests: Readonly<Record<string, string>>,
): [pathname: string, file: ServedFile][] {
  return Object.entries(digests).map(([path, hash]) => [
    `/${path}`,
    { content: join(staticDir, path), hash },
  ]);
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await Deno.stat(path)).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
