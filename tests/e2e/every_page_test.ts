import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { taskOn, untilBoard, untilEnded } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import { logPage, opens, queue } from "./asking.ts";
import { aStage, PHONE, SCREENS, sees } from "./stage.ts";

const PAGES = [
  "/home",
  "/create_task",
  "/queue",
  "/ongoing_task",
  "/completed_task",
  "/completed_task?state=failed&sort=name-az",
  "/recovery",
  "/tags",
  "/gpus",
  "/people",
  logPage("runs-now"),
  logPage("failed"),
  logPage("waits"),
];

/** Shown to who is not signed in, or leads on to another. */
const AT_THE_DOOR = ["index", "login"];
const ROUTES = new URL("../../routes", import.meta.url);
/** Nothing is wider here: WCAG 2.2, 1.4.10. */
const SMALLEST = 320;

function widthOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

Deno.test("no page is missing from those that are looked at", () => {
  const routes = [...Deno.readDirSync(ROUTES)]
    .flatMap(({ name }) => /^([a-z]\w*)\.tsx$/.exec(name)?.[1] ?? [])
    .filter((name) => !AT_THE_DOOR.includes(name));
  const seen = PAGES.map((path) => new URL(path, ROUTES).pathname.slice(1));

  assertEquals(routes.filter((name) => !seen.includes(name)), []);
});

Deno.test("every page is quiet and fits its screen", async (test) => {
  await using gate = await aGate();
  await using stage = await aStage(test, { gpus: 4 });
  const { server } = stage;
  await queue(
    server,
    { id: "failed", command: "echo oh; exit 3" },
    { id: "runs-now", command: `seq 50; ${gate.wait}`, gpus: 3 },
    { id: "waits", command: `: ${"a-long-word".repeat(40)}`, gpus: 2 },
    { id: "done-".repeat(12), command: "true" },
  );
  await untilEnded(server, ["failed", "done-".repeat(12)]);
  await untilBoard(
    server,
    (board) => taskOn(board, "runs-now")?.state === "running",
  );

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    for (const colorScheme of ["light", "dark"] as const) {
      await stage.scene(
        `no page reports an error or is wider than ${screen}, in ${colorScheme}`,
        async ({ page }) => {
          await page.emulateMedia({ colorScheme });
          for (const path of PAGES) {
            await opens(page, path);
            assertEquals([path, await widthOf(page)], [path, viewport.width]);
            if (viewport !== PHONE) continue;
            await page.setViewportSize({ ...PHONE, width: SMALLEST });
            assertEquals([path, await widthOf(page)], [path, SMALLEST]);
            await page.setViewportSize(PHONE);
          }
        },
        { viewport },
      );
    }
  }

  await stage.scene(
    "light and dark change with the button, and the choice stays",
    async ({ page }) => {
      await page.emulateMedia({ colorScheme: "light" });
      await opens(page, "/home");
      const paper = () =>
        page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await paper();
      const change = page.getByRole("button", {
        name: "Change between light and dark",
      });

      await change.click();
      const dark = await paper();
      await page.reload();

      assertEquals(await paper(), dark);
      assertEquals(light === dark, false);
      await change.click();
      assertEquals(await paper(), light);
    },
  );

  await stage.scene(
    "a page that is not there says so and leads back",
    async ({ page }) => {
      await page.goto("/nowhere");
      await sees(page.getByText("There is no such page"));
      await page.getByRole("link", { name: "Dashboard" }).click();
      await sees(page.getByRole("heading", { name: "Dashboard" }));

      await page.goto(logPage("nobody"));
      await sees(page.getByText("There is no such task"));
    },
    { mayReport: /status of 404/ },
  );
});
