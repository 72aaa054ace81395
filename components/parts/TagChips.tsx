import type { TagCount } from "../../scheduler/view/queue_sight.ts";
import { grouped } from "../../scheduler/view/words.ts";

/** What {@linkcode TagChips} is given. */
export interface TagChipsProps {
  readonly tags: readonly TagCount[];
  readonly chosen: readonly string[];
  /** The address that shows what carries one of these tags. */
  readonly hrefOf: (tags: readonly string[]) => string;
  readonly onTag: (tag: string) => void;
}

/** As many as a person chooses from at a glance. */
const SHOWN = 12;

/** Tags to choose by: links, which an island takes over. */
export function TagChips({ tags, chosen, hrefOf, onTag }: TagChipsProps) {
  const shown = tags.filter(({ tag }, place) =>
    place < SHOWN || chosen.includes(tag)
  );
  if (shown.length === 0) return null;
  return (
    <div class="grp" role="group" aria-label="Choose by tag">
      {shown.map(({ tag, count }) => {
        const isOn = chosen.includes(tag);
        const others = chosen.filter((one) => one !== tag);
        return (
          <a
            key={tag}
            class={isOn ? "chip on" : "chip"}
            href={hrefOf(isOn ? others : [...chosen, tag])}
            title={isOn ? "Shown; click to let go" : "Click to show these"}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              onTag(tag);
            }}
          >
            #{tag} {grouped(count)}
            {isOn && <span class="sr">, shown</span>}
          </a>
        );
      })}
    </div>
  );
}
