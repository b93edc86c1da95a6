import type { ActionFacts } from "../action-facts.ts";
import { lookup } from "../lookup.ts";
import { decisiveOf } from "./decisive.ts";
import { holdsText } from "./holds-text.ts";
import { outputKindOf } from "./output-kind.ts";
import type { ActionRecord } from "./record.ts";
import type { Registry } from "./registry.ts";

type Lookup = (identifier: string) => ActionFacts | undefined;

/**
 * What the writing of programs needs, by our registry and by the user's own. Ours goes before: what it says has been
 * held against real files. The user's says the rest: actions that ours has not, parameters and outputs that it lacks.
 */
export function extendLookup(ours: Lookup, user: Registry): Lookup {
  const known = new Map<string, ActionFacts | undefined>();
  return (identifier) => {
    if (!known.has(identifier)) {
      const record = user.get(identifier);
      known.set(identifier, record ? combine(ours(identifier), factsOf(record)) : ours(identifier));
    }
    return known.get(identifier);
  };
}

/** The same where there may be nothing to extend it with. */
export function lookupWith(user: Registry | undefined): Lookup {
  return user && user.identifiers.length > 0 ? extendLookup(lookup, user) : lookup;
}

function combine(ours: ActionFacts | undefined, user: ActionFacts): ActionFacts {
  if (!ours) return user;
  const input = ours.inputKey === undefined ? user : ours;
  const output = ours.outputKnown ? ours : user;
  const { inputKey } = input;
  const order = new Set(inputKey === undefined ? [] : [inputKey]);
  for (const key of [...ours.parameterOrder, ...user.parameterOrder]) order.add(key);
  return {
    identifier: ours.identifier,
    inputKey,
    inputOptional: input.inputOptional,
    passthrough: output.passthrough,
    blocksOutput: output.blocksOutput,
    outputName: ours.outputName ?? user.outputName,
    outputNameFrom: ours.outputNameFrom,
    outputKnown: output.outputKnown,
    outputKind: output.outputKind,
    parameterOrder: [...order],
    otherKeys: ours.otherKeys,
    decisive: ours.decisive.length > 0 ? ours.decisive : user.decisive,
    textParameters: [...new Set([...ours.textParameters, ...user.textParameters])],
    parameterClass: (key) => ours.parameterClass(key) ?? user.parameterClass(key),
  };
}

/** What the writing of programs needs of a record. */
export function factsOf(record: ActionRecord): ActionFacts {
  const { identifier, input, inputPassthrough, output, parameters } = record;
  const passthrough = inputPassthrough ?? false;
  const blocksOutput = record.blocksOutput ?? false;
  const classes = new Map(parameters.map((parameter) => [parameter.key, appleClass(parameter.class)]));
  return {
    identifier,
    inputKey: input?.parameterKey,
    inputOptional: input?.required === false,
    passthrough,
    blocksOutput,
    outputName: output?.name,
    outputNameFrom: output?.nameFrom,
    outputKnown: passthrough || blocksOutput || output !== undefined,
    outputKind: output && outputKindOf(output.pythonType),
    parameterOrder: parameters.map(({ key }) => key),
    otherKeys: undefined,
    textParameters: parameters.filter((parameter) => holdsText(identifier, parameter)).map(({ key }) => key),
    decisive: parameters.flatMap((parameter) => decisiveOf(parameter) ?? []),
    parameterClass: (key) => classes.get(key),
  };
}

/** Apple's own parameter classes; those of pickers are sometimes marked as holding an object. */
function appleClass(name: string): string | undefined {
  return /^(WF\w+Parameter)(?:\(Object\))?$/.exec(name)?.[1];
}
