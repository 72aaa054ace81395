// Loaded late, see tests/architecture/imports_test.ts.
export { generate } from "selfsigned";
