/** Finds, by halves, the first place from which on something always holds. */
export function firstFrom(
  size: number,
  holds: (place: number) => boolean,
): number {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
