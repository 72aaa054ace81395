// Loaded late, see tests/architecture/imports_test.ts.
export { stringify } from "smol-toml";
