import { type RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { FormIssue } from "../../scheduler/view/form_issue.ts";
import type { OptionTexts } from "../../scheduler/view/option_fields.ts";

/** Keeps the fields of options true, from the first one that is set. */
export function useOptionFields(
  root: RefObject<Element>,
  texts: () => OptionTexts,
  issues: readonly FormIssue[],
): void {
  const now = useRef(issues);
  now.current = issues;
  const isUsed = useRef(false);
  isUsed.current ||= Object.keys(texts()).length > 0;
  useEffect(() => {
    if (!isUsed.current) return;
    import("./option_fields.ts").then(
      // What was typed while this was on its way counts.
      ({ showOptions }) => showOptions(root.current, texts(), now.current),
      () => {},
    );
  });
}
