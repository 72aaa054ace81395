import { Failure } from "../failure.ts";
import type { Place } from "./find.ts";
import { failureOf } from "./problems.ts";
import { readEvents, type ServerEvent } from "./events.ts";

/** Parameters of an address; a list is repeated, `null` left out. */
export type Query = Readonly<
  Record<string, string | number | boolean | readonly string[] | null>
>;

/** The server's `/api/v1`. */
export class Api {
  readonly place: Place;
  readonly #hear: (line: string) => void;
  readonly #client: Deno.HttpClient | null;
  readonly #leave = new AbortController();

  /** `hear` is told of each request. */
  constructor(place: Place, hear: (line: string) => void = () => {}) {
    this.place = place;
    this.#hear = hear;
    this.#client = place.certificate === null
      ? null
      : Deno.createHttpClient({ caCerts: [place.certificate] });
  }

  /** Ends every request that is under way. */
  [Symbol.dispose](): void {
    this.#leave.abort();
    this.#client?.close();
  }

  /** @throws {Failure} for any answer but success. */
  async get<T>(path: string, query: Query = {}): Promise<T> {
    return await (await this.fetch(path, query)).json();
  }

  /** Sends JSON. @throws {Failure} for any answer but success. */
  async send<T>(
    method: "POST" | "PATCH" | "PUT" | "DELETE",
    path: string,
    body?: unknown,
    { query = {}, headers = {} }: {
      readonly query?: Query;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<T> {
    const response = await this.fetch(path, query, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...body === undefined ? {} : { body: JSON.stringify(body) },
    });
    const text = await response.text();
    return (text === "" ? {} : JSON.parse(text)) as T;
  }

  /**
   * Reads an event stream; `opened` hears that it has begun.
   *
   * @throws {Failure} where there is none.
   */
  async *events(
    path: string,
    query: Query = {},
    opened: () => void = () => {},
  ): AsyncGenerator<ServerEvent> {
    const response = await this.fetch(path, query);
    opened();
    yield* readEvents(response);
  }

  /** @throws {Failure} for any answer but success. */
  async fetch(
    path: string,
    query: Query = {},
    init: RequestInit = {},
  ): Promise<Response> {
    const response = await this.ask(`/api/v1${path}${written(query)}`, init);
    if (!response.ok) throw await failureOf(response);
    return response;
  }

  /** Asks for any path of the server, whatever it answers. */
  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const { url, token, origin } = this.place;
    const headers = new Headers(init.headers);
    if (token !== null) headers.set("authorization", `Bearer ${token}`);
    const signals = [this.#leave.signal, ...init.signal ? [init.signal] : []];
    const ours = {
      ...init,
      headers,
      signal: AbortSignal.any(signals),
      ...this.#client === null ? {} : { client: this.#client },
    };
    const sentAtMs = performance.now();
    const told = (what: string | number) => {
      const ms = Math.round(performance.now() - sentAtMs);
      this.#hear(`${init.method ?? "GET"} ${path}: ${what}, ${ms} ms`);
    };
    try {
      const response = await fetch(url + path, ours);
      told(response.status);
      return response;
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      told(cause.message);
      throw new Failure("unreachable", `Cannot reach ${url} (${origin})`, {
        hint: reasonOf(cause),
        cause,
      });
    }
  }
}

/** The path of a task, or of what belongs to it. */
export function taskPath(id: string, rest = ""): string {
  return `/tasks/${encodeURIComponent(id)}${rest}`;
}

function written(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null) continue;
    const each = Array.isArray(value) ? value : [value];
    for (const one of each) search.append(name, String(one));
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}

function reasonOf({ message, cause }: TypeError): string {
  const said = `${message} ${cause instanceof Error ? cause.message : ""}`;
  if (/certificate|UnknownIssuer|CaUsedAsEndEntity/i.test(said)) {
    return "Its certificate is not trusted here; ant login URL --trust keeps " +
      "it after showing its fingerprint.";
  }
  return "Is it running? Start one with ant serve; ant doctor looks closer.";
}
