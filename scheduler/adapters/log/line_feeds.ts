import { LF } from "../log_lines.ts";

/** Counts the line feeds in some bytes. */
export function countFeeds(bytes: Uint8Array): number {
  let feeds = 0;
  let at = bytes.indexOf(LF);
  for (; at !== -1; at = bytes.indexOf(LF, at + 1)) feeds++;
  return feeds;
}

/** Where the byte behind so many line feeds stands; there must be as many. */
export function placeBehind(bytes: Uint8Array, feeds: number): number {
  let at = 0;
  for (let seen = 0; seen < feeds; seen++) at = bytes.indexOf(LF, at) + 1;
  return at;
}
