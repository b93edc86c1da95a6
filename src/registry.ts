/**
 * What is known of the actions: look-up, search, documentation for people and for models, coverage. Pure, as the core
 * is. On Node, `loadRegistry` of `shortcut2py/node` reads the registry; elsewhere {@link openRegistry} makes one of
 * the text of the package's `registry.ndjson.gz`.
 */
export { apiBlock } from "./registry/docs/api-block.ts";
export type { ApiBlockOptions, UsesActions } from "./registry/docs/api-block.ts";
export { coverage } from "./registry/records/coverage.ts";
export type { ApiCoverage, CountedAction, Coverage, Share } from "./registry/records/coverage.ts";
export { describe, nearest } from "./registry/search/describe.ts";
export type { CompactJsonApi, JsonApi, JsonParameter } from "./registry/docs/json-form.ts";
export { printMarkdown } from "./registry/docs/markdown.ts";
export { functionName, keyOfKeyword, keywordOf, resolveName } from "./registry/names.ts";
export type { NameStyle } from "./registry/names.ts";
export { identifierOf, parameterKey, parameterName, pythonName } from "./registry/naming.ts";
export { pageOf } from "./registry/docs/page.ts";
export type { Page, PageParameter } from "./registry/docs/page.ts";
export type {
  ActionInput,
  ActionNames,
  ActionOutput,
  ActionParameter,
  ActionRecord,
  OtherParameter,
  ParameterCondition,
  Platforms,
} from "./registry/records/record.ts";
export { openRegistry } from "./registry/records/registry.ts";
export type { Registry } from "./registry/records/registry.ts";
export { search } from "./registry/search/search.ts";
export type { SearchOptions } from "./registry/search/search.ts";
export { writeStubs } from "./registry/stubs/package.ts";
export type { StubOptions } from "./registry/stubs/package.ts";
