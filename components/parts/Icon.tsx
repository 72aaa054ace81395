/** The drawings in the page's sprite. */
export type IconName =
  | (
    | "again"
    | "bell"
    | "brand"
    | "chev"
    | "chevr"
    | "copy"
    | "dash"
    | "done"
    | "down"
  )
  | ("edit" | "follow" | "g-drain" | "g-free" | "g-off" | "grip" | "hide")
  | (
    | "keys"
    | "open"
    | "pause"
    | "person"
    | "play"
    | "plus"
    | "queue"
    | "restore"
    | "search"
    | "stop"
    | "term"
  )
  | ("theme" | "trash" | "up" | "warn" | "x")
  | ("s-queued" | "s-starting" | "s-running" | "s-stopping" | "s-succeeded")
  | ("s-failed" | "s-terminated" | "s-lost" | "s-held");

/** A drawing beside a word, or inside a control that has a name. */
export function Icon({ name, extra }: { name: IconName; extra?: string }) {
  return (
    <svg
      class={extra === undefined ? "i" : `i ${extra}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <use href={`#i-${name}`} />
    </svg>
  );
}
