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
      "2 variables",
      "lines 2–3",
    ]
  ) assertStringIncludes(html, words);
  assertEquals(html.match(/class="tag"/g)?.length, 2);
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
