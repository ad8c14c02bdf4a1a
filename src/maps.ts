/** What a map has for a key, made where it has nothing yet. */
export function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = make();
  map.set(key, made);
  return made;
}

/** The list that a map has for a key. */
export function listOf<K, T>(map: Map<K, T[]>, key: K): T[] {
  return entryOf(map, key, () => []);
}
