import { assertEquals } from "@std/assert";
import { untilEnded } from "../helpers/board.ts";
import { answerYes, logPage, opens, toast, wroteLine } from "./asking.ts";
import { aStage, SCREENS, sees, seesNo } from "./stage.ts";

const REFUSED = /status of 422/;

Deno.test("a person creates tasks", async (test) => {
  await using stage = await aStage(test, { gpus: 2 });

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    const on = screen.replace(/^a /, "");
    await stage.scene(
      `Multi mode shows an error at its line while it is typed, and queues once it is mended, on ${screen}`,
      async ({ page, server }) => {
        await opens(page, "/create_task");
        const preview = page.getByRole("region", {
          name: "What will be queued",
        });
        await page.getByText("Multi", { exact: true }).click();
        const commands = page.getByLabel("Commands", { exact: true });

        await commands.fill(
          `# two tasks\nant_task_id=m1-${on} echo one\nant_task_id=m2-${on} ant_n_gpus=9 echo two`,
        );
        await sees(preview.getByText("2 tasks, 1 with an error"));
        const wrong = preview.getByRole("listitem").nth(1);
        await sees(wrong.getByText("line 3"));
        await sees(wrong.getByText("it needs 9 GPUs"));
        await page.getByRole("button", { name: "Queue tasks" }).click();
        const problems = page.getByRole("alert").filter({
          hasText: "it needs 9 GPUs",
        });
        await problems.getByRole("link", { name: "line 3" }).click();
        const chosen = await commands.evaluate((field) => {
          const { value, selectionStart, selectionEnd } =
            field as HTMLTextAreaElement;
          return value.slice(selectionStart, selectionEnd);
        });
        assertEquals(chosen, `ant_task_id=m2-${on} ant_n_gpus=9 echo two`);
        await commands.fill(
          (await commands.inputValue()).replace("ant_n_gpus=9", "ant_n_gpus=1"),
        );
        await sees(preview.getByText("2 tasks, 1 comment line"));
        await page.getByRole("button", { name: "Queue tasks" }).click();

        await sees(toast(page, "2 tasks queued"));
        assertEquals(await commands.inputValue(), "");
        const ended = await untilEnded(server, [`m1-${on}`, `m2-${on}`]);
        assertEquals(ended.map(({ gpus }) => gpus.length), [0, 1]);
        await page.reload();
        await sees(page.getByLabel("Commands", { exact: true }));
      },
      { viewport, mayReport: REFUSED },
    );
  }

  await stage.scene(
    "a template inserted by a click is drawn in the preview and in the queue",
    async ({ page, server }) => {
      await opens(page, "/create_task");
      await page.getByLabel("Task ID").fill("drawn-");
      await page.getByRole("button", { name: "[randint:1000:9999]" }).click();
      await page.getByLabel("Command", { exact: true }).fill("true");

      const preview = page.getByRole("region", { name: "What will be queued" });
      await sees(preview.getByText(/^drawn-\d{4}$/));
      await page.getByRole("button", { name: "Queue task" }).click();

      const word = toast(page, /drawn-\d{4}/);
      await sees(word);
      const [id] = /drawn-\d{4}/.exec(await word.innerText())!;
      const [task] = await untilEnded(server, [id]);
      assertEquals(task!.state, "succeeded");
    },
  );

  await stage.scene(
    "an id that is taken stays in the form with the reason",
    async ({ page }) => {
      await opens(page, "/create_task");
      await page.getByLabel("Task ID").fill("m1-desktop");
      await page.getByLabel("Command", { exact: true }).fill("true");

      await page.getByRole("button", { name: "Queue task" }).click();

      await sees(page.getByRole("alert").filter({ hasText: "m1-desktop" }));
      assertEquals(await page.getByLabel("Task ID").inputValue(), "m1-desktop");
    },
    { mayReport: /status of (409|422)/ },
  );

  await stage.scene(
    "variables typed as a table and as JSON reach the task, and a preset chooses its folder",
    async ({ page, server }) => {
      await opens(page, "/create_task");
      await page.getByRole("button", { name: "Add variable" }).click();
      await page.getByLabel("Name, row 1").fill("COLOR");
      await page.getByLabel("Value of COLOR").fill('deep "blue"');
      await page.getByRole("button", { name: "JSON", exact: true }).click();
      const json = page.getByLabel("Variables as JSON");
      assertEquals(JSON.parse(await json.inputValue()), {
        COLOR: 'deep "blue"',
      });
      await json.fill('{"COLOR": "deep \\"blue\\"", ');
      await sees(page.getByText("Is not JSON"));
      await page.getByRole("button", { name: "Table", exact: true }).click();
      await sees(json);
      await json.fill('{"COLOR": "deep \\"blue\\"", "LAYERS": 12}');
      await page.getByRole("button", { name: "Table", exact: true }).click();
      assertEquals(await page.getByLabel("Value of LAYERS").inputValue(), "12");
      await page.getByText("Presets").click();
      await page.getByRole("button", { name: /ant_wd/ }).click();
      await page.getByLabel("Value of ant_wd").fill(server.dir);

      await page.getByLabel("Task ID").fill("colored");
      await page.getByLabel("Command", { exact: true })
        .fill('echo "$COLOR, $LAYERS layers in $PWD"');
      await page.getByRole("button", { name: "Queue task" }).click();
      await sees(toast(page, "1 task queued"));

      await page.goto(logPage("colored"));
      const line = `deep "blue", 12 layers in ${server.dir}`;
      await sees(wroteLine(page, "colored", line));
    },
  );

  await stage.scene(
    "a slot keeps the variables that were in the editor, under its name, and gives them back",
    async ({ page }) => {
      await opens(page, "/create_task");
      await sees(page.getByLabel("Value of COLOR")); // The draft of before.
      const slots = page.locator(".slots > li");
      await slots.nth(0).getByRole("button", { name: "Save here" }).click();
      await sees(toast(page, "Saved"));
      const name = page.getByLabel("Name of slot 1");
      await name.fill("two words");
      await name.press("Enter");
      await sees(toast(page, "Renamed"));
      await page.getByRole("button", { name: "Remove LAYERS" }).click();
      await page.getByLabel("Value of COLOR").fill("red");
      await page.getByLabel("Value of COLOR").blur();

      await page.reload();
      await sees(page.locator(".live", { hasText: "Live" }));
      await seesNo(page.getByLabel("Value of LAYERS"));
      assertEquals(await page.getByLabel("Value of COLOR").inputValue(), "red");
      assertEquals(await name.inputValue(), "two words");
      await slots.nth(0).getByRole("button", { name: "Load" }).click();
      await answerYes(page, "Load two words?", "Load");

      await sees(page.getByLabel("Value of LAYERS"));
      const value = page.getByLabel("Value of COLOR");
      assertEquals(await value.inputValue(), 'deep "blue"');
      await slots.nth(0).getByRole("button", { name: "Clear" }).click();
      await answerYes(page, "Clear two words?", "Clear");
      await sees(
        slots.nth(0).getByRole("button", { name: "Save here" }),
      );
    },
  );

  await stage.scene(
    "a variable named twice is marked at its row and queues nothing",
    async ({ page }) => {
      await opens(page, "/create_task");
      const row = await page.locator("table.env tbody tr").count() + 1;
      await page.getByRole("button", { name: "Add variable" }).click();
      await page.getByLabel(`Name, row ${row}`).fill("COLOR");
      await sees(page.getByText("Named twice, remove one"));
      await page.getByLabel("Command", { exact: true }).fill("true");

      await page.getByRole("button", { name: "Queue task" }).click();

      await sees(
        page.getByRole("alert").filter({ hasText: `row ${row}: Named twice` }),
      );
    },
  );
});
