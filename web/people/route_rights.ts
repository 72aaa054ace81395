import { HttpError, type Middleware } from "fresh";
import { pathWithin } from "../base_path.ts";
import { type Caller, OWNER } from "./caller.ts";
import { mayDo, type Right } from "./rights.ts";

/**
 * What each route takes, by method and pattern; `open` is for who has no
 * token. A route that is not listed is for admins alone, and fails a test.
 * Whose tasks a caller may change is `asCaller`'s affair.
 */
export const ROUTE_RIGHTS: Readonly<Record<string, Right | "open">> = {
  "GET /": "read",
  "GET /api": "read",
  "POST /api/add_task_to_queue": "work",
  "POST /api/clear_envar_slot": "work",
  "GET /api/completed_tasks": "read",
  "POST /api/create_task": "work",
  "POST /api/delete_recovery_tasks": "admin",
  "POST /api/dismiss_recovery": "admin",
  "POST /api/get_allowed_gpu": "read",
  "GET /api/get_envar": "read",
  "GET /api/get_envar_slots": "read",
  "GET /api/get_log": "read",
  "GET /api/get_log_file": "read",
  "POST /api/hide_completed_tasks": "work",
  "POST /api/hide_recovery_tasks": "admin",
  "POST /api/kill_task": "work",
  "POST /api/promote_task_in_queue": "work",
  "GET /api/recovery_state": "read",
  "POST /api/remove_task_from_history": "work",
  "POST /api/remove_task_from_queue": "work",
  "POST /api/rename_envar_slot": "work",
  "GET /api/restart_task": "work",
  "POST /api/restart_task": "work",
  "POST /api/restore_recovery": "admin",
  "POST /api/save_envar": "work",
  "POST /api/save_envar_slot": "work",
  "GET /api/status": "read",
  "POST /api/toggle_allowed_gpu": "admin",
  "GET /api/v1/ended": "read",
  "GET /api/v1/env-draft": "read",
  "PUT /api/v1/env-draft": "work",
  "GET /api/v1/env-slots": "read",
  "DELETE /api/v1/env-slots/:index": "work",
  "PATCH /api/v1/env-slots/:index": "work",
  "PUT /api/v1/env-slots/:index": "work",
  "GET /api/v1/events": "read",
  "GET /api/v1/gpus": "read",
  "PATCH /api/v1/gpus/:index": "admin",
  "GET /api/v1/histories": "read",
  "GET /api/v1/logs.zip": "read",
  "POST /api/v1/logs.zip": "read",
  "GET /api/v1/backup": "admin",
  "GET /api/v1/me": "read",
  "GET /api/v1/openapi.json": "read",
  "GET /api/v1/queue": "read",
  "POST /api/v1/queue/pause": "admin",
  "POST /api/v1/queue/resume": "admin",
  "GET /api/v1/recovery": "read",
  "POST /api/v1/recovery/delete": "admin",
  "POST /api/v1/recovery/dismiss": "admin",
  "GET /api/v1/recovery/entries": "read",
  "POST /api/v1/recovery/hide": "admin",
  "POST /api/v1/recovery/put-back": "admin",
  "POST /api/v1/recovery/restore": "admin",
  "GET /api/v1/tags": "read",
  "GET /api/v1/tags/:tag": "read",
  "POST /api/v1/tags/:tag/pause": "admin",
  "POST /api/v1/tags/:tag/resume": "admin",
  "POST /api/v1/tags/:tag/retry": "work",
  "POST /api/v1/tags/:tag/stop": "work",
  "GET /api/v1/tasks": "read",
  "POST /api/v1/tasks": "work",
  "DELETE /api/v1/tasks/:id": "work",
  "GET /api/v1/tasks/:id": "read",
  "PATCH /api/v1/tasks/:id": "work",
  "POST /api/v1/tasks/:id/approve": "approve",
  "POST /api/v1/tasks/:id/decline": "approve",
  "POST /api/v1/tasks/:id/hide": "work",
  "POST /api/v1/tasks/:id/hold": "work",
  "GET /api/v1/tasks/:id/log": "read",
  "GET /api/v1/tasks/:id/log/count": "read",
  "GET /api/v1/tasks/:id/log/lines": "read",
  "GET /api/v1/tasks/:id/log/search": "read",
  "GET /api/v1/tasks/:id/log/stream": "read",
  "POST /api/v1/tasks/:id/move": "work",
  "POST /api/v1/tasks/:id/promote": "work",
  "POST /api/v1/tasks/:id/put-back": "work",
  "POST /api/v1/tasks/:id/release": "work",
  "POST /api/v1/tasks/:id/restart": "work",
  "POST /api/v1/tasks/:id/terminate": "work",
  "GET /api/v1/tasks/:id/wait": "read",
  "GET /api/v1/tasks/:id/why": "read",
  "DELETE /api/v1/tasks/bulk": "work",
  "GET /api/v1/tasks/bulk": "read",
  "PATCH /api/v1/tasks/bulk": "work",
  "POST /api/v1/tasks/bulk": "work",
  "GET /api/v1/tokens": "admin",
  "POST /api/v1/tokens": "admin",
  "DELETE /api/v1/tokens/:name": "admin",
  "GET /api/vis": "read",
  "GET /completed_task": "read",
  "POST /completed_task": "work",
  "GET /create_task": "read",
  "POST /create_task": "work",
  "GET /gpus": "read",
  "POST /gpus": "admin",
  "GET /healthz": "open",
  "GET /home": "read",
  "POST /home": "work",
  "GET /login": "open",
  "POST /login": "open",
  "POST /logout": "read",
  "GET /logs": "read",
  "POST /logs": "work",
  "GET /metrics": "read",
  // What it asks in turn is asked with the same token.
  "DELETE /mcp": "read",
  "GET /mcp": "read",
  "POST /mcp": "read",
  "GET /ongoing_task": "read",
  "POST /ongoing_task": "work",
  "GET /people": "admin",
  "POST /people": "admin",
  "GET /queue": "read",
  "POST /queue": "work",
  "GET /recovery": "read",
  "POST /recovery": "admin",
  "GET /sheet.css": "open",
  "GET /socket.io": "read",
  "POST /socket.io": "read",
  "GET /tags": "read",
  "POST /tags": "work",
};

/** Where {@linkcode rights} finds who asks. */
interface Asked {
  readonly caller: Caller;
}

/**
 * Lets through who may do what a route does.
 *
 * @throws {HttpError} 403 for who may not.
 */
export function rights<State extends Asked>(): Middleware<State> {
  return (ctx) => {
    const { caller } = ctx.state;
    const { req: { method }, route, config: { basePath } } = ctx;
    const within = route === null ? null : pathWithin(route, basePath);
    const right = rightFor(method, within);
    if (right === "open" || mayDo(caller, right)) return ctx.next();
    const who = caller.name === OWNER.name ? "you" : `"${caller.name}"`;
    throw new HttpError(
      403,
      `Cannot do that: ${who} may not, as a token of role "${caller.role}"; ` +
        `ask an admin`,
    );
  };
}

/** What a request takes; where nothing answers, only the right to look. */
export function rightFor(method: string, route: string | null): Right | "open" {
  if (route === null || method === "OPTIONS") return "read";
  if (route === "/api/:path*") return "read"; // Answers 404, whatever it is.
  const asked = method === "HEAD" ? "GET" : method;
  return ROUTE_RIGHTS[`${asked} ${route}`] ?? "admin";
}
