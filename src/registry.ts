/**
 * What is known of the actions: look-up, search, documentation for people and for models, coverage. Pure, as the core
 * is. On Node, `loadRegistry` of `shortcut2py/node` reads the registry; elsewhere {@link openRegistry} makes one of
 * the text of the package's `registry.ndjson.gz`.
 */
export { apiBlock } from "./registry/api-block.ts";
export type { ApiBlockOptions, UsesActions } from "./registry/api-block.ts";
export { coverage } from "./registry/coverage.ts";
export type { ApiCoverage, CountedAction, Coverage, Share } from "./registry/coverage.ts";
export { describe, nearest } from "./registry/describe.ts";
export type { CompactJsonApi, JsonApi, JsonParameter } from "./registry/json-form.ts";
export { printMarkdown } from "./registry/markdown.ts";
export { identifierOf, parameterKey, parameterName, pythonName } from "./registry/naming.ts";
export { pageOf } from "./registry/page.ts";
export type { Page, PageParameter } from "./registry/page.ts";
export type {
  ActionInput,
  ActionOutput,
  ActionParameter,
  ActionRecord,
  OtherParameter,
  ParameterCondition,
  Platforms,
} from "./registry/record.ts";
export { openRegistry } from "./registry/registry.ts";
export type { Registry } from "./registry/registry.ts";
export { search } from "./registry/search.ts";
export type { SearchOptions } from "./registry/search.ts";
export { writeStubs } from "./registry/stubs/package.ts";
export type { StubOptions } from "./registry/stubs/package.ts";
