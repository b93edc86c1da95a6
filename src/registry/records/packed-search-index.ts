/** The index as it is stored, so that a command need not make it. */
export interface PackedSearchIndex {
  importance: number[];
  names: string[];
  phrases: string[];
  /** By word: records and amounts, see {@link packPostings}. */
  words: Record<string, string>;
}
