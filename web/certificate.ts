import { X509Certificate } from "node:crypto";
import { StartError } from "../config/start_error.ts";

/** What HTTPS is served with, as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;
const LIFE_MS = 825 * DAY_MS; // The longest that all browsers accept.

/**
 * Reads `cert.pem` and `key.pem`; where both are absent, makes a pair that
 * this machine signs for itself, with a key that only its owner can read.
 *
 * @throws {StartError} for half a pair, or one that cannot be used.
 */
export async function loadCertificate(
  dir: string,
  hostname: string,
  nowMs: number,
): Promise<Certificate> {
  const certPath = `${dir}/cert.pem`;
  const keyPath = `${dir}/key.pem`;
  const [cert, key] = [await readPem(certPath), await readPem(keyPath)];
  if (cert === null && key === null) {
    return await makePair(dir, hostname, nowMs);
  }
  if (cert === null || key === null) {
    const [found, lost] = cert === null
      ? [keyPath, certPath]
      : [certPath, keyPath];
    throw new StartError(
      "certificate",
      `Cannot use certificate "${found}": "${lost}" is missing; put it there, or remove the first to have both made`,
    );
  }
  checkUsable(cert, certPath, nowMs);
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key)) {
    throw new StartError(
      "certificate",
      `Cannot use key "${keyPath}": it holds no private key in PEM; replace it, or remove both files to have new ones made`,
    );
  }
  return { cert, key };
}

async function readPem(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return null;
    throw unusable(path, cause);
  }
}

function unusable(path: string, cause: unknown): StartError {
  const why = (cause as Error).message;
  return new StartError(
    "certificate",
    `Cannot use "${path}": ${why}; make it accessible, or name another folder with --cert-path`,
    { cause },
  );
}

function checkUsable(cert: string, path: string, nowMs: number): void {
  let validUntilMs: number;
  try {
    validUntilMs = Date.parse(new X509Certificate(cert).validTo);
  } catch (cause) {
    throw new StartError(
      "certificate",
      `Cannot use certificate "${path}": it holds no certificate in PEM; replace it, or remove both files to have new ones made`,
      { cause },
    );
  }
  if (validUntilMs > nowMs) return;
  const day = new Date(validUntilMs).toISOString().slice(0, 10);
  throw new StartError(
    "certificate",
    `Cannot use certificate "${path}": it expired on ${day}; replace it, or remove both files to have new ones made`,
  );
}

async function makePair(
  dir: string,
  hostname: string,
  nowMs: number,
): Promise<Certificate> {
  // 0.2 s that most starts spare.
  const { generate } = await import("./selfsigned_package.ts");
  const pair = await generate([{
    name: "commonName",
    value: hostname,
  }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(nowMs - DAY_MS), // Clocks differ.
    notAfterDate: new Date(nowMs + LIFE_MS - DAY_MS),
    extensions: extensionsFor(hostname),
  });
  try {
    await Deno.mkdir(dir, { recursive: true, mode: 0o700 });
    await writeNew(`${dir}/key.pem`, pair.private, 0o600);
    await writeNew(`${dir}/cert.pem`, pair.cert, 0o644);
  } catch (cause) {
    throw unusable(dir, cause);
  }
  return { cert: pair.cert, key: pair.private };
}

/** Not a CA: rustls refuses a server certificate that says it is one. */
function extensionsFor(hostname: string) {
  const names = [...new Set(["localhost", hostname])];
  return [
    { name: "basicConstraints" as const, cA: false, critical: true },
    {
      name: "keyUsage" as const,
      digitalSignature: true,
      critical: true,
    },
    { name: "extKeyUsage" as const, serverAuth: true },
    {
      name: "subjectAltName" as const,
      altNames: [
        ...names.map((value) => ({ type: 2 as const, value })),
        { type: 7 as const, ip: "127.0.0.1" },
        { type: 7 as const, ip: "::1" },
      ],
    },
  ];
}

async function writeNew(path: string, text: string, mode: number) {
  await Deno.writeTextFile(path, text, { createNew: true, mode });
}
