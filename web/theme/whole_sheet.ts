import { ROOT } from "../../root.ts";
import { PART_SHEETS } from "./sheet.ts";

/** Where the parts' sheets are had as one. */
const PATH = "/sheet.css";
const FOREVER = "public, max-age=31536000, immutable";

/**
 * The parts' sheets as one file: a browser would ask for twenty in turn, and
 * draw nothing before the last.
 */
const text = await joined();
const hash = await digest(text);

/** The address that a page names; what it leads to never changes. */
export const SHEET_HREF = `${PATH}?v=${hash}`;

/** Answers with the sheet, or with 304 to whoever has it. */
export function answerSheet({ url, headers }: Request): Response {
  const etag = `W/"${hash}"`;
  const isTied = new URL(url).searchParams.get("v") === hash;
  const about = {
    "content-type": "text/css; charset=utf-8",
    "cache-control": isTied ? FOREVER : "no-cache",
    etag,
  };
  const isKnown = headers.get("if-none-match")?.includes(etag) ?? false;
  return isKnown
    ? new Response(null, { status: 304, headers: about })
    : new Response(text, { headers: about });
}

async function joined(): Promise<string> {
  const folder = new URL("static/css/", ROOT);
  const parts = PART_SHEETS.map((part) =>
    Deno.readTextFile(new URL(`${part}.css`, folder))
  );
  return (await Promise.all(parts)).join("\n");
}

async function digest(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const whole = await crypto.subtle.digest("SHA-256", bytes);
  return new Uint8Array(whole).toHex().slice(0, 16);
}
