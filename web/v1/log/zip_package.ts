// Loaded late, see tests/architecture/imports_test.ts.
export { ZipWriter } from "@zip.js/zip.js";
