/** See {@link PrivacyFact.kind}. */
export type EffectKind = "sends" | "reads" | "changes" | "deletes" | "runs";

type Effects = readonly (readonly [kind: EffectKind, what: string])[];

const groups: readonly (readonly [kind: EffectKind, what: string, actions: string])[] = [
  [
    "sends",
    "a web request",
    "downloadurl getwebpagecontents url.getheaders url.expand rss rss.extract getarticle giphy searchitunes " +
      "searchappstore searchpodcasts",
  ],
  ["sends", "a message", "sendmessage"],
  ["sends", "an e-mail", "sendemail"],
  ["sends", "whatever one shares", "share airdropdocument openin runextension"],
  ["sends", "a post on a social network", "tweet postonfacebook tumblr.post wordpress.post"],
  [
    "sends",
    "an upload to a service",
    "imgur.upload cloudapp.upload dropbox.savefile dropbox.appendfile dropbox.createfolder evernote.new " +
      "evernote.append trello.add.card trello.add.list trello.add.board todoist.add wunderlist.add slack.send " +
      "instapaper.add pinboard.add pocket.add ifttt",
  ],
  ["sends", "a payment", "venmo.pay venmo.request sirikit.donation.handle"],
  ["sends", "a text to a language model", "askllm"],
  ["sends", "a text to a translation service", "text.translate"],
  ["sends", "a print job", "print"],
  ["reads", "the clipboard", "getclipboard"],
  [
    "reads",
    "files",
    "documentpicker.open file.select file file.getfoldercontents filter.files file.getlink folder " +
      "finder.getselectedfiles dropbox.open goodreader.open",
  ],
  [
    "reads",
    "photos",
    "selectphoto filter.photos getlastphoto getlastvideo getlastscreenshot getlatestbursts getlatestlivephotos " +
      "getlatestphotoimport",
  ],
  [
    "reads",
    "contacts",
    "filter.contacts selectcontacts selectphone selectemail contacts properties.contacts",
  ],
  [
    "reads",
    "the calendar",
    "filter.calendarevents getupcomingevents properties.calendarevents filter.eventattendees properties.eventattendees",
  ],
  ["reads", "reminders", "filter.reminders getupcomingreminders properties.reminders"],
  ["reads", "notes", "filter.notes evernote.get evernote.getlink"],
  ["reads", "health data", "filter.health.quantity properties.health.quantity"],
  [
    "reads",
    "where one is",
    "getcurrentlocation getdistance gettraveltime gethalfwaypoint getparkedcarlocation properties.parkedcar " +
      "weather.currentconditions weather.forecast searchlocalbusinesses",
  ],
  ["reads", "the music library", "filter.music getcurrentsong get.playlist exportsong properties.music"],
  ["reads", "podcasts", "getpodcastsfromlibrary getepisodesforpodcast"],
  ["reads", "the camera", "takephoto takevideo scanbarcode"],
  ["reads", "the microphone", "dictatetext recordaudio shazamMedia"],
  ["reads", "the screen", "takescreenshot getonscreencontent"],
  ["reads", "the page open in Safari", "safari.geturl runjavascriptonwebpage properties.safariwebpage"],
  ["reads", "details of the device", "getdevicedetails getbatterylevel getwifi getipaddress getcurrentapp"],
  ["reads", "the names of one's shortcuts", "getmyworkflows"],
  ["reads", "the state of the home", "gethomeaccessorystate"],
  ["reads", "passwords", "personalhotspot.password.get openpasswords"],
  ["changes", "the clipboard", "setclipboard"],
  [
    "changes",
    "files",
    "documentpicker.save file.append file.createfolder file.rename file.move file.label unzip makediskimage",
  ],
  ["changes", "photos", "savetocameraroll photos.createalbum avairyeditphoto removefromalbum"],
  ["changes", "contacts", "addnewcontact setters.contacts"],
  ["changes", "the calendar", "addnewevent addnewcalendar setters.calendarevents"],
  ["changes", "reminders", "addnewreminder setters.reminders"],
  ["changes", "notes", "appendnote"],
  ["changes", "health data", "health.quantity.log health.workout.log workout.start"],
  [
    "changes",
    "playlists and what plays",
    "addtoplaylist createplaylist addmusictoupnext playmusic pausemusic",
  ],
  ["changes", "podcasts", "podcasts.subscribe playpodcast"],
  ["changes", "alarms and timers", "alarm.create alarm.toggle timer.start"],
  ["changes", "the reading list", "readinglist"],
  ["changes", "the home", "homeaccessory runscene"],
  [
    "changes",
    "settings of the device",
    "wifi.set bluetooth.set cellulardata.set airplanemode.set dnd.set lowpowermode.set setbrightness setvolume " +
      "appearance nightshift.set truetone.set orientationlock.set vpn.set wallpaper.set posters.switch " +
      "setplaybackdestination listeningmode.set setairdropreceiving stagemanager.set personalhotspot.set flashlight",
  ],
  ["changes", "whether the device is on or locked", "reboot lockscreen logout"],
  ["deletes", "files", "file.delete"],
  ["deletes", "photos", "deletephotos"],
  ["deletes", "calendar events", "removeevents"],
  ["deletes", "reminders", "removereminders"],
  ["deletes", "notes", "evernote.delete"],
  ["deletes", "what would play next", "clearupnext"],
  ["runs", "another shortcut", "runworkflow"],
  ["runs", "commands on another machine", "runsshscript"],
  ["runs", "a script of the Mac", "runshellscript runapplescript runjavascriptforautomation"],
  ["runs", "JavaScript in a web page", "runjavascriptonwebpage"],
  ["runs", "whatever opens a URL", "openurl openxcallbackurl showwebpage searchweb"],
  ["runs", "an app", "openapp hide.app quit.app splitscreen useractivity.open"],
];

/** What built-in actions do that one may want to know, by identifier without `is.workflow.actions.`. */
export const BUILT_IN_EFFECTS: Readonly<Record<string, Effects>> = tabulate();

function tabulate(): Record<string, Effects> {
  const table: Record<string, [EffectKind, string][]> = {};
  for (const [kind, what, actions] of groups) {
    for (const action of actions.split(" ")) (table[action] ??= []).push([kind, what]);
  }
  return table;
}
