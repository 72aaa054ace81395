import { Refused } from "../scheduler/mod.ts";

/**
 * Whether a request was turned down for what it asks, and not because the
 * server is in trouble: then others of the same batch may still succeed.
 */
export function isTurnedDown(error: unknown): error is Refused {
  return error instanceof Refused && error.code !== "not-durable" &&
    error.code !== "shutting-down";
}
