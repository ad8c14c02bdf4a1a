/** The items of a list, none where there is no list. */
export function itemsOf<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list : [];
}

/** All that `find` finds for the items: as `flatMap`, which takes many times as long where there is mostly nothing to find. */
export function collect<T, R>(items: readonly T[], find: (item: T, index: number) => readonly R[]): R[] {
  const found: R[] = [];
  for (let i = 0; i < items.length; i += 1) {
    const ofItem = find(items[i] as T, i);
    if (ofItem.length > 0) {
      found.push(...ofItem);
    }
  }
  return found;
}

export function chunk<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) {
    chunks.push(items.slice(start, start + size));
  }
  return chunks;
}
