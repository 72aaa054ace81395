import { hostname } from "node:os";
import type { Config } from "../config/config.ts";
import { Notifier } from "../scheduler/adapters/notify/notifier.ts";
import type { Scheduler } from "../scheduler/mod.ts";
import { NEWS_EVENTS } from "../scheduler/model/news.ts";
import { waitNews } from "../scheduler/news.ts";
import type { RunnerLog } from "./runner_log.ts";

/** How often the queue is looked through for long waits. */
const LOOK_MS = 30_000;

/** Who tells people, where anybody is to be told. */
export function openNotifier({ webhooks }: Config, log: RunnerLog): Notifier {
  return new Notifier({
    hooks: webhooks,
    server: hostname(),
    log: (line) => log.write(line, "warning"),
  });
}

/** The words that a task's `ant_notify` may use. */
export function wordsToNotify({ webhooks }: Config): readonly string[] {
  return [...NEWS_EVENTS, "none", ...webhooks.map(({ name }) => name)];
}

/** Looks now and then for tasks that wait for long; returns how to stop. */
export function watchWaits(
  { state }: Scheduler,
  { longWaitMs: limitMs, webhooks }: Config,
  notifier: Notifier,
): () => void {
  if (limitMs === 0 || webhooks.length === 0) return () => {};
  let fromMs = Date.now();
  const timer = setInterval(() => {
    const toMs = Date.now();
    const news = waitNews(state, { fromMs, toMs, limitMs });
    fromMs = toMs;
    for (const one of news) notifier.hear(one);
  }, Math.min(LOOK_MS, limitMs));
  return () => clearInterval(timer);
}
