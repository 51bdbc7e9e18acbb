/**
 * Places of the largest finite values, largest first; of equal ones the first place first.
 * A heap of the best so far, the worst of them on top, so that a long list is read once.
 */
export function takeBest(values: ArrayLike<number>, most: number): Int32Array {
  const heap = new Int32Array(Math.min(most, values.length));
  let size = 0;
  for (let place = 0; place < values.length; place++) {
    if (!Number.isFinite(values[place]!)) continue;
    if (size < heap.length) {
      heap[size++] = place;
      if (size === heap.length) for (let at = size >> 1; at >= 0; at--) sink(values, heap, at, size);
    } else if (size > 0 && isWorse(values, heap[0]!, place)) {
      heap[0] = place;
      sink(values, heap, 0, size);
    }
  }
  if (size < heap.length) for (let at = size >> 1; at >= 0; at--) sink(values, heap, at, size);
  // The worst goes last, again and again: what is left is in order, and nothing was allocated.
  for (let last = size - 1; last > 0; last--) {
    const worst = heap[0]!;
    heap[0] = heap[last]!;
    heap[last] = worst;
    sink(values, heap, 0, last);
  }
  return heap.subarray(0, size);
}

/** Whether place a is worse than place b. */
function isWorse(values: ArrayLike<number>, a: number, b: number): boolean {
  return values[a]! < values[b]! || (values[a]! === values[b]! && a > b);
}

/** Puts what lies at `start` where it belongs among the first `size`. */
function sink(values: ArrayLike<number>, heap: Int32Array, start: number, size: number): void {
  const moved = heap[start]!;
  let place = start;
  for (let child = 2 * place + 1; child < size; child = 2 * place + 1) {
    const other = child + 1;
    if (other < size && isWorse(values, heap[other]!, heap[child]!)) child = other;
    if (!isWorse(values, heap[child]!, moved)) break;
    heap[place] = heap[child]!;
    place = child;
  }
  if (start < size) heap[place] = moved;
}
