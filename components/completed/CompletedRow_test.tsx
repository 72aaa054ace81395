import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { T0 } from "../../tests/helpers/builders.ts";
import { aTaskView } from "../../tests/helpers/views.ts";
import { CompletedRow } from "./CompletedRow.tsx";

const HOSTILE = `a"b'<script>alert(1)</script>&c`;

function row(task: ReturnType<typeof aTaskView>): string {
  return renderToString(
    <CompletedRow
      task={task}
      nowMs={T0}
      selected={false}
      open={false}
      place={0}
      matching={1}
    />,
  );
}

Deno.test("CompletedRow shows the exit code of a failed task as its fact", () => {
  const end = { exitCode: 3, signal: null, cause: "exit 3" };

  const html = row(aTaskView("t", { state: "failed", end }));

  assertStringIncludes(html, "<b>exit 3</b>");
  assertStringIncludes(html, "Failed");
});

Deno.test("CompletedRow leaves exit 0 quiet", () => {
  const html = row(aTaskView("t"));

  assertStringIncludes(html, "exit 0");
  assertEquals(html.includes("<b>exit 0"), false);
});

Deno.test("CompletedRow writes a hostile id as text, and escapes it in addresses", () => {
  const html = row(aTaskView(HOSTILE));

  assertEquals(html.includes("<script"), false);
  assertEquals(html.includes(`"b'<`), false);
  assertStringIncludes(html, `task_id=${encodeURIComponent(HOSTILE)}`);
});

Deno.test("CompletedRow dates the start for machines, too", () => {
  assertMatch(
    row(aTaskView("t")),
    /<time datetime="2023-11-14T22:13:20.000Z" title="2023/,
  );
});
