import { assertEquals, assertThrows } from "@std/assert";
import { parseArguments, type StartArguments } from "./arguments.ts";
import { helpText, OPTIONS } from "./options.ts";
import { StartError } from "./start_error.ts";

const NOTHING: StartArguments = {
  kind: "start",
  gpus: { kind: "all" },
  configFile: null,
  host: null,
  port: null,
  apiPort: null,
  logDir: null,
  certDir: null,
  http: false,
  noAuth: false,
};

for (
  const [line, said] of [
    ["", {}],
    ["--", {}],
    ["0,1,2,3", { gpus: { kind: "ids", ids: [0, 1, 2, 3] } }],
    ["-- 3", { gpus: { kind: "ids", ids: [3] } }],
    ["--simulate 4", { gpus: { kind: "simulated", count: 4 } }],
    ["--config a.json 7", {
      configFile: "a.json",
      gpus: { kind: "ids", ids: [7] },
    }],
    ["--host ::1 --port 0 --api-port=65535", {
      host: "::1",
      port: 0,
      apiPort: 65_535,
    }],
    ["--cert_path ./c_d --log_dir=l_d=e", {
      certDir: "./c_d",
      logDir: "l_d=e",
    }],
    ["--cert-path c --http --no-auth", {
      certDir: "c",
      http: true,
      noAuth: true,
    }],
    ["--port 1 --port 2", { port: 2 }],
    ["--log-dir=--odd", { logDir: "--odd" }],
  ] as const
) {
  Deno.test(`parseArguments() reads "${line}"`, () => {
    const args = line.split(" ").filter((word) => word !== "");
    assertEquals(parseArguments(args), { ...NOTHING, ...said });
  });
}

Deno.test("parseArguments() reads GPU ids with blanks in one word", () => {
  const { gpus } = parseArguments(["2, 0"]) as StartArguments;
  assertEquals(gpus, { kind: "ids", ids: [2, 0] });
});

for (const line of ["--help", "-h", "--port x --help 0,0"]) {
  Deno.test(`parseArguments() takes "${line}" for a call for help`, () => {
    assertEquals(parseArguments(line.split(" ")), { kind: "help" });
  });
}

Deno.test("parseArguments() takes --version for a question", () => {
  assertEquals(parseArguments(["--version"]), { kind: "version" });
});

for (
  const [line, exitCode, message] of [
    ["--prot 1", 64, '"--prot": there is none of that name, perhaps "--port"'],
    ["-p 1", 64, '"-p": there is none'],
    ["--port", 64, '"--port": its value is missing, write --port=N'],
    ["--port=", 64, '"--port": its value is missing'],
    ["--port --http", 64, '"--port": its value is missing'],
    ["--http=yes", 64, '"--http": it takes no value'],
    ["0 1", 64, '"1": GPU ids are one word'],
    ["0 --simulate 2", 64, "at once: leave one out"],
    ["--simulate 0", 64, '"0" GPUs: give a number from 1 to 64'],
    ["--simulate 1.5", 64, '"1.5" GPUs'],
    ["0,,1", 65, '"" is no GPU id'],
    ["gpu0", 65, '"gpu0" is no GPU id'],
    ["0,99999", 65, '"99999" is no GPU id'],
    ["0,1,01", 65, "1 stands twice"],
    ["--port 65536", 76, 'port "65536" of --port'],
    ["--api-port 5e3", 76, 'port "5e3" of --api-port'],
  ] as const
) {
  Deno.test(`parseArguments() ends "${line}" with code ${exitCode}`, () => {
    const error = assertThrows(
      () => parseArguments(line.split(" ")),
      StartError,
      message,
    );
    assertEquals(error.exitCode, exitCode);
    assertEquals(error.message.includes("\n"), false);
  });
}

Deno.test("helpText() names every option", () => {
  for (const name of Object.keys(OPTIONS)) {
    assertEquals(helpText().includes(`--${name} `), true, name);
  }
});
