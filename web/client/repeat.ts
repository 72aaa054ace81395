/** Whether a pointer goes up, or is lost, with an event. */
export function isPointerEnd({ type }: Event): boolean {
  return type === "pointerup" || type === "pointercancel";
}

/**
 * Does again, in its order, what was held back when nobody could answer it.
 * Keys go where they were pressed, unless one before them moves the focus.
 */
export function repeatAll(events: readonly Event[]): void {
  const focused = document.activeElement;
  for (const event of events) {
    const now = document.activeElement;
    const hasMoved = event.type === "keydown" && now !== focused;
    repeat(event, hasMoved ? now : event.target);
  }
}

/** Does one again. */
export function repeat(event: Event, place = event.target): void {
  if (event instanceof SubmitEvent) {
    (place as HTMLFormElement).requestSubmit(event.submitter);
    return;
  }
  const Kind = event.constructor as typeof Event;
  place?.dispatchEvent(new Kind(event.type, event));
}
