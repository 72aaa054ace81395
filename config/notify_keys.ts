import { z } from "zod";
import { noted } from "./key_types.ts";

/** The words of `scheduler/model/news.ts`. */
const EVENTS = ["ended", "failed", "wait", "gpu"] as const;

const webhook = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/).refine(
    (name) => !["none", ...EVENTS].includes(name),
    "it is the word for an event; choose another",
  ),
  url: z.url({ protocol: /^https?$/ }),
  kind: z.enum(["json", "slack", "discord", "ntfy"]).default("json"),
  events: z.array(z.enum(EVENTS)).default(["failed", "wait", "gpu"]),
  headers: z.record(z.string(), z.string()).default({}),
});

/** Whom to tell of what. */
export const NOTIFY_KEYS = {
  "NOTIFY_webhooks": noted(z.array(webhook).default([]), {
    description:
      "Who is told of ends, failures, long waits and lost GPUs: objects with name, url, kind, events and headers; see docs/notifications.md.",
  }),
  "NOTIFY_long_wait": noted(z.number().min(0).max(8760).default(24), {
    description: "How long a task waits until that is news; 0 for never.",
    unit: "hours",
  }),
};
