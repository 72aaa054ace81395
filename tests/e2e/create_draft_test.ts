import { assertEquals, assertStringIncludes } from "@std/assert";
import { untilEnded } from "../helpers/board.ts";
import { opens, toast } from "./asking.ts";
import { aStage, sees, seesNo } from "./stage.ts";

Deno.test("a person prepares tasks", async (test) => {
  await using stage = await aStage(test, { gpus: 1 });

  await stage.scene(
    "a draft survives a reload, and is gone once it is queued",
    async ({ page, server }) => {
      await opens(page, "/create_task");
      await page.getByLabel("Task ID").fill("kept");
      await page.getByLabel("Command", { exact: true }).fill("echo kept");
      await page.getByLabel("Tags").fill("vit, #lr");
      await page.getByLabel("GPUs").selectOption("1");

      await page.reload();
      await sees(page.locator(".live", { hasText: "Live" }));
      const command = page.getByLabel("Command", { exact: true });
      assertEquals(await command.inputValue(), "echo kept");
      assertEquals(await page.getByLabel("Task ID").inputValue(), "kept");
      await command.press("Control+Enter");

      await sees(toast(page, "1 task queued"));
      const [task] = await untilEnded(server, ["kept"]);
      assertEquals([task!.tags, task!.nGpus], [["vit", "lr"], 1]);
      await page.reload();
      await sees(page.locator(".live", { hasText: "Live" }));
      assertEquals(await command.inputValue(), "");
    },
  );

  await stage.scene(
    "what is typed before the page has come alive stays, and is queued",
    async ({ page }) => {
      const scripts = Promise.withResolvers<void>();
      await page.route("**/_fresh/js/**", async (route) => {
        await scripts.promise;
        await route.continue();
      });
      await page.goto("/create_task", { waitUntil: "commit" });
      const command = page.getByLabel("Command", { exact: true });
      await command.fill("echo early");
      await page.getByLabel("Task ID").fill("early");
      scripts.resolve();
      await sees(page.locator(".live", { hasText: "Live" }));

      assertEquals(await command.inputValue(), "echo early");
      await command.press("Control+Enter");
      await sees(toast(page, "1 task queued"));
    },
  );

  await stage.scene(
    "a near template is replaced by a click, and the curl line says the same",
    async ({ page }) => {
      await opens(page, "/create_task");
      await page.getByText("Multi", { exact: true }).click();
      const commands = page.getByLabel("Commands", { exact: true });
      await commands.fill("# [uid]\nant_task_id=a-[uid] ant_tags=x true");
      await page.getByLabel("Tags for all").fill("all");

      await page.getByRole("button", { name: "Replace" }).click();

      assertEquals(
        await commands.inputValue(),
        "# [uid]\nant_task_id=a-[uuid] ant_tags=x true",
      );
      const preview = page.getByRole("region", { name: "What will be queued" });
      await sees(preview.getByText("1 task, 1 comment line (1) left out"));
      assertEquals(await preview.locator(".tag").allInnerTexts(), ["all", "x"]);
      const line = page.getByRole("region", { name: "Same as" }).locator("pre");
      assertStringIncludes(await line.innerText(), "ant_task_id=a-[uuid]");
      assertStringIncludes(await line.innerText(), '"tags":["all"]');
      await page.getByLabel("Tags for all").fill("no/tag");
      await sees(preview.getByText('"no/tag" is no tag'));
      await page.getByLabel("Tags for all").fill("all");
      await page.getByRole("button", { name: "ANT line" }).click();
      await sees(
        page.getByText("ant_tags=all ant_task_id=a-[uuid] ant_tags=x true"),
      );
    },
  );

  await stage.scene(
    "a .env file becomes variables, by its field or pasted into the table",
    async ({ page }) => {
      await opens(page, "/create_task");
      const paste = page.getByRole("button", { name: "Paste .env" });
      await paste.click();
      const field = page.getByLabel("Text of a .env file");
      await field.fill('# mine\nexport COLOR="deep blue"\nZIP=01234');
      await page.getByRole("button", { name: "Add 2 variables" }).click();

      await seesNo(field);
      const color = page.getByLabel("Value of COLOR");
      assertEquals(await color.inputValue(), "deep blue");
      assertEquals(await page.getByLabel("Value of ZIP").inputValue(), "01234");
      await sees(paste.and(page.locator(":focus")));
      await color.evaluate((input) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["DEPTH='4'\n"], ".env"));
        const options = { dataTransfer, bubbles: true, cancelable: true };
        input.dispatchEvent(new DragEvent("drop", options));
      });
      await sees(page.getByLabel("Value of DEPTH"));
      const command = page.getByLabel("Command", { exact: true });
      await command.evaluate((field) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["#!/bin/sh\r\ntrue\r\n"], "a.sh"));
        const options = { dataTransfer, bubbles: true, cancelable: true };
        field.dispatchEvent(new DragEvent("drop", options));
      });
      await sees(page.getByText("1 task, 1 comment line (1) left out"));
      assertEquals(await command.inputValue(), "#!/bin/sh\ntrue\n");
      await color.evaluate((input) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", "COLOR=red\nSIZE=8");
        input.dispatchEvent(
          new ClipboardEvent("paste", {
            clipboardData,
            bubbles: true,
            cancelable: true,
          }),
        );
      });
      assertEquals(await page.getByLabel("Value of SIZE").inputValue(), "8");
      assertEquals(await color.inputValue(), "red");
    },
  );
});
