import { Icon } from "../parts/Icon.tsx";

/** A passing word, as {@linkcode ToastList} shows it. */
export interface ToastView {
  readonly key: number;
  readonly kind: "good" | "bad";
  readonly title: string;
  readonly detail: string;
  readonly undo?: () => void;
}

/** What {@linkcode ToastList} is given. */
export interface ToastListProps {
  readonly toasts: readonly ToastView[];
  readonly onClose: (key: number) => void;
  /** Told when a person points at them or has one in focus, and no more. */
  readonly onHold: (on: boolean) => void;
}

/**
 * Words on how things went. Both regions stand before there are any: a screen
 * reader tells only of what comes into a region that it knows.
 */
export function ToastList({ toasts, onClose, onHold }: ToastListProps) {
  const ofKind = (kind: ToastView["kind"]) =>
    toasts.filter((toast) => toast.kind === kind)
      .map((toast) => <One key={toast.key} toast={toast} onClose={onClose} />);
  return (
    <div
      class="toasts"
      onPointerEnter={() => onHold(true)}
      onPointerLeave={() => onHold(false)}
      onFocusIn={() => onHold(true)}
      onFocusOut={() => onHold(false)}
    >
      <div role="alert" aria-atomic="false">{ofKind("bad")}</div>
      <div role="status" aria-atomic="false">{ofKind("good")}</div>
    </div>
  );
}

interface OneProps {
  readonly toast: ToastView;
  readonly onClose: (key: number) => void;
}

function One({ toast, onClose }: OneProps) {
  const { key, kind, title, detail, undo } = toast;
  return (
    <div class={`toast ${kind}`}>
      <Icon name={kind === "bad" ? "s-failed" : "s-succeeded"} />
      <div>
        <b>{title}</b>
        {detail !== "" && <div class="d">{detail}</div>}
      </div>
      <span class="do">
        {undo !== undefined && (
          <button
            type="button"
            class="b sm"
            onClick={() => {
              onClose(key);
              undo();
            }}
          >
            Undo <kbd class="only-l" aria-hidden="true">Z</kbd>
          </button>
        )}
        <button
          type="button"
          class="b gh ic sm"
          aria-label="Close"
          onClick={() => onClose(key)}
        >
          <Icon name="x" />
        </button>
      </span>
    </div>
  );
}
