/** Plain data, as JSON has it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * A virtual device as its file says it: everything is optional, and what is left out has a default with which most
 * shortcuts run. The same as `device.schema.json`.
 */
export interface DeviceSpec {
  /** ISO 8601; default 2024-05-06T07:08:09Z. */
  now?: string;
  /** IANA name; default `UTC`. */
  timeZone?: string;
  /** Default `en_US`. */
  locale?: string;
  /** Of the random numbers; default 1. */
  seed?: number;
  /** What Get Device Details says, by its English names ("Device Model"). */
  details?: Record<string, string | number>;
  /** 0 to 100. */
  battery?: { level?: number; charging?: boolean; connected?: boolean };
  network?: { wifi?: string | null; ip?: string | null; localIp?: string | null };
  /** What is on the clipboard: a text, or anything that a dictionary can hold; a list is several items. */
  clipboard?: Json;
  /** What the shortcut is started with, in the same way. */
  input?: Json;
  /**
   * Files by path below the Shortcuts folder: a text, `{base64}`, `{folder: true}`. There are no others; without this, a
   * file that a shortcut needs is unknown.
   */
  files?: Record<string, FileSpec>;
  /** Answers to dialogs: in order, or for dialogs of one prompt. */
  answers?: Answer[];
  /** Recorded answers of the web; the first that fits is taken, each as often as it is asked for. */
  http?: HttpRecord[];
  location?: PlaceSpec;
  weather?: Record<string, Json>;
  contacts?: Record<string, Json>[];
  events?: Record<string, Json>[];
  reminders?: Record<string, Json>[];
  notes?: Record<string, Json>[];
  photos?: PhotoSpec[];
  song?: Record<string, Json>;
  /**
   * Names of shortcuts that Get My Shortcuts lists; those given with `shortcuts` are there anyway. Without either, what
   * another shortcut does is unknown; with one, there are no others.
   */
  installed?: string[];
  /** What an action gives, by its identifier, whatever it would give otherwise: for apps, scripts and services. */
  apps?: Record<string, Json>;
}

export type FileSpec =
  | string
  | {
      text?: string;
      base64?: string;
      folder?: boolean;
      created?: string;
      modified?: string;
      width?: number;
      height?: number;
    };

export type Answer = string | number | boolean | AnswerFor;

export interface AnswerFor {
  /** The dialog's prompt; absent: the next dialog, whatever it asks. */
  prompt?: string;
  /** Title of the item, its number from 1, or the titles of several; a text, a number, a date. */
  answer?: string | number | boolean | (string | number)[];
  /** Whether the dialog is cancelled. */
  cancel?: boolean;
}

export interface HttpRecord {
  /** Default GET. */
  method?: string;
  /** The whole address; a `*` stands for anything. */
  url: string;
  status?: number;
  headers?: Record<string, string>;
  /** A text as it is; anything else is JSON. */
  body?: Json;
  base64?: string;
}

export interface PlaceSpec {
  latitude: number;
  longitude: number;
  altitude?: number;
  name?: string;
  street?: string;
  city?: string;
  state?: string;
  postalCode?: string;
  country?: string;
}

export interface PhotoSpec {
  name: string;
  width?: number;
  height?: number;
  created?: string;
  type?: string;
}
