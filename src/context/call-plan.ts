import type { ActionFacts } from "../registry/lookup.ts";
import { functionName, keyOfKeyword, keywordOf, positionsOf, type NameStyle } from "../registry/names.ts";
import type { Choice } from "../registry/slim-names.ts";

/** The parameter that an argument of a call says. */
export interface SaidArgument {
  readonly key: string;
  /** Whether a lone variable is held as a text. */
  readonly isText: boolean;
  /** Whether the way back finds the key by what the call has in its place. */
  readonly isFound: boolean;
  /** What its place says besides. */
  readonly implied: Pick<Choice, "key" | "value"> | undefined;
}

/** Where a parameter stands in the calls of an action with a keyword, and how. */
export interface Place extends SaidArgument {
  readonly keyword: string;
  /** The input comes first, then what the registry knows in its order, what it does not know, what matters least. */
  readonly rank: number;
}

/** What may stand in a call without its keyword, and the places that its parameter and that of its choice have otherwise. */
export interface Position {
  readonly place: Place;
  readonly choice: Choice | undefined;
  readonly choicePlace: Place | undefined;
  /** The parameter there: the way back finds its key; and where it tells the choice besides. */
  readonly standing: Place;
  readonly implying: Place;
}

const INPUT = -1;
const OTHERS = 1e6;
const TRAILING = OTHERS + 1;

/** What identifies the app and the editor's settings say less than what the action does. */
const LEAST: ReadonlySet<string> = new Set([
  "GroupingIdentifier",
  "WFControlFlowMode",
  "ShowWhenRun",
  "OpenWhenRun",
  "IntentAppIdentifier",
  "IntentAppDefinition",
  "AppIntentDescriptor",
]);

/** What all calls of an action have in common. */
export class CallPlan {
  /** The function that stands for the action. */
  readonly name: string;
  readonly facts: ActionFacts | undefined;
  /** What may stand in it without a keyword, in its order. */
  readonly positions: readonly Position[];
  readonly #identifier: string;
  readonly #style: NameStyle;
  readonly #places = new Map<string, Place>();
  /** Those of the call before, in the order of its file: most have the same. */
  readonly #recent: Place[] = [];

  constructor(identifier: string, facts: ActionFacts | undefined, style: NameStyle) {
    this.name = functionName(identifier, style);
    this.facts = facts;
    this.#identifier = identifier;
    this.#style = style;
    this.positions =
      style === "friendly"
        ? positionsOf(identifier).map(({ key, choice }) => this.#position(key, choice))
        : [];
  }

  #position(key: string, choice: Choice | undefined): Position {
    const place = this.placeOf(key);
    return {
      place,
      choice,
      choicePlace: choice && this.placeOf(choice.key),
      standing: { ...place, isFound: true },
      implying: { ...place, isFound: true, implied: choice },
    };
  }

  /** @param position where the parameter stands among those that the call says, which is where it usually stands. */
  placeAt(position: number, key: string): Place {
    const recent = this.#recent[position];
    if (recent?.key === key) return recent;
    const place = this.placeOf(key);
    if (position < MOST_PLACES) this.#recent[position] = place;
    return place;
  }

  placeOf(key: string): Place {
    let place = this.#places.get(key);
    if (!place) {
      place = this.#find(key);
      if (this.#places.size < MOST_PLACES) this.#places.set(key, place);
    }
    return place;
  }

  #find(key: string): Place {
    const position = this.facts?.parameterOrder.indexOf(key) ?? -1;
    const others = LEAST.has(key) ? TRAILING : OTHERS;
    const keyword = keywordOf(this.#identifier, key, this.#style);
    return {
      key,
      keyword,
      isFound: keyOfKeyword(this.#identifier, keyword) === key,
      rank: key === this.facts?.inputKey ? INPUT : position < 0 ? others : position,
      isText: this.facts?.textParameters.includes(key) ?? false,
      implied: undefined,
    };
  }
}

/** Which of two parameters of an action stands before the other: the names decide where nothing else does. */
export function isBefore(one: Place, other: Place): boolean {
  return one.rank === other.rank ? one.key < other.key : one.rank < other.rank;
}

/** Programs call the same actions with the same parameters again and again; files can hold any number of others. */
const MOST_PLANS = 2000;
const MOST_PLACES = 100;
const plans = { friendly: new Map<string, CallPlan>(), api: new Map<string, CallPlan>() };

/** The plan of an action, with what is known about it. */
export function callPlan(identifier: string, facts: ActionFacts | undefined, style: NameStyle): CallPlan {
  const ofStyle = plans[style];
  let plan = ofStyle.get(identifier);
  if (!plan || plan.facts !== facts) {
    plan = new CallPlan(identifier, facts, style);
    if (ofStyle.size >= MOST_PLANS) ofStyle.clear();
    ofStyle.set(identifier, plan);
  }
  return plan;
}
