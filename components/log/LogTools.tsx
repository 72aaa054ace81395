import type { ComponentChildren } from "preact";
import { fileSize } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode LogTools} is given. */
export interface LogToolsProps {
  /** Where the whole log is had. */
  readonly href: string;
  /** How long the log is; `null` where there is none. */
  readonly size: number | null;
  readonly search: ComponentChildren;
  readonly errorLabel: string;
  readonly wrap: boolean;
  /** `null` where nothing more comes. */
  readonly following: boolean | null;
  readonly onError: () => void;
  readonly onWrap: () => void;
  readonly onFollow: () => void;
  readonly onCopy: () => void;
}

/** What can be done with a log, above its lines. */
export function LogTools(props: LogToolsProps) {
  const { href, size, search, errorLabel, wrap, following } = props;
  if (size === null) return null;
  const download = `Download, ${fileSize(size)}`;
  return (
    <div class="lh">
      {search}
      <button type="button" class="b sm needs-js" onClick={props.onError}>
        <span class="st failed">
          <Icon name="s-failed" />
        </span>
        {errorLabel} <kbd class="only-l">E</kbd>
      </button>
      <span class="sp" />
      <Switch label="Wrap" on={wrap} onChange={props.onWrap} />
      {following !== null && (
        <Switch label="Follow" on={following} onChange={props.onFollow} />
      )}
      <button
        type="button"
        class="b gh ic sm needs-js"
        aria-label="Copy what is selected, or all lines that are loaded"
        title="Copy what is selected, or all lines that are loaded"
        onClick={props.onCopy}
      >
        <Icon name="copy" />
      </button>
      <a
        class="b gh ic sm"
        href={href}
        download
        aria-label={download}
        title={download}
      >
        <Icon name="down" />
      </a>
    </div>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: () => void;
}

function Switch({ label, on, onChange }: SwitchProps) {
  return (
    <label class="sw needs-js">
      <input type="checkbox" role="switch" checked={on} onChange={onChange} />
      {label}
    </label>
  );
}

/** What {@linkcode LogSearchField} is given. */
export interface LogSearchFieldProps {
  readonly text: string;
  readonly isExact: boolean;
  readonly isRegex: boolean;
  readonly problem: string | null;
  readonly onText: (text: string) => void;
  readonly onExact: () => void;
  readonly onRegex: () => void;
  readonly onGo: (step: 1 | -1) => void;
}

/** What to look for in the whole log. */
export function LogSearchField(props: LogSearchFieldProps) {
  const { text, isExact, isRegex, problem, onGo } = props;
  return (
    <div class="inw lsearch needs-js">
      <Icon name="search" />
      <input
        class="in mono"
        type="search"
        name="log-search"
        autocomplete="off"
        spellcheck={false}
        placeholder="Search the whole log"
        aria-label="Search the whole log"
        aria-invalid={problem === null ? undefined : "true"}
        title={problem ?? undefined}
        value={text}
        onInput={(event) => props.onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          onGo(event.shiftKey ? -1 : 1);
        }}
      />
      <button
        type="button"
        class="tog"
        aria-pressed={isExact ? "true" : "false"}
        aria-label="Match upper and lower case"
        title="Match upper and lower case"
        onClick={props.onExact}
      >
        Aa
      </button>
      <button
        type="button"
        class="tog"
        aria-pressed={isRegex ? "true" : "false"}
        aria-label="Regular expression"
        title="Regular expression"
        onClick={props.onRegex}
      >
        .*
      </button>
    </div>
  );
}
