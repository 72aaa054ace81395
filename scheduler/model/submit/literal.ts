import type { Json } from "../units.ts";
import { excerpt, Invalid } from "./issues.ts";

/** A literal that was read out of a longer text. */
export interface Literal {
  readonly value: Json;
  /** The first character behind it. */
  readonly end: number;
}

const MAX_DEPTH = 100;

const NAMED: Readonly<Record<string, Json>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
};

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\",
  "/": "/",
  "'": "'",
  '"': '"',
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Reads the JSON value or Python literal at an offset, as far as it goes.
 *
 * Both notations may be mixed: `{"a": True, 'b': [null, 1_000,]}`. Keys are
 * strings; tuples and sets are not known. A whole number that a double cannot
 * hold is refused rather than rounded.
 */
export function readLiteral(text: string, offset: number): Literal | Invalid {
  const reader = new LiteralReader(text, offset);
  try {
    const value = reader.value(0);
    return { value, end: reader.at };
  } catch (error) {
    if (error instanceof Unreadable) return new Invalid(error.message);
    throw error;
  }
}

class Unreadable extends Error {}

class LiteralReader {
  readonly #text: string;
  at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  value(depth: number): Json {
    if (depth > MAX_DEPTH) {
      throw new Unreadable(`it nests more than ${MAX_DEPTH} levels deep`);
    }
    this.#skipBlanks();
    const character = this.#text[this.at];
    if (character === "{") return this.#object(depth);
    if (character === "[") return this.#array(depth);
    if (character === '"' || character === "'") return this.#string(character);
    const name = this.#take(/[A-Za-z_]\w*/y);
    if (name === null) return this.#number();
    if (Object.hasOwn(NAMED, name)) return NAMED[name]!;
    throw new Unreadable(`"${excerpt(name)}" is no value: put text in quotes`);
  }

  #object(depth: number): Json {
    const entries: [string, Json][] = [];
    this.#each("}", () => {
      const quote = this.#text[this.at];
      if (quote !== '"' && quote !== "'") this.#expected("a key in quotes");
      const key = this.#string(quote as '"' | "'");
      this.#skipBlanks();
      if (this.#text[this.at] !== ":") this.#expected('":"');
      this.at++;
      entries.push([key, this.value(depth + 1)]);
    });
    return Object.fromEntries(entries);
  }

  #array(depth: number): Json {
    const items: Json[] = [];
    this.#each("]", () => items.push(this.value(depth + 1)));
    return items;
  }

  /** Reads items parted by commas up to the bracket, a comma at last too. */
  #each(bracket: "}" | "]", readItem: () => void): void {
    this.at++;
    this.#skipBlanks();
    while (this.#text[this.at] !== bracket) {
      readItem();
      this.#skipBlanks();
      if (this.#text[this.at] === ",") {
        this.at++;
        this.#skipBlanks();
      } else if (this.#text[this.at] !== bracket) {
        this.#expected(`"," or "${bracket}"`);
      }
    }
    this.at++;
  }

  #string(quote: '"' | "'"): string {
    this.at++;
    let value = "";
    while (this.#text[this.at] !== quote) {
      const plain = this.#take(/[^"'\\]+|["']/y);
      if (plain !== null) value += plain;
      else if (this.at >= this.#text.length) this.#expected(quote);
      else value += this.#escape();
    }
    this.at++;
    return value;
  }

  /** Reads one escape; an unknown one stays as written, as in Python. */
  #escape(): string {
    const code = this.#take(
      /\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|U[\da-fA-F]{8})/y,
    );
    if (code !== null) {
      const point = parseInt(code.slice(2), 16);
      if (point <= 0x10ffff) return String.fromCodePoint(point);
      throw new Unreadable(`"${code}" is no character`);
    }
    const character = this.#text[this.at + 1];
    if (character === undefined) this.#expected("a character after \\");
    this.at += 2;
    return ESCAPES[character!] ?? `\\${character}`;
  }

  #number(): number {
    const written = this.#take(
      /[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?![\w.])/y,
    );
    if (written === null) return this.#expected("a value");
    const digits = written.replaceAll("_", "").replace(/^\+/, "");
    const value = Number(digits);
    const isWhole = /^-?\d+$/.test(digits);
    const isExact = Number.isSafeInteger(value) || String(value) === digits;
    if (!Number.isFinite(value) || (isWhole && !isExact)) {
      throw new Unreadable(
        `${excerpt(written)} is too large a number: put it in quotes`,
      );
    }
    return value;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }

  #skipBlanks(): void {
    this.#take(/\s+/y);
  }

  #expected(what: string): never {
    const rest = this.#text.slice(this.at, this.at + 20);
    const found = rest === "" ? "its end" : `"${rest}"`;
    throw new Unreadable(`expected ${what}, found ${found}`);
  }
}
