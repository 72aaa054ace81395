import type { Page } from "playwright-core";
import type { TestServer } from "../helpers/server.ts";
import { sees } from "./stage.ts";

/** A task that a test queues behind the page's back. */
export interface Wish {
  readonly id: string;
  readonly command: string;
  readonly gpus?: number;
  readonly tags?: readonly string[];
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Queues tasks as a script would, to have something to look at. */
export async function queue(
  server: TestServer,
  ...wishes: Wish[]
): Promise<void> {
  const response = await server.fetch("/api/v1/tasks", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(wishes.map((wish) => ({ gpus: 0, ...wish }))),
  });
  const answer = await response.text();
  if (response.status !== 201) throw new Error(`Cannot queue: ${answer}`);
}

/** The address of a task's page. */
export function logPage(id: string): string {
  return `/logs?task_id=${encodeURIComponent(id)}`;
}

/** What a task wrote, as its page shows it. */
export function outputOf(page: Page, id: string) {
  return page.getByRole("log", { name: `Output of ${id}` });
}

/**
 * The same once it has a line that reads so. The header of a log repeats the
 * command, so that only a whole line proves what a task wrote.
 */
export function wroteLine(page: Page, id: string, line: string) {
  const whole = new RegExp(`^${RegExp.escape(line)}$`, "m");
  return outputOf(page, id).filter({ hasText: whole });
}

/** The part of a task's page that says how it stands. */
export function standingOf(page: Page) {
  return page.getByRole("region", { name: "Task", exact: true });
}

/** Says yes to the question that the page asks. */
export async function answerYes(
  page: Page,
  title: string,
  button: string | RegExp,
): Promise<void> {
  const dialog = page.getByRole("dialog", { name: title });
  await sees(dialog);
  await dialog.getByRole("button", { name: button }).click();
}

/** A passing word of the page. */
export function toast(page: Page, words: string | RegExp) {
  return page.locator(".toast").filter({ hasText: words });
}

/** A page on which the scripts are at work: its feed has spoken. */
export async function opens(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await sees(page.locator(".live", { hasText: "Live" }));
}
