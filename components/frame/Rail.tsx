import type { ComponentChildren } from "preact";
import { grouped } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";
import { type PageName, PAGES, type RailPlace } from "./pages.ts";

/** What {@linkcode Rail} is given. */
export interface RailProps {
  readonly current: RailPlace | null;
  /** The live number of queued tasks, and of running ones. */
  readonly queued: ComponentChildren;
  readonly ongoing: ComponentChildren;
  /** How many tasks of the last session's end were left to decide on. */
  readonly undecided: number;
  /** Whether somebody has a token of their own, and who looks may see it. */
  readonly hasPeople: boolean;
  /** The way out, where there is a door. */
  readonly signOut: ComponentChildren;
}

/** The pages: at the left, or in a bar below on a phone. */
export function Rail(props: RailProps) {
  const { current, queued, ongoing, undecided, hasPeople } = props;
  const numbers: Partial<Record<PageName, ComponentChildren>> = {
    queue: queued,
    ongoing,
  };
  const isAt = (place: RailPlace) => current === place ? "page" : undefined;
  return (
    <nav class="rail" aria-label="Pages">
      <a class="brand" href="home" aria-label="ANT, dashboard">
        <Icon name="brand" extra="big" />
      </a>
      <ul>
        {PAGES.map(({ name, href, icon, word, key }) => (
          <li key={name}>
            <a
              href={href}
              aria-current={isAt(name)}
              data-key={key}
              data-word={word}
            >
              <Icon name={icon} />
              {word}
              {numbers[name]}
            </a>
          </li>
        ))}
      </ul>
      <div class="low">
        <a href="recovery" aria-current={isAt("recovery")} data-recovery>
          <Icon name="restore" />
          Restore
          {undecided > 0 && (
            <span class="n" aria-hidden="true" title="Left to decide on">
              {grouped(undecided)}
            </span>
          )}
        </a>
        {hasPeople && (
          <a href="people" aria-current={isAt("people")}>
            <Icon name="person" />
            People
          </a>
        )}
        <button type="button" class="needs-js" data-open="shortcuts">
          <Icon name="keys" />
          Keys
        </button>
        {props.signOut}
      </div>
    </nav>
  );
}
