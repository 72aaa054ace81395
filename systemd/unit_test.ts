import { assertEquals, assertMatch } from "@std/assert";
import { installService } from "./install.ts";
import { ownCommand } from "./own_command.ts";
import { type UnitParts, unitText } from "./unit.ts";

const PARTS: UnitParts = {
  scope: "system",
  command: ["/usr/bin/deno", "run", "-A", "/opt/ant/cli/main.ts"],
  args: ["0,1", "--config", "/etc/ant 50%.json"],
  folder: "/srv/ant",
  user: "ant",
  env: { PATH: "/usr/bin:/bin", ODD: 'a "b" $c' },
};

/** Says what systemd finds wrong; `null` where there is no systemd to ask. */
async function wrongWith(text: string): Promise<string | null> {
  const dir = await Deno.makeTempDir({ prefix: "ant-unit-" });
  const path = `${dir}/ant.service`;
  await Deno.writeTextFile(path, text);
  try {
    const { stdout, stderr } = await new Deno.Command("systemd-analyze", {
      args: ["verify", "--man=no", path],
    }).output();
    const said = new TextDecoder().decode(stdout) +
      new TextDecoder().decode(stderr);
    return said.split("\n").filter((line) => line.includes(path)).join("\n");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("unitText() runs Deno itself, and lets tasks outlive it", () => {
  const lines = unitText(PARTS).split("\n");

  for (
    const line of [
      'ExecStart=/usr/bin/deno run -A /opt/ant/cli/main.ts serve 0,1 --config "/etc/ant 50%%.json"',
      "KillMode=process",
      "OOMPolicy=continue",
      "Environment=ANT_ON_SHUTDOWN=detach",
      "Environment=ANT_RECOVERY_MODE=auto",
      'Environment="ODD=a \\"b\\" $c"',
      "User=ant",
      "WantedBy=multi-user.target",
    ]
  ) assertEquals(lines.includes(line), true, line);
});

for (const scope of ["system", "user"] as const) {
  Deno.test(`systemd finds nothing wrong with a ${scope} unit`, async () => {
    const here = { ...PARTS, scope, folder: "/", user: "root" };
    const command = [Deno.execPath(), "run", "-A", "main.ts"];

    const wrong = await wrongWith(unitText({ ...here, command }));

    assertEquals(wrong ?? "", "");
  });
}

Deno.test("installService() writes a person's unit where systemd looks for it", async () => {
  const configHome = await Deno.makeTempDir({ prefix: "ant-config-" });

  const { path, next } = await installService({
    ...{ ...PARTS, scope: "user", configHome },
  });

  assertEquals(path, `${configHome}/systemd/user/ant.service`);
  assertMatch(await Deno.readTextFile(path), /WantedBy=default\.target/);
  assertEquals(next[1], "systemctl --user enable --now ant");
  await Deno.remove(configHome, { recursive: true });
});

Deno.test("ownCommand() names Deno and the first module of these sources", async () => {
  const [deno, run, ...rest] = await ownCommand();

  assertEquals([deno, run], [Deno.execPath(), "run"]);
  assertMatch(rest.at(-1)!, /^\/.*\/cli\/main\.ts$/);
});
