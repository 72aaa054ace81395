import {
  ANY_RECOVERY,
  type RecoveryQuery,
  writeRecoveryQuery,
} from "../../scheduler/view/recovery_query.ts";
import { Empty } from "../parts/Empty.tsx";

/** What stands in a tab where nothing matches, or nothing is. */
export function RecoveryEmpty(
  { query, onQuery }: {
    readonly query: RecoveryQuery;
    readonly onQuery?: (query: RecoveryQuery) => void;
  },
) {
  const { tab, text, tag } = query;
  if (text === "" && tag === null) {
    return (
      <Empty fact="Nothing here">
        <p>
          {tab === "hidden"
            ? "What you hide stands here, out of the way."
            : "Nothing is left to decide on."}
        </p>
      </Empty>
    );
  }
  const all = { ...ANY_RECOVERY, tab, sort: query.sort };
  return (
    <Empty fact="Nothing matches">
      <p>No task of this tab has {text === "" ? "that tag" : "these words"}.</p>
      <a
        class="b"
        href={`recovery${writeRecoveryQuery(all)}`}
        onClick={onQuery && ((event) => {
          event.preventDefault();
          onQuery(all);
        })}
      >
        Show all
      </a>
    </Empty>
  );
}
