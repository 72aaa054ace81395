import { Head } from "fresh/runtime";
import { Notice } from "../components/frame/Notice.tsx";
import type { RailPlace } from "../components/frame/pages.ts";
import { Rail } from "../components/frame/Rail.tsx";
import { SignOut } from "../components/frame/SignOut.tsx";
import { TopBar } from "../components/frame/TopBar.tsx";
import { PaletteFrame } from "../components/palette/PaletteFrame.tsx";
import { Icon } from "../components/parts/Icon.tsx";
import LiveStatus from "../islands/LiveStatus.tsx";
import Overlay from "../islands/Overlay.tsx";
import RailCount from "../islands/RailCount.tsx";
import RecoveryDialog from "../islands/RecoveryDialog.tsx";
import type { SavedSession } from "../scheduler/mod.ts";
import { pathOf } from "../web/base_path.ts";
import { doneWords } from "../web/pages/done_words.ts";
import { mayDo } from "../web/people/rights.ts";
import { define } from "../web/state.ts";

const PAGES: Readonly<Record<string, [title: string, page: RailPlace | null]>> =
  {
    "/home": ["Dashboard", "home"],
    "/create_task": ["Create", "create"],
    "/queue": ["Queue", "queue"],
    "/ongoing_task": ["Ongoing", "ongoing"],
    "/completed_task": ["Completed", "completed"],
    "/gpus": ["GPUs", null],
    "/tags": ["Tags", null],
    "/people": ["People", "people"],
    "/recovery": ["Restore tasks", "recovery"],
  };

/** The frame of every page: where one is, what waits, how fresh it is. */
export default define.layout(async (props) => {
  const { Component, req, url, state } = props;
  const path = pathOf(props);
  const { counts, health, nowMs } = await state.scheduler.board();
  const taskId = path === "/logs" ? url.searchParams.get("task_id") : null;
  const [title, page] = PAGES[path] ?? [taskId ?? "ANT", null];
  const { sessions } = state.scheduler.state.recovery;
  const mayAsk = !state.prompt.used && sessions.length > 0;
  const hasDoor = state.config.authRequired;
  const hasPeople = mayDo(state.caller, "admin") &&
    (state.door.people.list.length > 0 || page === "people");
  // A form leads to its page's address: what that says was done before it.
  const done = req.method === "POST" ? null : doneWords(url.searchParams);
  return (
    <>
      <Head>
        <title>{`${title} · ANT`}</title>
      </Head>
      <a class="skip" href="#main">Skip to content</a>
      <div class="app">
        <Rail
          current={page}
          queued={<RailCount of="queued" initial={counts} />}
          ongoing={<RailCount of="active" initial={counts} />}
          hasPeople={hasPeople}
          undecided={undecidedIn(sessions)}
          signOut={hasDoor && <SignOut name={state.caller.name} />}
        />
        <TopBar title={title} mono={taskId !== null} host={url.hostname}>
          {hasDoor && <SignOut name={state.caller.name} isSpare />}
          <button
            type="button"
            class="b sm gh needs-js find"
            data-open="palette"
            aria-keyshortcuts="Control+K"
          >
            <Icon name="search" />
            <span class="only-l">Search or act</span>
            <span class="only-s sr">Search or act</span>
            <kbd class="only-l" aria-hidden="true">
              <span class="mod" /> K
            </kbd>
          </button>
          <LiveStatus health={health} madeAtMs={nowMs} />
          <button
            type="button"
            class="b sm ic gh needs-js"
            data-open="notices"
            aria-label="Notifications"
            title="Notifications"
          >
            <Icon name="bell" />
          </button>
          {hasPeople && (
            <a class="b sm ic gh only-s" href="people" aria-label="People">
              <Icon name="person" />
            </a>
          )}
          <a
            class="b sm ic gh only-s"
            href="recovery"
            data-recovery
            aria-label="Restore tasks"
          >
            <Icon name="restore" />
          </a>
          <button
            type="button"
            class="b sm ic gh needs-js"
            data-theme-switch
            aria-label="Change between light and dark"
            title="Light or dark"
          >
            <Icon name="theme" />
          </button>
        </TopBar>
        <main id="main" tabIndex={-1}>
          {done !== null && (
            <div class="mb-4">
              <Notice kind="good">
                <b>{done.fact}</b> <span class="mono wrap">{done.name}</span>
              </Notice>
            </div>
          )}
          <Component />
        </main>
      </div>
      <RecoveryDialog mayAsk={mayAsk} />
      <dialog class="pal" aria-label="Search or act" data-keys="Palette">
        <PaletteFrame />
      </dialog>
      <Overlay />
    </>
  );
});

/** Of the last session; what is older has been seen before. */
function undecidedIn([last]: readonly SavedSession[]): number {
  if (last === undefined) return 0;
  const { ongoing, queued } = last.entries;
  return ongoing.size + queued.size;
}
