// Loaded late, see tests/architecture/imports_test.ts.
import jqjs from "@michaelhomer/jqjs";

/** `@michaelhomer/jqjs`, which comes without types. */
export interface Jq {
  compile(expression: string): (value: unknown) => Iterable<unknown>;
}

/** Compiles jq expressions. */
export const jq = jqjs as Jq;
