/** What of an event tells which key was pressed. */
export type KeyPress = Pick<
  KeyboardEvent,
  | "key"
  | "code"
  | "ctrlKey"
  | "metaKey"
  | "altKey"
  | "shiftKey"
  | "getModifierState"
>;

/** Keys that only change what another one means (UI Events key values, 3.1). */
const NO_KEYS =
  /^(Shift|Control|Alt|Meta|AltGraph|CapsLock|NumLock|Fn|Dead|Process|Unidentified)$/;

/**
 * Names a press in the way shortcuts are written, or `null` where it can be
 * none. What counts is the sign that the layout makes of the key: `?` is `?`
 * whether it takes Shift or not. Only a letter of another alphabet is taken
 * for the Latin one that stands in its place.
 */
export function nameOf(press: KeyPress): string | null {
  if (NO_KEYS.test(press.key)) return null;
  const isOtherSign = press.getModifierState("AltGraph");
  if (press.altKey && !isOtherSign) return null;
  const key = keyOf(press);
  const isSign = key.length === 1 && !isLetter(key);
  const name = press.shiftKey && !isSign ? `Shift+${key}` : key;
  const hasMod = (press.ctrlKey || press.metaKey) && !isOtherSign;
  return hasMod ? `Mod+${name}` : name;
}

/** Brings the keys of a shortcut into the form of {@linkcode nameOf}. */
export function plainKeys(keys: string): string {
  return keys.split(" ").map(plainKey).join(" ");
}

/** Tells whether a name is a sign that is typed, and nothing held with it. */
export function isTyped(name: string): boolean {
  return name.split(" ").every((key) =>
    !key.startsWith("Mod+") && key.replace(/^Shift\+/, "").length === 1
  );
}

function keyOf({ key, code }: KeyPress): string {
  if (key === " ") return "Space";
  if (key.length !== 1) return key;
  const latin = /^Key([A-Z])$/.exec(code)?.[1];
  const isForeign = latin !== undefined && !isLetter(key) &&
    /^\p{Letter}$/u.test(key);
  return (isForeign ? latin : key).toLowerCase();
}

function plainKey(key: string): string {
  const parts = key.split("+");
  const last = parts.pop()!;
  if (!isLetter(last)) return key;
  const isUpper = last !== last.toLowerCase();
  const held = parts.length === 0 && isUpper ? ["Shift"] : parts;
  return [...held, last.toLowerCase()].join("+");
}

function isLetter(key: string): boolean {
  return /^[a-z]$/i.test(key);
}
