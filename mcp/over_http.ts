import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import type { AntApi } from "./ant_api.ts";
import { mcpServer } from "./server.ts";

/**
 * Answers one request of a client over streamable HTTP. Nothing is kept
 * between requests, so that a restart of the server ends no conversation.
 */
export async function answerMcp(
  request: Request,
  api: AntApi,
  version: string,
): Promise<Response> {
  const server = mcpServer(api, version);
  const transport = new WebStandardStreamableHTTPServerTransport({
    enableJsonResponse: true,
  });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request);
  } finally {
    await server.close();
  }
}
