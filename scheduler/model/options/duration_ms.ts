/** How long each unit is. */
export const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Reads a duration in milliseconds; `null` for what is none. */
export function durationMs(text: string): number | null {
  const written = text.trim().toLowerCase();
  return fromClock(written) ?? fromUnits(written);
}

function fromUnits(text: string): number | null {
  const part = /(\d+(?:\.\d+)?)\s*(ms|[smhdw])/y;
  let ms = 0;
  while (part.lastIndex < text.length) {
    const [, count, unit] = part.exec(text) ?? [];
    if (count === undefined) return null;
    ms += Number(count) * UNIT_MS[unit!]!;
  }
  return text === "" ? null : Math.round(ms);
}

function fromClock(text: string): number | null {
  const found = /^(?:(\d+)-)?(\d+):(\d{2}):(\d{2})$/.exec(text);
  if (found === null) return null;
  const [days, hours, minutes, seconds] = found.slice(1)
    .map((digits) => Number(digits ?? 0));
  return ((days! * 24 + hours!) * 60 + minutes!) * UNIT_MS.m! +
    seconds! * UNIT_MS.s!;
}
