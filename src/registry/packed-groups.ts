/**
 * The groups of a packed table, by what the identifiers of their actions begin with. The build of the command leaves
 * those that few files use in a file of their own (`others`), which is read when an action of one is asked for.
 */
export class PackedGroups {
  readonly #groups: Readonly<Record<string, string>>;
  readonly #loadOthers: () => Readonly<Record<string, string>>;
  #others: Readonly<Record<string, string>> | undefined;

  constructor({
    groups,
    others = () => ({}),
  }: {
    groups: Record<string, string>;
    others?: () => Record<string, string>;
  }) {
    this.#groups = groups;
    this.#loadOthers = others;
  }

  /** A group as it is packed; undefined for one that the table does not have. */
  get(group: string): string | undefined {
    if (Object.hasOwn(this.#groups, group)) return this.#groups[group];
    const others = (this.#others ??= this.#loadOthers());
    return Object.hasOwn(others, group) ? others[group] : undefined;
  }

  /** The names of the groups that are there without reading the others. */
  namesAtHand(): string[] {
    return Object.keys(this.#groups);
  }

  names(): string[] {
    return [...Object.keys(this.#groups), ...Object.keys((this.#others ??= this.#loadOthers()))];
  }
}
