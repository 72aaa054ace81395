import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { Refused } from "../../scheduler/mod.ts";
import { type Caller, ROLES } from "./caller.ts";

const TOKEN_BYTES = 32;
/** How often the last use is written down, at most. */
const USE_MS = 60_000;

const LIMIT = z.int().nonnegative().nullable().default(null);

/** What a token is made with. */
export const TokenWish = z.strictObject({
  name: z.string().regex(
    /^[A-Za-z][\w.-]{0,31}$/,
    "it must begin with a letter, and have up to 32 letters, digits, - _ and .",
  ),
  role: z.enum(ROLES).default("user"),
  maxGpus: LIMIT,
  maxQueued: LIMIT,
});

/** What is told of a token. */
export const TokenView = TokenWish.extend({
  createdAtMs: z.number(),
  lastUsedAtMs: z.number().nullable(),
});

/** SHA-256, in hexadecimal, of what a person types. */
const Stored = TokenView.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const TokenFile = z.strictObject({
  version: z.literal(1),
  tokens: z.array(Stored),
});

type StoredToken = z.output<typeof Stored>;

/** What a store leans on. */
export interface TokenStoreOptions {
  /** What was last written; `null` for nothing. */
  readonly text: string | null;
  /** Resolves once the text would survive a power cut. */
  readonly write: (text: string) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Hears of a last use that could not be written down. */
  readonly warn: (problem: string) => void;
}

/**
 * The named tokens. Only their digests are kept. A plain SHA-256 will do: it
 * stands for 256 random bits, which nobody can try out, while a slow hash
 * would be paid for with every request.
 */
export class TokenStore {
  readonly #options: TokenStoreOptions;
  readonly #byDigest = new Map<string, StoredToken>();
  #writing: Promise<void> = Promise.resolve();
  #wroteAtMs = 0;

  /** @throws {TypeError} where the text is not what a store has written. */
  constructor(options: TokenStoreOptions) {
    this.#options = options;
    const { text } = options;
    if (text === null) return;
    const read = TokenFile.safeParse(parsed(text));
    if (!read.success) throw new TypeError(z.prettifyError(read.error));
    for (const token of read.data.tokens) {
      this.#byDigest.set(token.sha256, token);
    }
  }

  /** What may be told of the tokens, by name. */
  get list(): readonly z.output<typeof TokenView>[] {
    return [...this.#byDigest.values()]
      .map(({ sha256: _, ...view }) => view)
      .sort((a, b) => a.name < b.name ? -1 : 1);
  }

  /** Whose token this is; `null` for nobody's. Counts as a use of it. */
  find(presented: string): Caller | null {
    const token = this.#byDigest.get(digestOf(presented));
    return token === undefined ? null : this.#use(token);
  }

  /** Who has this name; `null` for nobody. Counts as a use of the token. */
  named(name: string): Caller | null {
    const token = this.#named(name);
    return token === undefined ? null : this.#use(token);
  }

  /** The digest of a name's token; `null` where there is none. */
  digest(name: string): string | null {
    return this.#named(name)?.sha256 ?? null;
  }

  /**
   * Makes a token, and resolves with what its owner types, which is told only
   * this once.
   *
   * @throws {Refused} where the name is taken.
   */
  async create(wish: z.output<typeof TokenWish>): Promise<string> {
    if (this.#named(wish.name) !== undefined) {
      const reason = `Cannot make token "${wish.name}": there is one of that ` +
        `name; revoke it first`;
      throw new Refused("duplicate-id", [reason]);
    }
    const value = `ant_${randomBytes(TOKEN_BYTES).toString("base64url")}`;
    const token: StoredToken = {
      ...wish,
      createdAtMs: this.#options.now(),
      lastUsedAtMs: null,
      sha256: digestOf(value),
    };
    this.#byDigest.set(token.sha256, token);
    try {
      await this.#write();
    } catch (error) {
      this.#byDigest.delete(token.sha256);
      throw error;
    }
    return value;
  }

  /**
   * Ends a token, at once and for all who signed in with it.
   *
   * @throws {Refused} where there is none of that name.
   */
  async revoke(name: string): Promise<void> {
    const token = this.#named(name);
    if (token === undefined) {
      const reason = `Cannot revoke token "${name}": there is none`;
      throw new Refused("unknown-token", [reason]);
    }
    this.#byDigest.delete(token.sha256);
    await this.#write();
  }

  #named(name: string): StoredToken | undefined {
    return [...this.#byDigest.values()].find((one) => one.name === name);
  }

  #use(token: StoredToken): Caller {
    const nowMs = this.#options.now();
    const used = { ...token, lastUsedAtMs: nowMs };
    this.#byDigest.set(token.sha256, used);
    if (nowMs - this.#wroteAtMs >= USE_MS) {
      this.#write().catch((error) => this.#options.warn(error.message));
    }
    const { name, role, maxGpus, maxQueued } = token;
    return { name, role, maxGpus, maxQueued };
  }

  /** One write after the other; each writes all that is known by then. */
  #write(): Promise<void> {
    this.#wroteAtMs = this.#options.now();
    const write = this.#writing.then(() => {
      const tokens = [...this.#byDigest.values()];
      const content = { version: 1, tokens };
      return this.#options.write(`${JSON.stringify(content, null, 2)}\n`);
    });
    this.#writing = write.catch(() => {}); // The next one still gets its turn.
    return write;
  }
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
