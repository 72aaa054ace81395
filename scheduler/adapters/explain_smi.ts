/** What each exit code means, after nvidia-smi(1), RETURN VALUE. */
const EXIT_CODES: Readonly<Record<number, string>> = {
  2: "it does not know these arguments",
  3: "the operation is not available on this device",
  4: "this account may not ask",
  6: "it found no such device",
  8: "a power cable of a device is not attached",
  9: "the NVIDIA driver is not loaded",
  10: "the kernel sees an interrupt trouble with a GPU",
  12: "the NVML library cannot be found or loaded",
  13: "the NVML library is too old for this question",
  14: "the infoROM of a device is corrupted",
  15: "a GPU has fallen off the bus",
};

/** What a person can do, by a word of what the program said. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/version mismatch/i, "restart the machine, or reload the driver's modules"],
  [/couldn't communicate/i, "load the driver, or start without GPUs"],
  [/no devices were found/i, "check that the GPUs are attached and powered"],
  [/GPU is lost/i, "restart the machine"],
  [/requires reset/i, "reset the GPU once nothing uses it"],
  [/not a valid field/i, "update the driver"],
];

/** Words the end of the program: its own words first, then its exit code. */
export function explainExit(
  program: string,
  said: readonly string[],
  code: number,
): string {
  const words = said.find((line) => line.trim() !== "")?.trim() ?? null;
  const advice = ADVICE.find(([sign]) => sign.test(words ?? ""))?.[1];
  const meaning = EXIT_CODES[code];
  const reason = words !== null
    ? `it says "${words}"`
    : code === 0
    ? "it ended without a word"
    : `it ended with exit code ${code}${meaning ? `: ${meaning}` : ""}`;
  const next = advice ? `; ${advice}` : "";
  return `Cannot read the GPUs with "${program}": ${reason}${next}`;
}

/** Words why the program could not even be run. */
export function explainSpawn(program: string, error: unknown): string {
  const start = `Cannot run "${program}" to read the GPUs`;
  if (error instanceof Deno.errors.NotFound) {
    return `${start}: there is no such program; install the NVIDIA driver or name its place in MONITORING_nvidia_smi`;
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return `${start}: this account may not execute it; check its mode`;
  }
  return `${start}: ${error instanceof Error ? error.message : String(error)}`;
}

/** Words a program that runs and stays silent, or talks nonsense. */
export function explainSilence(
  program: string,
  said: readonly string[],
  waitedMs: number,
): string {
  const start = `Cannot read the GPUs with "${program}"`;
  const seconds = Math.round(waitedMs / 100) / 10;
  const words = said.find((line) => line.trim() !== "")?.trim();
  return words === undefined
    ? `${start}: it hangs, no answer for ${seconds} s; look for GPU errors ("Xid") in the kernel's log`
    : `${start}: no usable answer for ${seconds} s, it says "${words}"`;
}
