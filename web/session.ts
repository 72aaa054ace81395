import { createHmac, timingSafeEqual } from "node:crypto";
import type { Token } from "./token.ts";

const LIFE_S = 30 * 24 * 3600;

/** What a session's cookie depends on. */
export interface SessionOptions {
  readonly token: Token;
  /** Of the dashboard; cookies ignore ports, their names must not. */
  readonly port: number;
  /** Whether the browser may send the cookie over HTTPS alone. */
  readonly secure: boolean;
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
  begin(): string {
    const issuedAtMs = this.#options.now();
    return this.#cookie(`${issuedAtMs}.${this.#proof(issuedAtMs)}`, LIFE_S);
  }

  /** Ends a session: the value of a `Set-Cookie` header. */
  end(): string {
    return this.#cookie("", 0);
  }

  /** Whether a request carries a session that is genuine and not too old. */
  isSignedIn(request: Request): boolean {
    const ours = `${this.#name}=`;
    const cookies = request.headers.get("cookie")?.split(/; */) ?? [];
    return cookies.some((cookie) =>
      cookie.startsWith(ours) && this.#isGenuine(cookie.slice(ours.length))
    );
  }

  #isGenuine(value: string): boolean {
    const [, issuedAt, proof] = /^(\d{1,15})\.([\w-]{43})$/.exec(value) ?? [];
    if (issuedAt === undefined || proof === undefined) return false;
    const issuedAtMs = Number(issuedAt);
    const expected = new TextEncoder().encode(this.#proof(issuedAtMs));
    const genuine = timingSafeEqual(new TextEncoder().encode(proof), expected);
    return genuine && this.#options.now() - issuedAtMs < LIFE_S * 1000;
  }

  #proof(issuedAtMs: number): string {
    return createHmac("sha256", this.#options.token.value)
      .update(`session:${issuedAtMs}`)
      .digest("base64url");
  }

  #cookie(value: string, lifeS: number): string {
    const secure = this.#options.secure ? "; Secure" : "";
    return `${this.#name}=${value}; Path=/; Max-Age=${lifeS}; HttpOnly; SameSite=Strict${secure}`;
  }
}
