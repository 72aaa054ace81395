/** An agent's way in: `deno run -A cli/mcp_main.ts [URL]`, ANT_TOKEN set. */
import { httpApi } from "../mcp/http_api.ts";
import { serveStdio } from "../mcp/over_stdio.ts";

const url = Deno.args[0] ?? Deno.env.get("ANT_URL") ?? "http://127.0.0.1:5000";
const token = Deno.env.get("ANT_TOKEN") ?? null;
await serveStdio(httpApi({ url, token }), "2.0.0");
