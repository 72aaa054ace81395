import type { Token } from "../token.ts";
import { type Caller, OWNER } from "./caller.ts";
import type { TokenStore } from "./token_store.ts";

/** Whose a presented token is: the server's own, a named one, or nobody's. */
export function whoHas(
  presented: string,
  token: Token,
  people: TokenStore | null,
): Caller | null {
  return token.isToken(presented) ? OWNER : people?.find(presented) ?? null;
}
