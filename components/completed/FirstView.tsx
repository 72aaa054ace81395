import type { ListPage } from "../../scheduler/view/completed_list.ts";
import type { Viewer } from "../../scheduler/view/whose.ts";
import { CompletedView } from "./CompletedView.tsx";

/** What {@linkcode FirstView} is given. */
export interface FirstViewProps {
  readonly page: ListPage;
  readonly viewer: Viewer | undefined;
  readonly defaultLines: number;
  readonly maxLines: number;
  readonly lineControl: boolean;
}

const NOTHING = () => {};

/**
 * The list as the server draws it, and as what comes alive begins with: it
 * has to be the same to the last mark.
 */
export function FirstView(props: FirstViewProps) {
  const { page, viewer, defaultLines, maxLines, lineControl } = props;
  const { rows, matching, offset } = page;
  const lines = Math.min(defaultLines, maxLines);
  return (
    <div>
      <CompletedView
        filters={{ page, viewer }}
        tools={{
          ...{ matching, maxLines, allDetails: false, allOutputs: true },
          lines: lineControl ? lines : null,
          ...{ onLines: NOTHING, onDetails: NOTHING, onOutputs: NOTHING },
        }}
        fresh={{ count: 0, onShow: NOTHING }}
        list={{
          rows: new Map(rows.map((row, at) => [offset + at, row])),
          query: page.query,
          matching,
          viewer,
          window: {
            ...{ first: offset, end: offset + rows.length },
            ...{ extraAbovePx: 0, extraBelowPx: 0 },
          },
          nowMs: page.asOfMs,
          selected: new Set(),
          isOpen: () => false,
          hasOutput: () => true,
          previews: new Map(),
          lines,
        }}
        bulk={{ selected: 0, matching, busy: false }}
        said=""
      />
    </div>
  );
}
