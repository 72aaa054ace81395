/**
 * The part of `@std/assert` that the tests use, over Node's assert: the same
 * names and argument order, so that the map may point at the real one.
 */
import assertNode from "node:assert/strict";

// deno-lint-ignore no-explicit-any
type Class<E extends Error> = abstract new (...args: any[]) => E;

/** Fails unless `value` is truthy. */
export function assert(value: unknown, message?: string): asserts value {
  assertNode.ok(value, message);
}

/** Fails unless both are deeply equal, `undefined` fields included. */
export function assertEquals<T>(actual: T, expected: T, message?: string) {
  assertNode.deepStrictEqual(actual, expected, message);
}

/** Fails when both are deeply equal. */
export function assertNotEquals<T>(actual: T, expected: T, message?: string) {
  assertNode.notDeepStrictEqual(actual, expected, message);
}

/** Fails unless `actual` contains `expected`. */
export function assertStringIncludes(
  actual: string,
  expected: string,
  message?: string,
) {
  const what = message ?? `Expected "${actual}" to contain "${expected}"`;
  assertNode.ok(actual.includes(expected), what);
}

/** Fails unless `actual` matches `expected`. */
export function assertMatch(
  actual: string,
  expected: RegExp,
  message?: string,
) {
  assertNode.match(actual, expected, message);
}

/** Returns the error of `ErrorClass` that `run` throws, or fails. */
export function assertThrows<E extends Error = Error>(
  run: () => unknown,
  ErrorClass?: Class<E>,
  messageIncludes?: string,
): E {
  try {
    run();
  } catch (error) {
    return expected(error, ErrorClass, messageIncludes);
  }
  throw new assertNode.AssertionError({ message: "Expected it to throw" });
}

/** Resolves to the error of `ErrorClass` that `run` rejects with, or fails. */
export async function assertRejects<E extends Error = Error>(
  run: () => PromiseLike<unknown>,
  ErrorClass?: Class<E>,
  messageIncludes?: string,
): Promise<E> {
  try {
    await run();
  } catch (error) {
    return expected(error, ErrorClass, messageIncludes);
  }
  throw new assertNode.AssertionError({ message: "Expected it to reject" });
}

function expected<E extends Error>(
  error: unknown,
  ErrorClass?: Class<E>,
  messageIncludes?: string,
): E {
  if (ErrorClass && !(error instanceof ErrorClass)) throw error;
  if (messageIncludes !== undefined) {
    assertStringIncludes((error as Error).message, messageIncludes);
  }
  return error as E;
}
