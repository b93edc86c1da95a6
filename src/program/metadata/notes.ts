import type { ProgramAction } from "../../context/matching.ts";
import type { Context } from "../../context/writing.ts";
import type { Action } from "../../ir/workflow.ts";
import type { PlistDict, PlistValue } from "../../plist/value.ts";
import type { MatchedProgram } from "../match.ts";
import type { Spelling } from "./spelling.ts";

/** What a file has at a place and `compile` would not write by itself; most residues are of one kind. */
export interface Residue {
  /** Values by their key path in the parameters; of a value that only differs in spelling, how it is spelled. */
  set?: Map<string, PlistValue>;
  /** What the statement says at a key path, and what the file has there instead. */
  instead?: Map<string, [said: PlistValue, wanted: PlistValue]>;
  spelled?: Map<string, Spelling>;
  /** Key paths that `compile` would fill and the file does not have. */
  omitted?: string[];
}

/** What `__shortcut__` says of single actions. */
export class Notes {
  /** What a statement leaves unsaid, by the number of its action. */
  readonly residues = new Map<number, Residue>();
  /** Actions whose parameters that decide what they do are not in the file where they have their default. */
  defaults: readonly number[] = [];
  /** Inputs that the file leaves out, by their numbers among all inputs of the program. */
  implicit: readonly number[] = [];
  /** Keys beside the identifier and the parameters, by the number of their action. */
  readonly extras = new Map<number, PlistDict>();

  /** Notes that the file has a value at a key path. */
  set(index: number, path: string, value: PlistValue): void {
    (this.#residueOf(index).set ??= new Map()).set(path, value);
  }

  /** Notes that the file has another value at a key path than the statement says. */
  instead(index: number, path: string, values: [said: PlistValue, wanted: PlistValue]): void {
    (this.#residueOf(index).instead ??= new Map()).set(path, values);
  }

  /** Notes how the file spells the value at a key path. */
  spell(index: number, path: string, spelling: Spelling): void {
    (this.#residueOf(index).spelled ??= new Map()).set(path, spelling);
  }

  /** Notes that the file has nothing at a key path. */
  omit(index: number, path: string): void {
    (this.#residueOf(index).omitted ??= []).push(path);
  }

  get isEmpty(): boolean {
    return this.residues.size + this.defaults.length + this.implicit.length + this.extras.size === 0;
  }

  /** What is left unsaid of an action, to be added to. */
  #residueOf(index: number): Residue {
    let residue = this.residues.get(index);
    if (!residue) {
      residue = {};
      this.residues.set(index, residue);
    }
    return residue;
  }
}

/** The actions of a file beside those that its statements say. */
export interface Comparison {
  actions: readonly Action[];
  program: MatchedProgram;
  ctx: Context;
}

/**
 * Looks at an action and what its statement says, and may make that equal to the file. Where both have the same parameters,
 * not only equal ones, the statement says all of them, see `known.ts`.
 */
export type Visit = (action: Action, said: ProgramAction) => void;

/** A program whose statements are matched, to which the metadata are applied. */
export interface NotedProgram extends MatchedProgram {
  /** The shortcut's own keys: its version may tell in which style its inputs are. */
  properties: PlistDict;
}

/** The same step twice: on the way there it notes what statements leave unsaid, on the way back it puts that back. */
export interface Step {
  /**
   * Begins to compare; makes what the statements say equal to the file, as far as the step goes.
   *
   * @returns what it does with each action, in their order, without those that are no actions at all.
   */
  find(comparison: Comparison, notes: Notes): Visit;
  apply(program: NotedProgram, notes: Notes): void;
}
