import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import type { PreviewedTask } from "./PreviewItem.tsx";
import { PreviewList } from "./PreviewList.tsx";
import { SameAs } from "./SameAs.tsx";

const TASK: PreviewedTask = {
  line: 2,
  lastLine: 3,
  id: "vit-1",
  command: "python x.py",
  nGpus: 4,
  envar: { A: 1, B: 2 },
  tags: ["vit", "lr"],
  options: { priority: "high", after: "a,b" },
  drawn: { id: [{ start: 4, end: 5 }], command: [] },
  issues: [],
};

Deno.test("PreviewList tells of each task its id, GPUs, tags, variables and lines", () => {
  const html = renderToString(
    <PreviewList tasks={[TASK]} commentLines={[1, 4]} />,
  );

  for (
    const words of [
      "1 task, 2 comment lines (1, 4) left out",
      "vit-<u",
      ">1</u>",
      "4 GPUs",
      'Priority <b class="wrap">high</b>',
      'After success of <b class="wrap">a,b</b>',
      "2 variables",
      "lines 2–3",
    ]
  ) assertStringIncludes(html, words);
  assertEquals(html.match(/class="tag"/g)?.length, 2);
});

Deno.test("PreviewList shows the first tasks of a sweep, and counts the others", () => {
  const sweep = Array.from({ length: 30 }, (_, seed) => ({
    ...TASK,
    id: `fit-${seed}`,
    lastLine: 2,
  }));
  const after = { ...TASK, line: 4, lastLine: 4, id: "after" };

  const html = renderToString(
    <PreviewList tasks={[...sweep, after]} commentLines={[]} />,
  );

  assertStringIncludes(html, "31 tasks");
  assertEquals(html.match(/<li/g)?.length, 21);
  assertStringIncludes(html, "+ 10 more tasks of this sweep");
  assertStringIncludes(html, `<span class="k">31</span>`);
});

Deno.test("PreviewList offers to replace only what it has a suggestion for", () => {
  const issues = [
    { message: 'Cannot read "ant_gpu": did you mean "ant_n_gpus"?', line: 2 },
    { message: "too many GPUs", line: 2 },
  ];

  const html = renderToString(
    <PreviewList
      tasks={[{ ...TASK, issues }]}
      commentLines={[]}
      problems={["Cannot read the tags: x"]}
    />,
  );

  assertStringIncludes(html, "1 task, 1 with an error");
  assertEquals(html.match(/>Replace</g)?.length, 1);
  assertMatch(html, /Cannot read the tags/);
});

Deno.test("SameAs shows a line that the keyboard can scroll, and a button to copy it", () => {
  const html = renderToString(
    <SameAs
      lines={{ "curl line": "curl -s", "ANT line": "x" }}
      onCopy={() => {}}
    />,
  );

  assertMatch(html, /aria-label="Copy the curl line"/);
  assertMatch(html, /<pre[^>]*tabindex="0"[^>]*>\s*curl -s/i);
});
