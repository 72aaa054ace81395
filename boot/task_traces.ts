import type { Attributes, Context } from "@opentelemetry/api";
import { startOf } from "../web/metrics/task_metrics.ts";
import type { Watcher } from "./watched_journal.ts";

/**
 * Tells OpenTelemetry of each attempt that ends: a span from the submission
 * on, and within it one for the wait and one for the run. They are told at the
 * end, so that nothing is kept of a task meanwhile, and a restart loses none.
 * Deno exports them, as `OTEL_DENO` and its like say.
 */
export async function taskTraces(): Promise<Watcher> {
  const { ROOT_CONTEXT, SpanStatusCode, trace } = await import(
    "./otel_package.ts"
  );
  const tracer = trace.getTracer("ant");
  return {
    take(events, { tasks }) {
      for (const event of events) {
        const task = event.kind === "taskEnded" && tasks.get(event.id);
        if (!task) continue;
        const { name: outcome } = event.as;
        const attributes: Attributes = {
          "ant.task.id": task.id,
          "ant.task.attempt": task.attempt,
          "ant.task.gpus": task.spec.nGpus,
          "ant.task.outcome": outcome,
        };
        const tell = (
          name: string,
          [startTime, endTime]: readonly [number, number],
          context: Context,
        ) => {
          const how = { startTime, attributes };
          const span = tracer.startSpan(name, how, context);
          if (outcome === "failed" || outcome === "lost") {
            span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
          }
          span.end(endTime);
          return trace.setSpan(context, span);
        };
        const { submittedAtMs } = task;
        const startedAtMs = startOf(task) ?? event.atMs;
        const whole = tell("task", [submittedAtMs, event.atMs], ROOT_CONTEXT);
        tell("wait", [submittedAtMs, startedAtMs], whole);
        tell("run", [startedAtMs, event.atMs], whole);
      }
    },
  };
}
