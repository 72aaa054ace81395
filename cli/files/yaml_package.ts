// Loaded late, see tests/architecture/imports_test.ts.
export { LineCounter, parseDocument, stringify } from "yaml";
