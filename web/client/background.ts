import { onRemembered, recall } from "./remembered.ts";
import { markPage } from "./page_mark.ts";

/** Where a browser remembers of which ends it shall tell. */
const END_WISHES = "ant.tell_ends";

/** What a page does while nobody looks at it: its icon, and notifications. */
export function workInBackground(): void {
  markPage();
  if (recall(END_WISHES) !== null) watchEnds();
  onRemembered(END_WISHES, watchEnds);
}

/** Loaded only where somebody wants to be told. */
function watchEnds(): void {
  import("./end_watch.ts").then(({ watchEnds }) => watchEnds(), () => {});
}
