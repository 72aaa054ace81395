/** Where a text stops being JSON, counted from 1 as editors do. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  /** What stands there, quoted, or "the end". */
  readonly found: string;
}

type Expected =
  | "value"
  | "valueOrEnd"
  | "keyOrEnd"
  | "key"
  | "colon"
  | "commaOrEnd"
  | "nothing";

/** One token of RFC 8259: punctuation, a string, or a number or word. */
const TOKEN =
  /([{}[\],:])|("[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*")|((?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/uy;
const SPACE = /[ \t\n\r]*/y;

/**
 * Finds the first place at which `text` is not JSON, or `null` when it is.
 * `JSON.parse` does not always say where: "Unexpected token" has no position.
 */
export function findJsonFault(text: string): JsonFault | null {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  let offset = 0;
  while (true) {
    SPACE.lastIndex = offset;
    SPACE.exec(text);
    offset = SPACE.lastIndex;
    if (offset === text.length && expected === "nothing") return null;
    TOKEN.lastIndex = offset;
    const token = TOKEN.exec(text);
    const next: Expected | null = token === null
      ? null
      : advance(expected, token, open);
    if (next === null) return faultAt(text, offset);
    expected = next;
    offset += token![0].length;
  }
}

/** What may follow a token, or `null` when it may not stand here. */
function advance(
  expected: Expected,
  [, sign, string, scalar]: RegExpExecArray,
  open: ("{" | "[")[],
): Expected | null {
  const inValue = expected === "value" || expected === "valueOrEnd";
  const after = () => open.length === 0 ? "nothing" : "commaOrEnd";
  if (inValue && (string !== undefined || scalar !== undefined)) return after();
  if (string !== undefined) {
    return expected === "key" || expected === "keyOrEnd" ? "colon" : null;
  }
  if (inValue && (sign === "{" || sign === "[")) {
    open.push(sign);
    return sign === "{" ? "keyOrEnd" : "valueOrEnd";
  }
  if (sign === ":") return expected === "colon" ? "value" : null;
  const top = open.at(-1);
  if (sign === "," && expected === "commaOrEnd") {
    return top === "{" ? "key" : "value";
  }
  const closes = expected === "commaOrEnd" || expected === "keyOrEnd" ||
    expected === "valueOrEnd";
  if (!closes || sign !== (top === "{" ? "}" : "]")) return null;
  open.pop();
  return after();
}

function faultAt(text: string, offset: number): JsonFault {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - before.lastIndexOf("\n");
  const found = /^(?:[\w.+-]{1,20}|[^\n])/u.exec(text.slice(offset));
  return { line, column, found: found ? `"${found[0]}"` : "the end" };
}
