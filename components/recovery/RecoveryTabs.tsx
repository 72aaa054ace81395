import {
  RECOVERY_TABS,
  type RecoveryTab,
} from "../../scheduler/view/recovery_list.ts";
import { grouped } from "../../scheduler/view/words.ts";

const TITLES: Readonly<Record<RecoveryTab, string>> = {
  last: "Last session",
  earlier: "Earlier sessions",
  hidden: "Hidden",
};

/** What {@linkcode RecoveryTabs} is given. */
export interface RecoveryTabsProps {
  readonly tab: RecoveryTab;
  readonly counts: Readonly<Record<RecoveryTab, number>>;
  /** Without it the tabs are links to the page. */
  readonly onTab?: (tab: RecoveryTab) => void;
}

/** Which server lives are shown. */
export function RecoveryTabs({ tab, counts, onTab }: RecoveryTabsProps) {
  return (
    <nav class="tabs" aria-label="Sessions">
      {RECOVERY_TABS.map((each) => (
        <a
          key={each}
          href={`/recovery?tab=${each}`}
          class={each === tab ? "on" : undefined}
          onClick={onTab && ((event) => {
            event.preventDefault();
            onTab(each);
          })}
        >
          {TITLES[each]}
          <span class="c">{grouped(counts[each])}</span>
        </a>
      ))}
    </nav>
  );
}
