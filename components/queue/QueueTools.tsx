import {
  isNarrowed,
  queueAddress,
  type QueueQuery,
  WHOLE_QUEUE,
} from "../../scheduler/view/queue_list.ts";
import type { QueueSight } from "../../scheduler/view/queue_sight.ts";
import { withTag } from "../../scheduler/view/task_tags.ts";
import type { Viewer } from "../../scheduler/view/whose.ts";
import { counted, grouped } from "../../scheduler/view/words.ts";
import { MineChip } from "../parts/MineChip.tsx";
import { SearchField } from "../parts/SearchField.tsx";
import { TagChips } from "../parts/TagChips.tsx";

/** What {@linkcode QueueTools} is given. */
export interface QueueToolsProps {
  readonly path: string;
  readonly query: QueueQuery;
  readonly sight: QueueSight;
  readonly viewer: Viewer | undefined;
  /** Asks for something else without leaving the page. */
  readonly onQuery: (query: QueueQuery) => void;
}

/** Search and tags: a plain form and links, so that an address says it all. */
export function QueueTools(props: QueueToolsProps) {
  const { path, query, sight, viewer, onQuery } = props;
  return (
    <form
      class="fb"
      method="get"
      action={path}
      role="search"
      data-filter
      onSubmit={(event) => event.preventDefault()}
    >
      <SearchField
        id="queue-search"
        text={query.text}
        hint="Search ids, commands, tags, variables"
        label="Search the queue"
        onText={(text) => onQuery({ ...query, text, from: 1 })}
      />
      <MineChip
        viewer={viewer}
        text={query.text}
        hrefOf={(text) => queueAddress(path, { ...query, text, from: 1 })}
        onText={(text) => onQuery({ ...query, text, from: 1 })}
      />
      <TagChips
        tags={sight.tags}
        chosen={query.tags}
        hrefOf={(tags) => queueAddress(path, { ...query, tags, from: 1 })}
        onTag={(tag) =>
          onQuery({ ...query, tags: withTag(query.tags, tag), from: 1 })}
      />
      {query.tags.map((tag) => (
        <input key={tag} type="hidden" name="tag" value={tag} />
      ))}
      <button class="b without-js" type="submit">Search</button>
      <span class="grow" />
      {isNarrowed(query) && (
        <>
          <span class="help" role="status">
            {counted(sight.count, "task")} found
          </span>
          {sight.count > 0 && (
            <button type="button" class="b sm needs-js" data-all>
              {`Select all ${grouped(sight.count)}`}
            </button>
          )}
          <a
            class="b sm gh"
            href={path}
            onClick={(event) => {
              event.preventDefault();
              onQuery(WHOLE_QUEUE);
            }}
          >
            Clear
          </a>
        </>
      )}
    </form>
  );
}
