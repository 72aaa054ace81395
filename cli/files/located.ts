import { extname } from "node:path";
import { usage } from "../failure.ts";
import { readToml } from "./toml.ts";

/** Where something stands in a file, both from 1. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** The content of a file, and where each part of it stands. */
export interface Located {
  readonly content: unknown;
  /** The place of a key, or of the nearest thing around it. */
  readonly spotOf: (path: readonly (string | number)[]) => Spot;
}

/** Reads YAML or TOML by the file's name. @throws {Failure} with the place. */
export async function readLocated(
  text: string,
  path: string,
): Promise<Located> {
  return extname(path) === ".toml"
    ? { content: readToml(text, path), spotOf: (keys) => inToml(text, keys) }
    : await readYaml(text, path);
}

async function readYaml(text: string, path: string): Promise<Located> {
  const { LineCounter, parseDocument } = await import("./yaml_package.ts");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    const why = error.message.split("\n")[0]!.replace(/ at line \d+.*$/, "");
    throw usage(`Cannot read "${path}", line ${line}, column ${col}: ${why}`);
  }
  const startOf = (keys: readonly (string | number)[]): number | null => {
    const parent = document.getIn(keys.slice(0, -1), true);
    const pairs = (parent as { items?: readonly unknown[] } | null)?.items;
    const pair = pairs?.find((item) =>
      (item as { key?: { value?: unknown } }).key?.value === keys.at(-1)
    ) as { key: { range?: readonly number[] } } | undefined;
    const node = pair?.key ?? document.getIn(keys, true);
    return (node as { range?: readonly number[] } | null)?.range?.[0] ?? null;
  };
  return {
    content: document.toJS(),
    spotOf(keys) {
      for (let count = keys.length; count >= 0; count--) {
        const start = startOf(keys.slice(0, count));
        if (start === null) continue;
        const { line, col } = lines.linePos(start);
        return { line, column: col };
      }
      return { line: 1, column: 1 };
    },
  };
}

/** TOML's parser keeps no places: the key is looked for, within its table. */
function inToml(text: string, keys: readonly (string | number)[]): Spot {
  const lines = text.split("\n");
  const names = keys.filter((key) => typeof key === "string");
  const place = keys.find((key) => typeof key === "number");
  let from = 0;
  if (place !== undefined) {
    const heads = lines.flatMap((line, at) =>
      /^\s*\[\[\s*tasks\s*\]\]/.test(line) ? [at] : []
    );
    from = heads[place] ?? 0;
  }
  const name = names.at(-1) ?? "";
  const shape = new RegExp(
    `^(\\s*)"?${RegExp.escape(name)}"?\\s*[=.]|^(\\s*)\\[[^\\]]*\\b${
      RegExp.escape(name)
    }\\]`,
  );
  const at = lines.findIndex((line, at) => at >= from && shape.test(line));
  const line = at === -1 ? from : at;
  const column = (/^\s*/.exec(lines[line]!)?.[0].length ?? 0) + 1;
  return { line: line + 1, column };
}
