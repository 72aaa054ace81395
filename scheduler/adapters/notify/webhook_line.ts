import type { Timers } from "../timers.ts";
import { type Message, requestFor, type Webhook } from "./webhook.ts";

const ANSWER_MS = 10_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;
/** News that could not be told for a day is none any more. */
const OLD_MS = 86_400_000;
/** As many as may wait; a receiver that is down for long loses the oldest. */
const MOST_WAITING = 10_000;

/** What a line to one receiver leans on. */
export interface WebhookLineOptions {
  readonly hook: Webhook;
  /** What this server is called. */
  readonly server: string;
  readonly timers: Timers;
  readonly log: (line: string) => void;
}

/** How it went: told, to be tried again (when, if it said), or never. */
type Outcome =
  | { readonly kind: "told" }
  | { readonly kind: "later"; readonly why: string; readonly afterMs: number }
  | { readonly kind: "never"; readonly why: string };

/**
 * Tells one receiver, one thing after the other, in order. What is not taken
 * is tried again after 1 s, then twice as long each time, up to 5 min, or when
 * the receiver says (Retry-After). Nothing of it outlives the server.
 */
export class WebhookLine {
  readonly #options: WebhookLineOptions;
  readonly #waiting: Message[] = [];
  readonly #closing = new AbortController();
  #isBusy = false;
  #failures = 0;
  #dropped = 0;

  constructor(options: WebhookLineOptions) {
    this.#options = options;
  }

  /** How many things wait to be told. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Takes news, and returns at once. */
  add(news: Message): void {
    this.#waiting.push(news);
    if (this.#waiting.length > MOST_WAITING) {
      this.#waiting.shift();
      this.#drop("too much waits");
    }
    if (!this.#isBusy && !this.#closing.signal.aborted) void this.#work();
  }

  /** Gives up what was not told by now, and says how much that is. */
  close(): void {
    this.#closing.abort();
    const { hook: { name }, log } = this.#options;
    if (this.waiting > 0) {
      log(`Webhook "${name}": the server ends with ${this.waiting} untold`);
    }
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    const { timers } = this.#options;
    while (this.waiting > 0 && !this.#closing.signal.aborted) {
      const [news] = this.#waiting as [Message];
      const outcome = timers.now() - news.atMs > OLD_MS
        ? { kind: "never", why: "it is older than a day" } as const
        : await this.#send(news);
      if (this.#closing.signal.aborted) break;
      if (outcome.kind === "later") {
        this.#sayFailing(outcome.why);
        await this.#pause(outcome.afterMs);
        continue;
      }
      if (this.#waiting[0] === news) this.#waiting.shift();
      if (outcome.kind === "never") this.#drop(outcome.why);
      else this.#sayWorking();
    }
    this.#isBusy = false;
  }

  async #send(news: Message): Promise<Outcome> {
    const { hook, server } = this.#options;
    const late = new AbortController();
    const cancel = this.#options.timers.after(ANSWER_MS, () => late.abort());
    try {
      const response = await fetch(hook.url, {
        method: "POST",
        ...requestFor(news, hook, server),
        redirect: "manual",
        signal: AbortSignal.any([late.signal, this.#closing.signal]),
      });
      // It has answered: how its body ends does not matter any more.
      response.body?.cancel().catch(() => {});
      return outcomeOf(response, this.#failures, this.#options.timers.now());
    } catch {
      // Its message would hold the address.
      const why = late.signal.aborted
        ? `no answer within ${ANSWER_MS / 1000} s`
        : "it cannot be reached";
      return { kind: "later", why, afterMs: pauseMs(this.#failures) };
    } finally {
      cancel();
    }
  }

  #pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.timers.after(ms, resolve);
    const { signal } = this.#closing;
    const end = () => resolve();
    signal.addEventListener("abort", end, { once: true });
    return promise.finally(() => {
      cancel();
      signal.removeEventListener("abort", end);
    });
  }

  /** Once for each outage. */
  #sayFailing(why: string): void {
    const { hook: { name }, log } = this.#options;
    if (this.#failures++ === 0) {
      log(`Webhook "${name}" fails, and is tried again: ${why}`);
    }
  }

  #sayWorking(): void {
    const { hook: { name }, log } = this.#options;
    if (this.#failures > 0) log(`Webhook "${name}" works again`);
    this.#failures = 0;
    this.#dropped = 0;
  }

  /** Once for a row of them, then at every hundredth. */
  #drop(why: string): void {
    const { hook: { name }, log } = this.#options;
    if (this.#dropped++ % 100 === 0) {
      log(`Webhook "${name}": ${this.#dropped} not told: ${why}`);
    }
  }
}

function outcomeOf(
  response: Response,
  failures: number,
  nowMs: number,
): Outcome {
  const { status, ok } = response;
  if (ok) return { kind: "told" };
  const why = `it answers ${status}`;
  // RFC 9110, 15.5.9 and RFC 6585, 4: the same request may do another time.
  const isPassing = status >= 500 || status === 408 || status === 429;
  if (!isPassing) return { kind: "never", why };
  const wishedMs = wishOf(response.headers.get("retry-after"), nowMs);
  const afterMs = Math.max(pauseMs(failures), Math.min(wishedMs, OLD_MS));
  return { kind: "later", why, afterMs };
}

/** In seconds, or as a date: RFC 9110, 10.2.3. 0 for no wish. */
function wishOf(retryAfter: string | null, nowMs: number): number {
  if (retryAfter === null) return 0;
  const seconds = Number(retryAfter);
  const ms = Number.isNaN(seconds)
    ? Date.parse(retryAfter) - nowMs
    : seconds * 1000;
  return ms > 0 ? ms : 0;
}

function pauseMs(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
}
