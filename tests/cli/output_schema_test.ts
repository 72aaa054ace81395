import { assertEquals } from "@std/assert";
import { aServer } from "../helpers/server.ts";
import { json } from "./an_ant.ts";
import { broken, checkOutput, outputSchema } from "./output_schema.ts";

const PUBLISHED = new URL(
  "../../docs/cli-output.schema.json",
  import.meta.url,
);

Deno.test("what docs/cli-output.schema.json promises still holds; it is what UPDATE=1 deno test -A tests/cli/output_schema_test.ts writes", async () => {
  if (Deno.env.get("UPDATE") === "1") {
    const text = JSON.stringify(outputSchema(), null, 2);
    await Deno.writeTextFile(PUBLISHED, `${text}\n`);
  }
  const promised = JSON.parse(await Deno.readTextFile(PUBLISHED));
  assertEquals(broken(promised, outputSchema()), []);
  const { config, ...fewer } = outputSchema().$defs;
  assertEquals(broken(promised, { ...promised, $defs: fewer }), [
    "/$defs/config",
  ]);
  assertEquals(config.required, ["schema", "settings"]);
});

Deno.test("every verb prints JSON of the published shape", async () => {
  await using server = await aServer({ gpus: 2 });
  const check = async (verb: string, ...args: string[]) => {
    const { body } = await json(server, args);
    try {
      checkOutput(verb, body);
    } catch (cause) {
      throw new Error(`${args.join(" ")}: ${JSON.stringify(body)}`, { cause });
    }
  };

  await check("run", "run", "-n", "a", "--wait", "--gpus", "1", "--", "true");
  await check("run", "run", "-n", "b", "--tag", "t", "--hold", "--", "true");
  await check(
    "run",
    "run",
    "-n",
    "s-{x}",
    "--",
    "echo",
    "{sweep",
    "x",
    "1",
    "2}",
  );
  await check("run --dry-run", "run", "--dry-run", "--gpus", "1", "--", "true");
  await check("ls", "ls", "-a");
  await check("show", "show", "a", "b");
  await check("why", "why", "a", "b");
  await check("wait", "wait", "a");
  await check("hold", "hold", "b");
  await check("edit", "edit", "b", "--gpus", "2");
  await check("release", "release", "b", "--dry-run");
  await check("top", "top", "b");
  await check("move", "move", "b", "--last");
  await check("rerun", "rerun", "a", "--wait");
  await check("stop", "stop", "b");
  await check("rm", "rm", "b", "last");
  await check("gpus", "gpus");
  await check("gpu drain", "gpu", "drain", "0", "--reason", "x");
  await check("gpu enable", "gpu", "enable", "0");
  await check("recover", "recover");
  await check("open", "open", "--print");
  await check("config", "config");
  await check("doctor", "doctor");
  await check("login", "login", `${server.url}/?token=${server.token}`);
  await check("error", "show", "nothing");
  await check("error", "ls", "--nonsense");
});
