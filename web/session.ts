import { createHmac, timingSafeEqual } from "node:crypto";
import { type Caller, OWNER } from "./people/caller.ts";
import type { TokenStore } from "./people/token_store.ts";
import type { Token } from "./token.ts";

const LIFE_S = 30 * 24 * 3600;

/** How the browser has asked. */
type Address = Pick<URL, "protocol">;

/** What a session's cookie depends on. */
export interface SessionOptions {
  readonly token: Token;
  /** The named tokens; `null` for none. */
  readonly people: TokenStore | null;
  /** Where the pages are below their host; `/` for all of it. */
  readonly path: string;
  /** Of the dashboard; cookies ignore ports, their names must not. */
  readonly port: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * The cookie of those who have signed in: a moment, and a proof that only a
 * holder of the token can have made. Nothing is kept on the server, and
 * another token ends every session.
 */
export class Sessions {
  readonly #options: SessionOptions;
  readonly #name: string;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#name = `ant_${options.port}`;
  }

  /** Begins a session: the value of a `Set-Cookie` header. */
  begin(at: Address, { name }: Caller = OWNER): string {
    const issuedAtMs = this.#options.now();
    const start = `${issuedAtMs}.${this.#proof(issuedAtMs, name)}`;
    const value = name === null ? start : `${start}.${name}`;
    return this.#cookie(at, value, LIFE_S);
  }

  /** Ends a session: the value of a `Set-Cookie` header. */
  end(at: Address): string {
    return this.#cookie(at, "", 0);
  }

  /** Who has signed in, by a session that is genuine and not too old. */
  callerOf(request: Request): Caller | null {
    const ours = `${this.#name}=`;
    const cookies = request.headers.get("cookie")?.split(/; */) ?? [];
    for (const cookie of cookies) {
      if (!cookie.startsWith(ours)) continue;
      const caller = this.#read(cookie.slice(ours.length));
      if (caller !== null) return caller;
    }
    return null;
  }

  #read(value: string): Caller | null {
    const [, issuedAt, proof, name = null] =
      /^(\d{1,15})\.([\w-]{43})(?:\.([\w.-]+))?$/.exec(value) ?? [];
    if (issuedAt === undefined || proof === undefined) return null;
    const issuedAtMs = Number(issuedAt);
    const expected = new TextEncoder().encode(this.#proof(issuedAtMs, name));
    const genuine = timingSafeEqual(new TextEncoder().encode(proof), expected);
    const isOld = this.#options.now() - issuedAtMs >= LIFE_S * 1000;
    if (!genuine || isOld) return null;
    return name === null ? OWNER : this.#options.people?.named(name) ?? null;
  }

  /** A name's proof holds as long as its token: a revoked one ends it. */
  #proof(issuedAtMs: number, name: string | null): string {
    const { token, people } = this.#options;
    const whose = name === null ? "" : `:${name}:${people?.digest(name)}`;
    return createHmac("sha256", token.value)
      .update(`session:${issuedAtMs}${whose}`)
      .digest("base64url");
  }

  #cookie({ protocol }: Address, value: string, lifeS: number): string {
    const { path } = this.#options;
    // Over HTTPS, the browser may send it over HTTPS alone.
    const secure = protocol === "https:" ? "; Secure" : "";
    return `${this.#name}=${value}; Path=${path}; Max-Age=${lifeS}; HttpOnly; SameSite=Strict${secure}`;
  }
}
