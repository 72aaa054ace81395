import { assertEquals } from "@std/assert";
import { logPage, opens, queue, standingOf, wroteLine } from "./asking.ts";
import { aStage, sees } from "./stage.ts";

Deno.test("HTTPS, the default, carries pages, feed and logs", async (test) => {
  await using stage = await aStage(test, { gpus: 1, https: true });

  await stage.scene(
    "the cookie is for HTTPS alone, and a log arrives live over HTTP/2",
    async ({ page, server }) => {
      await opens(page, "/home");
      assertEquals(new URL(page.url()).protocol, "https:");
      const [cookie] = await page.context().cookies();
      assertEquals([cookie?.secure, cookie?.httpOnly], [true, true]);

      await queue(server, { id: "safe", command: "echo safe and sound" });
      await opens(page, logPage("safe"));

      await sees(wroteLine(page, "safe", "safe and sound"));
      await sees(standingOf(page).getByText("Succeeded"));
      const protocol = await page.evaluate(() => {
        const [entry] = performance.getEntriesByType("navigation");
        return (entry as PerformanceNavigationTiming).nextHopProtocol;
      });
      assertEquals(protocol, "h2");
    },
  );
});
