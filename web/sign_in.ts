import type { Attempts } from "./guard/attempts.ts";
import { localPath } from "./local_path.ts";
import type { TokenStore } from "./people/token_store.ts";
import { whoHas } from "./people/who_has.ts";
import type { Sessions } from "./session.ts";
import type { Token } from "./token.ts";

/** What signing in depends on. */
export interface SignInOptions {
  readonly token: Token;
  /** The named tokens; `null` for none. */
  readonly people: TokenStore | null;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  /** Whom the request comes from; see `clientAddress`. */
  readonly address: string;
}

/** How an attempt to sign in went. */
export type SignIn =
  | { readonly kind: "signedIn"; readonly response: Response }
  | { readonly kind: "wrongToken"; readonly to: string }
  | {
    readonly kind: "tooOften";
    readonly to: string;
    /** After this time the next attempt may be made. */
    readonly waitS: number;
  };

/** Judges the sign-in form: its fields are `token` and `to`, where to go on. */
export async function signIn(
  request: Request,
  { token, people, sessions, attempts, address }: SignInOptions,
): Promise<SignIn> {
  const form = new URLSearchParams(await request.text());
  const to = localPath(form.get("to"));
  const caller = whoHas(form.get("token")?.trim() ?? "", token, people);
  if (caller === null) {
    const waitS = attempts.waitS(address);
    if (waitS > 0) return { kind: "tooOften", to, waitS };
    attempts.fail(address);
    return { kind: "wrongToken", to };
  }
  const cookie = sessions.begin(new URL(request.url), caller);
  const headers = { location: to, "set-cookie": cookie };
  return {
    kind: "signedIn",
    response: new Response(null, { status: 303, headers }),
  };
}
