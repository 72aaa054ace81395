import { HttpError } from "../shared/http_error.ts";

/** What to do with a WebSocket. */
export interface WebSocketHandlers {
  open?(socket: WebSocket): void;
  message?(socket: WebSocket, event: MessageEvent): void;
  close?(socket: WebSocket, code: number, reason: string): void;
  error?(socket: WebSocket, event: Event | ErrorEvent): void;
}

/** What a WebSocket is opened with. */
export interface WebSocketUpgradeOptions {
  /** Seconds without an answered ping until the socket is closed. */
  idleTimeout?: number;
  /** The sub-protocol to agree on. */
  protocol?: string;
}

interface Upgraded {
  socket: WebSocket;
  response: Response;
}

/** Upgrades a request, with handlers or without. */
export function upgrade(
  req: Request,
  first: WebSocketHandlers | WebSocketUpgradeOptions = {},
  options?: WebSocketUpgradeOptions,
): Upgraded | Response {
  if (req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    throw new HttpError(426, "Expected a WebSocket request");
  }
  if (!isHandlers(first)) return Deno.upgradeWebSocket(req, first);
  const upgraded = Deno.upgradeWebSocket(req, options);
  attach(upgraded.socket, first);
  return upgraded.response;
}

function attach(socket: WebSocket, handlers: WebSocketHandlers): void {
  socket.onopen = () => handlers.open?.(socket);
  socket.onmessage = (event) => handlers.message?.(socket, event);
  socket.onclose = (event) =>
    handlers.close?.(socket, event.code, event.reason);
  socket.onerror = (event) => handlers.error?.(socket, event);
}

function isHandlers(
  value: WebSocketHandlers | WebSocketUpgradeOptions,
): value is WebSocketHandlers {
  return ["open", "message", "close", "error"].some((name) =>
    typeof Reflect.get(value, name) === "function"
  );
}
