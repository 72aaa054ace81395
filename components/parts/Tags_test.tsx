import { assertEquals } from "@std/assert";
import { renderToString } from "preact-render-to-string";
import { Tags } from "./Tags.tsx";

function linksOf(state?: "queued" | "stopping" | "lost") {
  const html = renderToString(
    <Tags tags={["ä.1"]} {...(state === undefined ? {} : { state })} />,
  );
  return [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
}

Deno.test("Tags lead to the list that their task is in, by that tag", () => {
  assertEquals(linksOf("queued"), ["queue?tag=%C3%A4.1"]);
  assertEquals(linksOf("stopping"), ["ongoing_task?tag=%C3%A4.1"]);
  assertEquals(linksOf("lost"), ["completed_task?tag=%C3%A4.1"]);
  assertEquals(linksOf(), []);
});
