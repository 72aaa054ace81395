import { Failure, usage } from "../../failure.ts";
import type { Call, Verb } from "../../grammar/verb.ts";
import type { Outcome } from "../../output/outcome.ts";
import { Api } from "../../server/api.ts";
import { fetchCertificate } from "../../server/certificate.ts";
import { findServer, type Place } from "../../server/find.ts";
import { readLogins, writeLogins } from "../../server/logins.ts";

/** `ant login`. */
export const verb: Verb = {
  words: { shown: "URL", least: 0, most: 1 },
  description: [
    "Keeps a server's token for the commands that follow, after trying it. The " +
    "address may be the link that the server printed, token included. Else the " +
    "token is taken from ANT_TOKEN, from stdin where that is no terminal, or " +
    "asked for. What is kept is readable for its owner alone.",
  ],
  flags: [
    {
      name: "trust",
      value: null,
      help:
        "Keeps the server's own certificate, too, and trusts it from then " +
        "on. Compare the fingerprint that is printed.",
    },
    {
      name: "remove",
      value: null,
      help: "Forgets the server's token instead.",
    },
  ],
  examples: [
    [
      "ant login 'https://gpu1:6060/?token=…'",
      "The link that the server printed.",
    ],
    ["ant login http://gpu1:5000 < token", "The token in a file."],
  ],
  seeAlso: ["env"],
  run,
};

async function run(call: Call): Promise<Outcome> {
  const { terminal, flags, words } = call;
  const { url, linkToken } = await addressOf(call, words[0] ?? null);
  const logins = await readLogins(terminal);
  if (flags.has("remove")) {
    const { [url]: _gone, ...servers } = logins.servers;
    const last = logins.last === url ? null : logins.last;
    await writeLogins(terminal, { last, servers });
    return { json: { url, path: null }, notes: [`Forgot ${url}`] };
  }
  const found = flags.has("trust") ? await fetchCertificate(url) : null;
  const token = linkToken ?? await tokenFor(call, url);
  const certificate = found?.pem ?? logins.servers[url]?.certificate ?? null;
  const place: Place = {
    ...{ url, token, certificate, origin: "ant login" },
    ...{ dashboardUrl: url, isLocal: false },
  };
  using api = new Api(place);
  await api.get("/gpus");
  const path = await writeLogins(terminal, {
    last: url,
    servers: {
      ...logins.servers,
      [url]: { token, ...certificate === null ? {} : { certificate } },
    },
  });
  return {
    json: { url, path },
    notes: [
      ...found === null
        ? []
        : [`Trusting the certificate SHA-256 ${found.fingerprint}`],
      `Logged in to ${url}; kept in ${path}`,
    ],
  };
}

async function addressOf(
  { settings, terminal, flags }: Call,
  word: string | null,
): Promise<{ url: string; linkToken: string | null }> {
  const link = word !== null && URL.canParse(word) ? new URL(word) : null;
  const linkToken = link?.searchParams.get("token") ?? null;
  const written = link === null || linkToken === null ? word : link.origin;
  const named = written ?? flags.text("url");
  const { url } = await findServer(named, await settings(), terminal);
  return { url, linkToken };
}

async function tokenFor({ terminal }: Call, url: string): Promise<string> {
  const own = terminal.env("ANT_TOKEN");
  if (own !== null) return own;
  const text = Deno.stdin.isTerminal()
    ? askFor(terminal.err, `Token for ${url}: `)
    : await new Response(Deno.stdin.readable).text();
  const token = text.trim();
  if (token !== "") return token;
  throw usage(
    "Cannot log in: there is no token",
    "The server's first lines have it, and so has the file ant_token.",
  );
}

/** What is typed is not shown. */
function askFor(say: (text: string) => void, question: string): string {
  say(question);
  Deno.stdin.setRaw(true);
  const typed: string[] = [];
  const bytes = new Uint8Array(256);
  try {
    for (;;) {
      const count = Deno.stdin.readSync(bytes) ?? 0;
      const text = new TextDecoder().decode(bytes.subarray(0, count));
      if (text.includes("\x03")) {
        throw new Failure("detached", "Cannot log in: it was ended");
      }
      typed.push(text.replace(/[\r\n].*$/s, ""));
      if (count === 0 || /[\r\n]/.test(text)) return typed.join("");
    }
  } finally {
    Deno.stdin.setRaw(false);
    say("\n");
  }
}
