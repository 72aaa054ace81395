// Loaded late, see tests/architecture/imports_test.ts.
export { ROOT_CONTEXT, SpanStatusCode, trace } from "@opentelemetry/api";
