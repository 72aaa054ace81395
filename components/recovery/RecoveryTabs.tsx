import {
  RECOVERY_TABS,
  type RecoveryQuery,
  type RecoveryTab,
  writeRecoveryQuery,
} from "../../scheduler/view/recovery_query.ts";
import { grouped } from "../../scheduler/view/words.ts";

const TITLES: Readonly<Record<RecoveryTab, string>> = {
  last: "Last session",
  earlier: "Earlier sessions",
  hidden: "Hidden",
};

/** What {@linkcode RecoveryTabs} is given. */
export interface RecoveryTabsProps {
  readonly query: RecoveryQuery;
  readonly counts: Readonly<Record<RecoveryTab, number>>;
  /** Without it the tabs are links to the page. */
  readonly onTab?: (tab: RecoveryTab) => void;
}

/** Which server lives are shown. */
export function RecoveryTabs({ query, counts, onTab }: RecoveryTabsProps) {
  return (
    <nav class="tabs" aria-label="Sessions">
      {RECOVERY_TABS.map((tab) => (
        <a
          key={tab}
          href={`recovery${writeRecoveryQuery({ ...query, tab, tag: null })}`}
          class={tab === query.tab ? "on" : undefined}
          aria-current={tab === query.tab ? "true" : undefined}
          onClick={onTab && ((event) => {
            event.preventDefault();
            onTab(tab);
          })}
        >
          {TITLES[tab]} <span class="c">{grouped(counts[tab])}</span>
        </a>
      ))}
    </nav>
  );
}
