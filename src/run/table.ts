/** A table that untrusted words are looked up in: it has its own entries and no others, such as `constructor`. */
export function table<T>(entries: Record<string, T>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, entries);
}
