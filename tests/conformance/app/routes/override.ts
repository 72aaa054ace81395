import type { RouteConfig } from "fresh";
import { define } from "../define.ts";

export const config: RouteConfig = { routeOverride: "/elsewhere/:name" };

export const handler = define.handlers((ctx) => ctx.json(ctx.params));
