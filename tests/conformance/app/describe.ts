/** Says what each value is, so that two sides can compare. */
export function describe(values: Record<string, unknown>): string {
  return Object.entries(values).map(([name, value]) =>
    `${name}: ${text(value)}`
  ).join("\n");
}

function text(value: unknown): string {
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Date) return `Date ${value.getTime()}`;
  if (value instanceof URL) return `URL ${value.href}`;
  if (value instanceof RegExp) return `RegExp ${value}`;
  if (value instanceof Uint8Array) return `bytes ${value.join(" ")}`;
  if (value instanceof Set) return `Set ${[...value].map(text).join(" ")}`;
  if (value instanceof Map) {
    return `Map ${[...value].map(([k, v]) => `${text(k)}=${text(v)}`)}`;
  }
  if (Array.isArray(value)) {
    const same = value.length > 1 && value[0] === value[1];
    return `[${value.map(text).join(", ")}]${same ? " same" : ""}`;
  }
  return JSON.stringify(value);
}
