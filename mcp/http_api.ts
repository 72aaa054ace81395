import { type AntApi, Unreachable } from "./ant_api.ts";

/** Where a server answers, and what lets one in. */
export interface ServerAddress {
  /** Without a slash at the end. */
  readonly url: string;
  /** `null` for a server that asks for none. */
  readonly token: string | null;
}

/** API v1 of a server somewhere else. */
export function httpApi({ url, token }: ServerAddress): AntApi {
  return {
    async ask(path, init = {}) {
      const headers = new Headers(init.headers);
      if (token !== null) headers.set("authorization", `Bearer ${token}`);
      try {
        return await fetch(`${url}${path}`, { ...init, headers });
      } catch (cause) {
        if (!(cause instanceof TypeError)) throw cause; // It was left.
        const why = cause.message;
        throw new Unreachable(`Cannot reach ANT at ${url}: ${why}`, { cause });
      }
    },
  };
}
