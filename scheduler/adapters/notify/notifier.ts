import type { News } from "../../model/news.ts";
import { systemTimers, type Timers } from "../timers.ts";
import { isWanted, type Webhook } from "./webhook.ts";
import { WebhookLine } from "./webhook_line.ts";

/** Who is told, and by whom. */
export interface NotifierOptions {
  readonly hooks: readonly Webhook[];
  readonly server: string;
  readonly log: (line: string) => void;
  readonly timers?: Timers;
}

/** Tells people through webhooks; a slow one holds up nobody else. */
export class Notifier {
  readonly #hooks: readonly Webhook[];
  readonly #lines: ReadonlyMap<Webhook, WebhookLine>;
  #closed = false;

  constructor(
    { hooks, server, log, timers = systemTimers }: NotifierOptions,
  ) {
    this.#hooks = hooks;
    this.#lines = new Map(
      hooks.map((
        hook,
      ) => [hook, new WebhookLine({ hook, server, log, timers })]),
    );
  }

  /** Takes news, and returns at once. */
  hear(news: News): void {
    if (this.#closed) return;
    const message = { id: crypto.randomUUID(), ...news };
    for (const [hook, line] of this.#lines) {
      if (isWanted(news, hook, this.#hooks)) line.add(message);
    }
  }

  /** Hears nothing more: what a stop of the server ends is no news. */
  mute(): void {
    this.#closed = true;
  }

  /** Gives up what was not told by now. */
  close(): void {
    this.mute();
    for (const line of this.#lines.values()) line.close();
  }
}
