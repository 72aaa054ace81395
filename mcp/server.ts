import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  type CallToolRequest,
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  type ReadResourceRequest,
  ReadResourceRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import type { AntApi } from "./ant_api.ts";
import { callTool } from "./answer.ts";
import { listResources, readResource, TEMPLATES, whyNot } from "./resources.ts";
import type { Tool } from "./tool.ts";
import { TOOLS } from "./tools/table.ts";

const INSTRUCTIONS =
  `ANT queues shell commands on this machine and gives them GPUs. \
Queue GPU work with \`submit\` in place of running it yourself: it waits for free GPUs, survives your session, and keeps its log. \
Look before you change: each tool that changes something has a twin \`preview_…\`. \
After \`submit\`, use \`wait\` with the ids; when a task failed, \`triage\` tells why.`;

/** The server of one conversation: its tools all speak to one API. */
export function mcpServer(api: AntApi, version: string): Server {
  const server = new Server({ name: "ant", title: "ANT", version }, {
    capabilities: { tools: {}, resources: {} },
    instructions: INSTRUCTIONS,
    jsonSchemaValidator: NOBODY_IS_ASKED,
  });
  server.setRequestHandler(
    ListToolsRequestSchema,
    () => ({ tools: TOOLS.map(describe) }),
  );
  server.setRequestHandler(CallToolRequestSchema, async (
    { params }: CallToolRequest,
  ) => {
    const { name, arguments: input } = params;
    const { texts, isError } = await callTool(api, name, input);
    const content = texts.map((text) => ({ type: "text" as const, text }));
    return { content, isError };
  });
  server.setRequestHandler(
    ListResourcesRequestSchema,
    async () => ({ resources: [...await listResources(api)] }),
  );
  server.setRequestHandler(
    ListResourceTemplatesRequestSchema,
    () => ({ resourceTemplates: TEMPLATES }),
  );
  server.setRequestHandler(
    ReadResourceRequestSchema,
    async ({ params: { uri } }: ReadResourceRequest) => {
      const found = await readResource(api, uri).catch((error) =>
        notFound(whyNot(error))
      );
      if (found === null) {
        notFound(`Cannot read "${uri}": it is no ant://task/ID or …/log`);
      }
      return { contents: [{ uri, ...found }] };
    },
  );
  return server;
}

/** It is for answers that people type into forms, and we show none. */
const NOBODY_IS_ASKED = {
  getValidator: () => {
    throw new TypeError("Cannot validate: no form is ever shown");
  },
};

/** -32002 is the protocol's own: resource not found. */
function notFound(message: string): never {
  throw new McpError(-32002 satisfies number as ErrorCode, message);
}

function describe(
  { name, title, description, input, changes, destroys }: Tool,
) {
  return {
    name,
    title,
    description,
    inputSchema: { ...input, type: "object" as const },
    annotations: {
      title,
      readOnlyHint: !changes,
      destructiveHint: destroys,
      idempotentHint: !changes,
      openWorldHint: false,
    },
  };
}
