import { type Cell, CONSTANTS } from "./encode.ts";

/** Makes what a tagged cell stands for, or declines. */
export type Revive = (
  tag: string,
  content: readonly unknown[],
  at: (reference: number) => unknown,
) => unknown;

/** Decodes what `encode` wrote. */
export function decode(
  text: string,
  revive: Revive = () => undefined,
): unknown {
  const [root, cells]: [number, Cell[]] = JSON.parse(text);
  const known = new Map<number, unknown>();

  const at = (reference: number): unknown => {
    if (reference < 0) return CONSTANTS[-1 - reference];
    if (known.has(reference)) return known.get(reference);
    const cell = cells[reference]!;
    const keep = <T>(value: T): T => {
      known.set(reference, value);
      return value;
    };
    if (typeof cell !== "object") return keep(cell);
    if (Array.isArray(cell)) {
      const [tag, ...content] = cell;
      return builtIn(tag, content, at, keep) ?? keep(revive(tag, content, at));
    }
    const record = keep({});
    for (
      const [name, inner] of Object.entries(cell as Record<string, number>)
    ) {
      // Not an assignment: `__proto__` is a name like any other.
      Object.defineProperty(record, name, {
        value: at(inner),
        configurable: true,
        enumerable: true,
        writable: true,
      });
    }
    return record;
  };

  return at(root);
}

/** Values that hold others are kept before they are filled: cycles end here. */
function builtIn(
  tag: string,
  // deno-lint-ignore no-explicit-any
  [first, second]: any[],
  at: (reference: number) => unknown,
  keep: <T>(value: T) => T,
): unknown {
  switch (tag) {
    case "list": {
      const list: unknown[] = keep([]);
      for (const inner of first) list.push(at(inner));
      return list;
    }
    case "set": {
      const set = keep(new Set());
      for (const inner of first) set.add(at(inner));
      return set;
    }
    case "map": {
      const map = keep(new Map());
      for (let i = 0; i < first.length; i += 2) {
        map.set(at(first[i]), at(first[i + 1]));
      }
      return map;
    }
    case "date":
      return keep(new Date(at(first) as number));
    case "url":
      return keep(new URL(first));
    case "regexp":
      return keep(new RegExp(first, second));
    case "bigint":
      return keep(BigInt(first));
    case "bytes":
      return keep(Uint8Array.from(atob(first), (char) => char.charCodeAt(0)));
    default:
      return undefined;
  }
}
