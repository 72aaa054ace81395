import { BulkBar, type BulkBarProps } from "./BulkBar.tsx";
import { CompletedList, type CompletedListProps } from "./CompletedList.tsx";
import { CompletedTools, type CompletedToolsProps } from "./CompletedTools.tsx";
import { FilterBar, type FilterBarProps } from "./FilterBar.tsx";
import { NewEnds, type NewEndsProps } from "./NewEnds.tsx";

/** What {@linkcode CompletedView} is given: what each of its parts is. */
export interface CompletedViewProps {
  readonly filters: FilterBarProps;
  readonly tools: CompletedToolsProps;
  readonly fresh: NewEndsProps;
  readonly list: CompletedListProps;
  readonly bulk: BulkBarProps;
  /** Told to those who do not see where a held row is. */
  readonly said: string;
}

/** Everything about the ended tasks, as it stands at one moment. */
export function CompletedView(props: CompletedViewProps) {
  return (
    <>
      <FilterBar {...props.filters} />
      <CompletedTools {...props.tools} />
      <NewEnds {...props.fresh} />
      <CompletedList {...props.list} />
      <p class="sr" aria-live="assertive">{props.said}</p>
      <BulkBar {...props.bulk} />
    </>
  );
}
