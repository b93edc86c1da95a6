import type { ActionHandler } from "../context.ts";
import { NOTHING, record, text, type RecordType } from "../value.ts";
import { asks, effectOf, handsOver, looksUp, makes } from "./simulated.ts";

/* What built-in actions do in other apps, in services and in stores (3.6 to 3.10). */

/** A reminder or an event that is entered, and comes back. */
const enters =
  (kind: string, type: RecordType, ...keys: string[]): ActionHandler =>
  (context) => {
    effectOf(context, kind, keys);
    const title = context.text("WFCalendarItemTitle");
    const notes =
      context.given("WFCalendarItemNotes") === undefined
        ? undefined
        : text(context.text("WFCalendarItemNotes"));
    return [record(type, title, { Title: text(title), Notes: notes })];
  };

/** Get Latest Screenshots: a device without photos has none. */
const screenshots: ActionHandler = (context) =>
  context.device.photos.length === 0 ? NOTHING : context.unknown("which photos are screenshots");

/** Find Health Samples, Find Playlist: the device has neither. */
const none: ActionHandler = () => NOTHING;

const healthDetail: ActionHandler = (context) =>
  context.input().length === 0 ? NOTHING : context.unknown("a detail of a health sample");

export const elsewhere: Record<string, ActionHandler> = {
  addnewreminder: enters(
    "add reminder",
    "reminder",
    ...["WFCalendarItemTitle", "WFCalendarItemCalendar", "WFCalendarItemNotes", "WFAlertCustomTime", "WFURL"],
  ),
  addnewevent: enters(
    "add event",
    "event",
    ...["WFCalendarItemTitle", "WFCalendarItemCalendar", "WFCalendarItemStartDate", "WFCalendarItemEndDate"],
    ...["WFCalendarItemAllDay", "WFCalendarItemLocation", "WFCalendarItemNotes"],
  ),
  removereminders: handsOver("remove reminders"),
  removeevents: handsOver("remove events"),
  "setters.contacts": handsOver("change contacts", "WFContentItemPropertyName", "Mode"),
  appendnote: handsOver("append to note", "WFNote", "WFInput"),
  readinglist: handsOver("add to the reading list", "WFURL"),
  "instapaper.add": handsOver("add to the reading list", "WFURL"),
  tweet: handsOver("post", "TweetInput"),
  postonfacebook: handsOver("post", "FacebookContent"),
  "wordpress.post": asks("post", "the address of a post", "Title", "WFInput", "Blog", "Tags", "Categories"),
  "tumblr.post": asks("post", "the address of a post", "WFPostTitle", "WFInput", "WFBlogName", "WFPostTags"),
  "evernote.new": asks("add note", "a note", "WFEvernoteNoteTitle", "WFInput", "WFEvernoteNotebook"),
  "evernote.append": asks("append to note", "a note", "WFEvernoteNotesTitleSearch", "WFInput"),
  "imgur.upload": asks("upload", "the address of an upload", "WFImgurTitle", "WFInput"),
  "dropbox.save": asks("upload", "the address of an upload", "WFInput"),
  ifttt: handsOver(
    "trigger",
    "IFTTTTriggerName",
    ...["WFIFTTTExtraIngredient1", "WFIFTTTExtraIngredient2", "WFIFTTTExtraIngredient3"],
  ),
  "useractivity.open": handsOver("open activity", "AppBundleIdentifier", "UserActivitySubtitle"),
  openxcallbackurl: asks("open url", "what an app answers", "WFXCallbackURL"),
  runshellscript: asks("run script", "the output of a script", "Script", "WFShellScript", "Input"),
  runsshscript: asks("run script", "the output of a script", "WFSSHScript", "WFSSHHost", "WFInput"),
  runapplescript: asks("run script", "the output of a script", "Script", "Input"),
  runjavascriptforautomation: asks("run script", "the output of a script", "Script", "Input"),
  runjavascriptonwebpage: asks("run script", "the output of a script", "WFJavaScript"),
  "health.quantity.log": asks(
    "log health sample",
    "a health sample",
    ...["WFQuantitySampleType", "WFQuantitySampleQuantity", "WFQuantitySampleDate"],
  ),
  "health.workout.log": asks("log workout", "a workout"),
  "filter.health.quantity": none,
  "properties.health.quantity": healthDetail,
  "get.playlist": none,
  addtoplaylist: handsOver("add to playlist", "WFPlaylistName", "WFInput"),
  addmusictoupnext: handsOver("add to the queue"),
  clearupnext: handsOver("clear the queue"),
  seek: handsOver("seek"),
  setplaybackdestination: handsOver("play to", "WFMediaRoute"),
  splitscreen: handsOver("split screen", "WFPrimaryAppIdentifier", "WFSecondaryAppIdentifier"),
  "hide.app": handsOver("hide app", "WFApp", "WFHideAppMode"),
  returntohomescreen: handsOver("return to the home screen"),
  openworkflow: handsOver("open shortcut", "WFWorkflow"),
  searchmaps: handsOver("search maps", "WFInput"),
  getdirections: handsOver("show directions", "WFDestination", "WFGetDirectionsActionMode"),
  showdefinition: handsOver("show definition", "WFInput"),
  takescreenshot: makes("take screenshot", "Screenshot.png", "public.png"),
  getlastscreenshot: screenshots,
  recordaudio: makes("record audio", "Recording.m4a", "com.apple.m4a-audio"),
  makespokenaudiofromtext: makes(undefined, "Spoken Audio.aiff", "public.aiff-audio"),
  searchappstore: looksUp("a search of the App Store"),
  searchitunes: looksUp("a search of the iTunes Store"),
  searchpodcasts: looksUp("a search for podcasts"),
  searchlocalbusinesses: looksUp("a search for businesses"),
  giphy: looksUp("a search for images"),
  extracttextfromimage: looksUp("the text in an image"),
  shazamMedia: looksUp("which music plays"),
  "text.translate": looksUp("a translation"),
  gettraveltime: looksUp("a travel time"),
  getdistance: looksUp("a distance"),
  getmapslink: looksUp("a link to a map"),
  "weather.forecast": looksUp("the weather forecast"),
  getparkedcarlocation: looksUp("where the car is"),
};
