import { assertEquals } from "@std/assert";
import { isSecretName, maskEnv } from "./secrets.ts";

Deno.test("isSecretName() knows the names that people give to secrets", () => {
  for (
    const name of [
      "HF_TOKEN",
      "WANDB_API_KEY",
      "apiKey",
      "AWS_SECRET_ACCESS_KEY",
      "password",
      "PGPASSWORD",
      "MYSQL_PWD",
      "GITHUB_PAT",
      "client-secret",
      "BASIC_AUTH",
      "accesstoken",
      "OPENAI_APIKEY",
      "google.credentials",
    ]
  ) {
    assertEquals(isSecretName(name), true, name);
  }
});

Deno.test("isSecretName() passes over names that only sound alike", () => {
  for (
    const name of [
      "MONKEY",
      "KEYBOARD",
      "n_tokens",
      "MAX_TOKENS",
      "TOKENIZERS_PARALLELISM",
      "AUTHOR",
      "PATH",
      "PWD",
      "OLDPWD",
      "COMPASS",
      "CUDA_VISIBLE_DEVICES",
      "",
    ]
  ) {
    assertEquals(isSecretName(name), false, name);
  }
});

Deno.test("maskEnv() hides secret values at any depth, and no others", () => {
  assertEquals(
    maskEnv({
      TOKEN: "t",
      NUMBER_KEY: 7,
      EMPTY_TOKEN: "",
      NO_TOKEN: null,
      PLAIN: "p",
      DEEP: { password: "p", list: [{ secret: 1 }], n: 1 },
      URL: "postgres://ada:pw@host/db http://host:80/@x",
    }),
    {
      TOKEN: "********",
      NUMBER_KEY: "********",
      EMPTY_TOKEN: "",
      NO_TOKEN: null,
      PLAIN: "p",
      DEEP: { password: "********", list: [{ secret: "********" }], n: 1 },
      URL: "postgres://ada:********@host/db http://host:80/@x",
    },
  );
});
