import { assertEquals } from "@std/assert";
import { untilEnded } from "../helpers/board.ts";
import { aServer } from "../helpers/server.ts";
import { submit } from "./requests.ts";

interface Span {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
}

/** What collects spans, OTLP over HTTP with JSON. */
function aCollector() {
  const spans: Span[] = [];
  const enough = Promise.withResolvers<void>();
  const options = { port: 0, hostname: "127.0.0.1", onListen() {} };
  const server = Deno.serve(options, async (request) => {
    const { resourceSpans = [] } = await request.json();
    for (const { scopeSpans } of resourceSpans) {
      for (const { scope, spans: told } of scopeSpans) {
        if (scope.name === "ant") spans.push(...told);
      }
    }
    const isTold = (name: string) => spans.some((span) => span.name === name);
    if (["task", "wait", "run"].every(isTold)) enough.resolve();
    return Response.json({});
  });
  return {
    spans,
    told: enough.promise,
    url: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

Deno.test("with OTEL_DENO, a task's submission, start and end are told as spans", async () => {
  await using collector = aCollector();
  await using server = await aServer({
    gpus: 1,
    env: {
      "OTEL_DENO": "true",
      "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
      "OTEL_EXPORTER_OTLP_PROTOCOL": "http/json",
      "OTEL_BSP_SCHEDULE_DELAY": "50",
    },
  });

  await submit(server, "traced", { command: "true", gpus: 1 });
  const [task] = await untilEnded(server, ["traced"]);
  await collector.told;

  const named = (name: string) =>
    collector.spans.find((span) => span.name === name)!;
  const [whole, wait, run] = ["task", "wait", "run"].map(named);
  // A number holds nanoseconds since 1970 to 256 of them: not always below.
  const msOf = (nanos: string) => Math.round(Number(nanos) / 1_000_000);
  assertEquals(
    [whole, run].map((span) => msOf(span!.endTimeUnixNano)),
    [task!.endedAtMs, task!.endedAtMs],
  );
  assertEquals(msOf(whole!.startTimeUnixNano), task!.submittedAtMs);
  assertEquals(msOf(run!.startTimeUnixNano), task!.startedAtMs);
  assertEquals(
    [wait, run].map((span) => span!.parentSpanId),
    [whole!.spanId, whole!.spanId],
  );
});
