import { readListQuery } from "../../../scheduler/view/ended_query.ts";
import type { EndedDesk } from "./ended_desk.ts";

/** What the list's root takes over of the filter bar. */
export interface OnFilters {
  readonly onClick: (event: MouseEvent) => void;
  readonly onSubmit: (event: SubmitEvent) => void;
  readonly onInput: (event: InputEvent) => void;
}

/** Whoever types is not asked about after every letter. */
const TYPED_MS = 120;

let typing: ReturnType<typeof setTimeout> | undefined;

/** Answers the filter bar's forms and links without leaving the page. */
export function onFilters(desk: EndedDesk): OnFilters {
  const send = (form: HTMLFormElement) => {
    clearTimeout(typing);
    const data = [...new FormData(form)].map(([name, value]) =>
      [name, String(value)] as [string, string]
    );
    void desk.ask(readListQuery(new URLSearchParams(data)));
  };
  return {
    onClick(event) {
      const target = event.target as Element;
      closeOthers(target);
      const link = target.closest<HTMLAnchorElement>("a[data-query], a.tag");
      const isOurs = link !== null && event.button === 0 &&
        !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
      if (!isOurs) return;
      event.preventDefault();
      clearTimeout(typing);
      const { searchParams } = new URL(link.href);
      void desk.ask(readListQuery(searchParams));
      // The box keeps what was typed, unless the link says otherwise.
      const box = document.querySelector<HTMLInputElement>("[name=q]");
      if (box !== null) box.value = searchParams.get("q") ?? "";
    },
    onSubmit(event) {
      const form = event.target as HTMLFormElement;
      if (form.dataset.filter === undefined) return;
      event.preventDefault();
      send(form);
    },
    onInput({ target }) {
      const field = target as HTMLInputElement;
      const { form } = field;
      if (form === null || form.dataset.filter === undefined) return;
      if (field.name === "sort" && field.value === "own") {
        void desk.sortOwn();
      } else if (field.name === "q") {
        clearTimeout(typing);
        typing = setTimeout(send, TYPED_MS, form);
      } else {
        if (field.type === "date") clearAge(form);
        send(form);
      }
    },
  };
}

/** One menu at a time is open, and none once a person goes elsewhere. */
function closeOthers(target: Element): void {
  const here = target.closest("details[data-menu]");
  for (
    const menu of document.querySelectorAll<HTMLDetailsElement>(
      "details[data-menu][open]",
    )
  ) if (menu !== here) menu.open = false;
}

/** A day that was chosen counts, and not the age that was chosen before. */
function clearAge(form: HTMLFormElement): void {
  const any = form.querySelector<HTMLInputElement>("[name=since][value='']");
  if (any !== null) any.checked = true;
}
