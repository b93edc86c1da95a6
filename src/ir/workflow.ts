import type { PlistDict, PlistValue } from "../plist/value.ts";

/** A shortcut: its own properties, its actions in file order, and the same actions as a tree of blocks. */
export interface Workflow {
  /** Every top-level key of the property list but `WFWorkflowActions`. */
  properties: PlistDict;
  actions: Action[];
  /** The actions nested by their control flow. */
  body: Block;
}

export interface Action {
  /** 0-based position in `WFWorkflowActions`; import questions refer to it. */
  index: number;
  /** `is.workflow.actions.gettext`, `com.example.app.SomeIntent` ...; empty if the action is malformed. */
  identifier: string;
  parameters: PlistDict;
  /** Keys that stand beside the identifier and the parameters (other compilers leave some). */
  extras?: PlistDict;
  /** The whole value, where it is not a dictionary with an identifier and parameters. */
  malformed?: PlistValue;
}

export type Block = Node[];
export type Node = ActionNode | BlockNode;
export type BlockNode = IfNode | RepeatNode | MenuNode;

/** Any action that stands for itself: all but the control flow markers, and markers that fit no block. */
export interface ActionNode {
  kind: "action";
  action: Action;
}

export interface IfNode {
  kind: "if";
  /** The opening marker, with the condition. */
  open: Action;
  body: Block;
  /** Otherwise-If branches: middle markers that carry a condition of their own; and each Otherwise but the last. */
  elifs: Branch[];
  /** The Otherwise marker and what follows it; absent where the block has none. */
  otherwise: Branch | undefined;
  end: Action;
}

export interface RepeatNode {
  kind: "repeat";
  /** `count`: so many times; `each`: once for each item of a list. */
  over: "count" | "each";
  /** 1 for a repeat that stands in no other repeat; `Repeat Item 2` is the item of one at depth 2. */
  depth: number;
  open: Action;
  body: Block;
  end: Action;
}

export interface MenuNode {
  kind: "menu";
  open: Action;
  /** What stands between the opening marker and the first case: it never runs, unlike the comments that stand there. */
  lead: Block;
  cases: Branch[];
  end: Action;
}

/** A way through a block: the marker that opens it, and what stands behind that. */
export interface Branch {
  marker: Action;
  body: Block;
}

/** The ways through a block, in the order of the actions. */
export function branchesOf(node: BlockNode): Branch[] {
  switch (node.kind) {
    case "if": {
      const branches: Branch[] = [{ marker: node.open, body: node.body }];
      for (const elif of node.elifs) branches.push(elif);
      if (node.otherwise) branches.push(node.otherwise);
      return branches;
    }
    case "repeat":
      return [{ marker: node.open, body: node.body }];
    case "menu":
      return node.cases;
  }
}

/** The blocks that stand in a block, in the order of the actions: its branches, of a menu also what leads to them. */
export function blocksIn(node: BlockNode): Block[] {
  const bodies = branchesOf(node).map(({ body }) => body);
  return node.kind === "menu" ? [node.lead, ...bodies] : bodies;
}

export const identifiers = {
  conditional: "is.workflow.actions.conditional",
  menu: "is.workflow.actions.choosefrommenu",
  repeatCount: "is.workflow.actions.repeat.count",
  repeatEach: "is.workflow.actions.repeat.each",
  comment: "is.workflow.actions.comment",
  setVariable: "is.workflow.actions.setvariable",
  appendVariable: "is.workflow.actions.appendvariable",
  getVariable: "is.workflow.actions.getvariable",
  exit: "is.workflow.actions.exit",
  output: "is.workflow.actions.output",
} as const;

/** Whether nothing runs behind an action: Stop This Shortcut, Stop and Output. */
export function isStop(identifier: string): boolean {
  return identifier === identifiers.exit || identifier === identifiers.output;
}

/** Whether an action sets the variable that it names. */
export function setsVariable(identifier: string): boolean {
  return identifier === identifiers.setVariable || identifier === identifiers.appendVariable;
}

/** What the identifiers of the editor's own actions begin with. */
export const BUILTIN = "is.workflow.actions.";

/** The identifiers of some of them. */
export function builtIns(...names: string[]): ReadonlySet<string> {
  return new Set(names.map((name) => BUILTIN + name));
}

const MARKERS: ReadonlySet<string> = new Set([
  identifiers.conditional,
  identifiers.menu,
  identifiers.repeatCount,
  identifiers.repeatEach,
]);

/** Whether an action is one of those that open, divide and close blocks. */
export function isMarker({ identifier }: Pick<Action, "identifier">): boolean {
  // The length tells nearly all others, at a fraction of what the look-up takes.
  return identifier.length >= SHORTEST && identifier.length <= LONGEST && MARKERS.has(identifier);
}

const SHORTEST = identifiers.conditional.length;
const LONGEST = identifiers.menu.length;

/** Whether an action is a marker of a repeat. */
export function isRepeat({ identifier }: Pick<Action, "identifier">): boolean {
  return identifier === identifiers.repeatCount || identifier === identifiers.repeatEach;
}

const TEST_KEYS = ["WFCondition", "WFConditions", "WFInput", "WFConditionalActionString", "WFNumberValue"];

/** Whether a marker of an If tests something: one without any of these keys is an Otherwise, or was never filled in. */
export function hasTest(parameters: PlistDict): boolean {
  return TEST_KEYS.some((key) => parameters[key] !== undefined);
}

/** The UUID of an action, by which others know its output. */
export function uuidOf({ parameters }: Pick<Action, "parameters">): string | undefined {
  const { UUID: uuid } = parameters;
  return typeof uuid === "string" ? uuid : undefined;
}

/** The variable that an action names. */
export function variableNameOf({ parameters }: Pick<Action, "parameters">): string | undefined {
  const { WFVariableName: name } = parameters;
  return typeof name === "string" ? name : undefined;
}

/** Plain strings only: a parameter may hold a token where one expects a name. */
export function stringParameter(action: Action, key: string): string | undefined {
  const value = action.parameters[key];
  return typeof value === "string" ? value : undefined;
}
