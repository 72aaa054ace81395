import { StartError } from "../config/start_error.ts";
import { ROUTE_RIGHTS } from "../web/people/route_rights.ts";

/**
 * Refuses a base path that begins like an address of the app: below it, one
 * could not tell which of the two is meant.
 *
 * @throws {StartError}
 */
export function checkBasePath(basePath: string): void {
  const first = firstOf(basePath);
  const taken = Object.keys(ROUTE_RIGHTS)
    .map((route) => firstOf(route.replace(/^\w+ /, "")));
  if (first === "" || !taken.includes(first)) return;
  throw new StartError(
    "config",
    `Cannot use FRONTEND_base_path "${basePath}": "/${first}" is an address of ANT's own; choose another, such as "/ant"`,
  );
}

function firstOf(path: string): string {
  return path.split("/")[1] ?? "";
}
