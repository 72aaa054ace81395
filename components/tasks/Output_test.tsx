import { assertEquals, assertStringIncludes } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { Output } from "./Output.tsx";

Deno.test("Output writes whatever a program printed as text, once escaped", () => {
  const lines = [`<img src=x onerror="alert(1)">`, "a && b"];

  const html = renderToString(<Output id="t" lines={lines} none="" />);

  assertEquals(html.includes("<img"), false);
  assertStringIncludes(html, "a &amp;&amp; b");
});

Deno.test("Output says why it is empty", () => {
  const html = renderToString(
    <Output id="t" lines={[]} none="No output yet" />,
  );

  assertStringIncludes(html, "No output yet");
});

Deno.test("Output draws painted text in spans, and never as markup", () => {
  const tint = "--l:#000000;--d:#ffffff";
  const lines = [
    "plain <i>",
    [{ text: "<b>", look: "t1 tb" }, { text: " & ", look: "" }],
    [{ text: "free", look: "tx", tint }],
  ];

  const html = renderToString(<Output id="t" lines={lines} none="" />);

  assertStringIncludes(
    html.replaceAll(" >", ">"),
    `plain &lt;i>\n<span class="t1 tb">&lt;b></span> &amp; \n`,
  );
  assertStringIncludes(html, `<span class="tx" style="${tint}">free</span>`);
});
