import type { RecoveryGroup } from "../../scheduler/view/recovery_view.ts";
import { counted, grouped } from "../../scheduler/view/words.ts";
import { At } from "../parts/At.tsx";
import { Icon, type IconName } from "../parts/Icon.tsx";

/** What {@linkcode RecoveryHead} is given. */
export interface RecoveryHeadProps {
  readonly group: RecoveryGroup;
  /** Whether the head says when its session was saved. */
  readonly isDated: boolean;
  readonly nowMs: number;
  readonly chosen: number;
  /** Whether all that matches is selected. */
  readonly isAll: boolean;
  /** The heading's place under those around it; in the dialog the third. */
  readonly as?: "h2" | "h3";
  readonly onSelect?: (isOn: boolean) => void;
}

const HEADS: Readonly<
  Record<
    RecoveryGroup["section"],
    [title: string, look: string, icon: IconName]
  >
> = {
  ongoing: ["Interrupted", "lost", "s-lost"],
  queued: ["Queued", "queued", "s-queued"],
  completed: ["Completed", "succeeded", "s-succeeded"],
  hidden: ["Hidden", "queued", "hide"],
};

/** The head of a group: what it is, how much of it, and all of it at once. */
export function RecoveryHead(props: RecoveryHeadProps) {
  const { group, isDated, nowMs, chosen, isAll, onSelect } = props;
  const Heading = props.as ?? "h3";
  const [title, look, icon] = HEADS[group.section];
  return (
    <div class="rh">
      <span class={`st ${look}`}>
        <Icon name={icon} />
      </span>
      <Heading>{title}</Heading>
      <span class="c">
        {counted(group.count, "task")}
        {chosen > 0 && `, ${grouped(chosen)} selected`}
        {isDated && group.savedAtMs !== null && (
          <>
            , saved <At atMs={group.savedAtMs} nowMs={nowMs} />
          </>
        )}
      </span>
      <span class="sp" />
      {onSelect && (
        <button
          type="button"
          class="b sm gh"
          aria-label={isAll
            ? `Clear ${title}`
            : `Select all ${group.count} of ${title}`}
          onClick={() => onSelect(!isAll)}
        >
          {isAll ? "Clear" : `Select all ${grouped(group.count)}`}
        </button>
      )}
    </div>
  );
}
