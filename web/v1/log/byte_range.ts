/** Bytes from `start` up to, and without, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a Range header (RFC 9110, 14.2): a range, `"none"` where it lies
 * beyond the end, or `null` where all is to be sent. A server may ignore what
 * it does not understand, and so do we with several ranges at once.
 */
export function readRange(
  header: string | null,
  size: number,
): ByteRange | "none" | null {
  const match = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? "");
  if (match === null) return null;
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return null;
  if (first === "") {
    const start = Math.max(0, size - Number(last));
    return start === size ? "none" : { start, end: size };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return null;
  if (start >= size) return "none";
  const end = last === "" ? size : Math.min(size, Number(last) + 1);
  return { start, end };
}
