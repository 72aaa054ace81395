import type { News, NewsEvent } from "../../model/news.ts";

/** What a receiver understands. */
export type WebhookKind = "json" | "slack" | "discord" | "ntfy";

/** Somewhere that is told of something. Its address is a secret. */
export interface Webhook {
  /** What it is called in logs and by `ant_notify`. */
  readonly name: string;
  readonly url: string;
  readonly kind: WebhookKind;
  /** What it is told of, where a task does not say otherwise. */
  readonly events: readonly NewsEvent[];
  readonly headers: Readonly<Record<string, string>>;
}

/** Tells whether a webhook is to be told, by its own habit or the task's wish. */
export function isWanted(
  { events, wish }: News,
  hook: Webhook,
  hooks: readonly Webhook[],
): boolean {
  const isEvent = (word: string) => events.some((event) => event === word);
  if (wish === null) return hook.events.some(isEvent);
  const named = wish.filter((word) => hooks.some(({ name }) => name === word));
  if (named.length > 0 && !named.includes(hook.name)) return false;
  const asked = wish.filter((word) => !named.includes(word));
  return (asked.length > 0 ? asked : hook.events).some(isEvent);
}

/** News on its way, known by the same id to all that are told, each time. */
export interface Message extends News {
  readonly id: string;
}

/** A request as a receiver wants it. */
export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Discord takes no more: "Create Message", discord.com/developers. */
const DISCORD_CHARACTERS = 2_000;

const JSON_TYPE = { "content-type": "application/json" } as const;

/** How each kind is written to. */
const SHAPES: Readonly<
  Record<WebhookKind, (news: Message, server: string) => WebhookRequest>
> = {
  json: ({ wish: _, id, ...news }, server) => ({
    headers: JSON_TYPE,
    body: JSON.stringify({ id, server, ...news }),
  }),
  slack: ({ title, text }, server) => ({
    headers: JSON_TYPE,
    body: JSON.stringify({
      text: `*${forSlack(title)}*\n${forSlack(`${text} · ${server}`)}`,
    }),
  }),
  discord: ({ title, text }, server) => ({
    headers: JSON_TYPE,
    body: JSON.stringify({
      content: `**${title}**\n${text} · ${server}`
        .slice(0, DISCORD_CHARACTERS),
      "allowed_mentions": { parse: [] }, // An id may look like a mention.
    }),
  }),
  ntfy: ({ title, text, events }, server) => ({
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "x-title": headerText(title),
      "x-priority": events.includes("failed") || events.includes("gpu")
        ? "high"
        : "default",
    },
    body: `${text} · ${server}`,
  }),
};

/** Writes news for a receiver. */
export function requestFor(
  news: Message,
  { kind, headers }: Webhook,
  server: string,
): WebhookRequest {
  const request = SHAPES[kind](news, server);
  // The name that Standard Webhooks gives it, standardwebhooks.com.
  const known = { "webhook-id": news.id };
  return { ...request, headers: { ...request.headers, ...known, ...headers } };
}

/** The three characters that mean something there: "Formatting text", Slack. */
function forSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** A header holds ASCII alone; anything else as RFC 2047 has it. */
function headerText(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return `=?UTF-8?B?${new TextEncoder().encode(text).toBase64()}?=`;
}
