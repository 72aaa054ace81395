/**
 * How values travel to the browser: the JSON of a reference to the
 * value, and of cells. A reference is the index of a cell, so that what was
 * shared stays shared, cycles included, or negative for one of these, which
 * JSON cannot say. A cell is a text, a number or a boolean as it is, a record
 * of references, or a tagged value such as `["list", [0, 1]]`.
 */
export const CONSTANTS: readonly unknown[] = [
  undefined,
  null,
  NaN,
  Infinity,
  -Infinity,
  -0,
];

/** A stored value: what stands at one index of the array. */
export type Cell =
  | string
  | number
  | boolean
  | readonly [tag: string, ...content: (string | number | number[])[]]
  | { readonly [name: string]: number };

/** Turns what JSON has no word for into a tagged cell, or declines. */
export type Special = (
  value: object,
  refer: (value: unknown) => number,
) => Cell | undefined;

/**
 * Encodes a value and all that it holds.
 *
 * @throws {TypeError} for a function or a symbol, naming where it was.
 */
export function encode(
  value: unknown,
  special: Special = () => undefined,
): string {
  const cells: Cell[] = [];
  const known = new Map<unknown, number>();

  const refer = (value: unknown, path: string): number => {
    const constant = CONSTANTS.findIndex((one) => Object.is(one, value));
    if (constant >= 0) return -1 - constant;
    const seen = known.get(value);
    if (seen !== undefined) return seen;
    if (typeof value === "function" || typeof value === "symbol") {
      throw new TypeError(
        `Cannot send ${path} to the browser: it is a ${typeof value}`,
      );
    }
    const index = cells.push("") - 1;
    known.set(value, index);
    cells[index] = cellOf(value, path, refer, special);
    return index;
  };

  return JSON.stringify([refer(value, "props"), cells]);
}

function cellOf(
  value: unknown,
  path: string,
  refer: (value: unknown, path: string) => number,
  special: Special,
): Cell {
  if (typeof value === "bigint") return ["bigint", String(value)];
  if (typeof value !== "object" || value === null) {
    return value as string | number | boolean;
  }
  const below = (inner: unknown) => refer(inner, path);
  const cell = special(value, below) ?? builtInCell(value, below);
  if (cell !== undefined) return cell;
  const record: Record<string, number> = Object.create(null);
  for (const [name, inner] of Object.entries(value)) {
    record[name] = refer(inner, `${path}.${name}`);
  }
  return record;
}

function builtInCell(
  value: object,
  refer: (value: unknown) => number,
): Cell | undefined {
  if (Array.isArray(value)) return ["list", value.map(refer)];
  if (value instanceof Date) return ["date", refer(value.getTime())];
  if (value instanceof URL) return ["url", value.href];
  if (value instanceof RegExp) return ["regexp", value.source, value.flags];
  if (value instanceof Set) return ["set", [...value].map(refer)];
  if (value instanceof Map) return ["map", [...value].flat().map(refer)];
  if (value instanceof Uint8Array) return ["bytes", value.toBase64()];
  return undefined;
}
