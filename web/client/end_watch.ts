import { effect } from "@preact/signals";
import type { TaskView } from "../../scheduler/view/task_view.ts";
import { EndNews, type Notice, noticesOf } from "./end_news.ts";
import {
  endWishes,
  shareEndWishes,
  tellNoMore,
  wishesAny,
} from "./end_wishes.ts";
import { board, isReader } from "./feed.ts";
import { sayFailed } from "./toasts.ts";

/** Ends that come this close together are told of together. */
const GATHER_MS = 700;

let isWatching = false;

/** Tells of ends from now on; again does nothing. */
export function watchEnds(): void {
  if (isWatching) return;
  isWatching = true;
  shareEndWishes();
  tellOfEnds();
  effect(() => {
    const word = wishesAny(endWishes.value) ? "on" : "off";
    document.documentElement.dataset.notices = word;
  });
}

function tellOfEnds(): void {
  const news = new EndNews();
  let gathered: TaskView[] = [];
  const tell = () => {
    noticesOf(gathered).forEach(show);
    tellNoMore(gathered.map(({ id }) => id));
    gathered = [];
  };
  effect(() => {
    if (board.value === null) return;
    const ends = news.since(board.value);
    const { all, ids } = endWishes.peek();
    const wanted = ends.filter(({ id }) => all || ids.includes(id));
    if (wanted.length === 0 || !isReader()) return;
    if (gathered.length === 0) setTimeout(tell, GATHER_MS);
    gathered.push(...wanted);
  });
}

function show({ title, body, tag, href }: Notice): void {
  if (Notification.permission !== "granted") return;
  try {
    const notice = new Notification(title, { body, tag, icon: "favicon.svg" });
    notice.onclick = () => {
      notice.close();
      open(href, "ant-log")?.focus(); // Not here: a form may be half filled.
    };
  } catch (error) {
    // Browsers on phones show those of installed pages alone.
    sayFailed("No notification was shown", error);
  }
}
