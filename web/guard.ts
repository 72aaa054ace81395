import type { Context, Middleware } from "fresh";
import { BODY_LIMIT_BYTES, limitBody } from "./body.ts";
import type { Attempts } from "./guard/attempts.ts";
import { clientAddress } from "./guard/client_address.ts";
import { presentedToken } from "./guard/credentials.ts";
import { isKnownHost, type KnownHosts } from "./guard/hosts.ts";
import { Denied } from "./guard/denied.ts";
import { isSafeMethod, isSameOrigin } from "./guard/same_origin.ts";
import { localPath } from "./local_path.ts";
import { type Caller, NOBODY, OWNER } from "./people/caller.ts";
import type { TokenStore } from "./people/token_store.ts";
import { whoHas } from "./people/who_has.ts";
import type { Sessions } from "./session.ts";
import type { Token } from "./token.ts";

/** What a listener's guard needs to know. */
export interface GuardOptions {
  readonly hosts: KnownHosts;
  /** `null` asks nobody for a token. */
  readonly token: Token | null;
  /** The named tokens; `null` for none. */
  readonly people: TokenStore | null;
  /** `null` for a listener that has no pages, and takes no cookies. */
  readonly sessions: Sessions | null;
  readonly attempts: Attempts;
  /** What anybody may see: health, sign-in, static files. */
  readonly isOpen: (url: URL) => boolean;
  /** Requests that change something although their method says otherwise. */
  readonly changesState: (url: URL) => boolean;
  readonly bodyLimitBytes?: number;
}

/** How somebody was let in, and who it is. */
interface Entry {
  readonly by: "token" | "cookie" | "open";
  readonly caller: Caller;
}

/** Where a guard leaves who it has let in. */
export interface Guarded {
  caller?: Caller;
}

/**
 * Lets in who may come in: a request that was meant for this server, is not
 * too large, is signed, and, where the browser signs by itself, comes from
 * one of our own pages. Pages of those who have not signed in lead to
 * `/login`.
 *
 * @throws {Denied} for a request that ends here.
 * @throws {HttpError} 413 for a body that says that it is too large.
 */
export function guard<State extends Guarded>(
  options: GuardOptions,
): Middleware<State> {
  return (ctx) => admit(ctx, options);
}

function admit<State extends Guarded>(
  ctx: Context<State>,
  options: GuardOptions,
): Response | Promise<Response> {
  const { url } = ctx;
  if (!isKnownHost(url, options.hosts)) throw strangeHost(url);
  ctx.req = limitBody(ctx.req, options.bodyLimitBytes ?? BODY_LIMIT_BYTES);
  ctx.state.caller = NOBODY;
  if (options.isOpen(url)) return ctx.next();

  const linkToken = options.sessions && wantsPage(ctx.req)
    ? url.searchParams.get("token")
    : null;
  if (linkToken !== null) return followLink(ctx, options, linkToken);

  const entry = entryOf(ctx, options);
  if (entry === null) return unsigned(ctx, options);
  if (entry.by !== "token") checkOrigin(ctx, options, entry);
  ctx.state.caller = entry.caller;
  return ctx.next();
}

/** @throws {Denied} for a wrong token, or too many of them. */
function entryOf<State>(
  ctx: Context<State>,
  options: GuardOptions,
): Entry | null {
  const { token, sessions } = options;
  if (token === null) return { by: "open", caller: OWNER };
  const presented = presentedToken(ctx.req);
  if (presented !== null) {
    return {
      by: "token",
      caller: ownerOf(presented, token, options, ctx.info),
    };
  }
  const caller = sessions?.callerOf(ctx.req) ?? null;
  return caller === null ? null : { by: "cookie", caller };
}

/** @throws {Denied} for a token that is nobody's, or too many of them. */
function ownerOf(
  presented: string,
  token: Token,
  { people, attempts }: GuardOptions,
  info: Deno.ServeHandlerInfo,
): Caller {
  // Compared first: who guesses must not lock out whoever shares the address.
  const caller = whoHas(presented, token, people);
  if (caller !== null) return caller;
  const address = clientAddress(info);
  const waitS = attempts.waitS(address);
  if (waitS > 0) {
    throw new Denied(
      429,
      `Cannot sign in: too many wrong tokens came from your address; wait ${waitS} s`,
      { "retry-after": String(waitS) },
    );
  }
  attempts.fail(address);
  throw notSigned("the token is wrong");
}

/** The printed link: a session begins, and the token leaves the address. */
function followLink<State>(
  ctx: Context<State>,
  options: GuardOptions,
  linkToken: string,
): Response {
  const { token, sessions } = options;
  const target = new URL(ctx.url);
  target.searchParams.delete("token");
  const path = localPath(target.pathname + target.search);
  if (token === null) return seeOther(path);
  const caller = ownerOf(linkToken, token, options, ctx.info);
  const headers = { "set-cookie": sessions!.begin(ctx.url, caller) };
  return isFromElsewhere(ctx.req)
    ? goOn(path, headers)
    : seeOther(path, headers);
}

function unsigned<State>(
  ctx: Context<State>,
  { sessions }: GuardOptions,
): Response {
  if (sessions === null) {
    // Some programs send a password only when they are asked for one.
    throw notSigned(
      "a token is needed",
      'Bearer realm="ANT", Basic realm="ANT"',
    );
  }
  if (!wantsPage(ctx.req)) throw notSigned("a token is needed");
  const path = localPath(ctx.url.pathname + ctx.url.search);
  return isFromElsewhere(ctx.req)
    ? goOn(path)
    : seeOther(`/login?to=${encodeURIComponent(path)}`);
}

/** @throws {Denied} where a browser may have been tricked into asking. */
function checkOrigin<State>(
  { req, url }: Context<State>,
  options: GuardOptions,
  entry: Entry,
): void {
  if (isSafeMethod(req.method) && !options.changesState(url)) return;
  const same = isSameOrigin(req, url);
  // Programs say nothing of origins; those that need no token may do so.
  if (same === true || (same === null && entry.by === "open")) return;
  throw new Denied(
    403,
    "Cannot take this request: it does not come from this server's own pages; send the token as a Bearer token",
  );
}

function strangeHost(url: URL): Denied {
  return new Denied(
    421,
    `Cannot answer for "${url.hostname}": this server does not know that name; add it to FRONTEND_allowed_hosts`,
  );
}

function notSigned(why: string, challenge = 'Bearer realm="ANT"'): Denied {
  return new Denied(
    401,
    `Cannot take this request: ${why}; send "Authorization: Bearer TOKEN"`,
    { "www-authenticate": challenge },
  );
}

function wantsPage(request: Request): boolean {
  return (request.method === "GET" || request.method === "HEAD") &&
    (request.headers.get("accept") ?? "").includes("text/html");
}

/** Whether a page of another site led here, and a strict cookie stayed away. */
function isFromElsewhere(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  return site === "cross-site" || site === "same-site";
}

function seeOther(location: string, headers: HeadersInit = {}): Response {
  const all = new Headers(headers);
  all.set("location", location);
  return new Response(null, { status: 303, headers: all });
}

/** A page of ours that asks anew: then the browser sends the strict cookie. */
function goOn(path: string, headers: HeadersInit = {}): Response {
  const target = path.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const all = new Headers(headers);
  all.set("content-type", "text/html; charset=utf-8");
  const html =
    `<!DOCTYPE html><html lang="en"><head><title>ANT</title><meta http-equiv="refresh" content="0; url=${target}"></head><body><a href="${target}">Go on</a></body></html>`;
  return new Response(html, { headers: all });
}
