/** Whether a pointer goes up, or is lost, with an event. */
export function isPointerEnd({ type }: Event): boolean {
  return type === "pointerup" || type === "pointercancel";
}

/** Does again what was held back when nobody could answer it. */
export function repeat(event: Event): void {
  const { target, type } = event;
  if (event instanceof SubmitEvent) {
    (target as HTMLFormElement).requestSubmit(event.submitter);
    return;
  }
  const Kind = event.constructor as typeof Event;
  // A key before it may have moved the focus.
  const place = type === "keydown" ? document.activeElement : target;
  place?.dispatchEvent(new Kind(type, event));
}
