import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { AntApi } from "./ant_api.ts";
import { mcpServer } from "./server.ts";

/** Serves one client on standard input and output, until it hangs up. */
export async function serveStdio(api: AntApi, version: string): Promise<void> {
  const server = mcpServer(api, version);
  const { promise: hungUp, resolve } = Promise.withResolvers<void>();
  server.onclose = resolve;
  const input = new StdioServerTransport();
  await server.connect(input);
  // The package does not tell the end of the input as an end.
  const { stdin } = await import("node:process");
  stdin.once("end", () => void server.close());
  await hungUp;
}
