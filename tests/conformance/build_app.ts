import type { App } from "fresh";
import { Builder } from "fresh/dev";
import type { State } from "./app/define.ts";
import { createApp } from "./app/main.ts";

/** The conformance app's folder. */
export const ROOT = import.meta.resolve("./app/");

/** Answers a request as the app does. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** Builds the conformance app, in memory. */
export async function buildApp(
  mode: "production" | "development" = "production",
): Promise<App<State>> {
  const builder = new Builder<State>({ root: ROOT });
  const apply = await builder.build({ mode, snapshot: "memory" });
  const app = createApp();
  apply(app);
  return app;
}

/** Asks an app without a port. */
export function asking<State>(app: App<State>): Ask {
  const handler = app.handler();
  return (path, init) => handler(new Request(`http://ant.test${path}`, init));
}

/** Asks for text. */
export async function textOf(response: Promise<Response>): Promise<string> {
  return await (await response).text();
}
