import { firstNumber } from "../coerce.ts";
import type { ActionHandler } from "../context.ts";
import { NOTHING, type FileItem } from "../value.ts";
import { computing } from "./apps-computing.ts";
import { stores } from "./apps-stores.ts";
import { answer, asks, handsOver, looksUp } from "./simulated.ts";

/*
 * Actions of apps (3.8), by their whole identifiers. Those that only do something are effects with all that they are
 * given. What an app answers, only the app knows: it is what the device says under `apps`, otherwise a placeholder.
 */

/** Does something and leaves nothing: its definition names no output, and no shortcut that was seen reads one. */
const acts: ActionHandler = (context) => {
  context.effect("app action", { identifier: context.action.identifier, inputs: context.inputs() });
  return NOTHING;
};

/** Does something and gives what only the app knows. */
const gives =
  (what: string): ActionHandler =>
  (context) => {
    const { identifier } = context.action;
    context.effect("app action", { identifier, inputs: context.inputs() });
    return answer(context, what);
  };

/** Draws an image: nobody needs its pixels to say where it goes. */
const draws =
  (name: string): ActionHandler =>
  (context) => {
    const side = (key: string) => {
      // Some have a word there, for a size of their own choice.
      const size = firstNumber(context.value(key), context.env)?.toNumber() ?? 0;
      return size > 0 ? { [key]: Math.round(size) } : {};
    };
    const sizes = { ...side("width"), ...side("height") };
    context.effect("draw image", { identifier: context.action.identifier, inputs: context.inputs() });
    const image: FileItem = { kind: "file", name, type: "public.png", content: null, ...sizes };
    return [{ ...image, created: context.env.now }];
  };

const opensUrl =
  (app: string): ActionHandler =>
  (context) => {
    context.effect("open url", { url: context.text("url"), app });
    return NOTHING;
  };

function listed(handler: ActionHandler, prefix: string, names: string): Record<string, ActionHandler> {
  return Object.fromEntries(names.split(" ").map((name) => [`${prefix}.${name}`, handler]));
}

const shell = {
  ExecuteCommandIntent: asks("run script", "the output of a-Shell", "command"),
  PutFileIntent: acts,
  GetFileIntent: looksUp("a file of a-Shell"),
};
const under = (prefix: string, actions: Record<string, ActionHandler>) =>
  Object.fromEntries(Object.entries(actions).map(([name, handler]) => [`${prefix}.${name}`, handler]));

const drafts = {
  CaptureIntent: gives("a draft"),
  SetDraftIntent: gives("a draft"),
  GetDraftByUUIDIntent: looksUp("a draft"),
  QueryDraftsIntent: looksUp("which drafts there are"),
  QueryWorkspaceIntent: looksUp("which drafts there are"),
  OpenDraftIntent: acts,
};

export const apps: Record<string, ActionHandler> = {
  ...computing,
  ...stores,
  ...under("AsheKube.app.a-Shell", shell),
  ...under("AsheKube.app.a-Shell-mini", shell),
  ...under("com.agiletortoise.Drafts5", drafts),
  ...under("com.agiletortoise.Drafts-OSX", drafts),
  ...listed(
    acts,
    "com.alexhay.Console",
    "LogMessageIntent LogItemsIntent LogImagesIntent StartLoggingIntent",
  ),
  "com.alexhay.Console.OutputMessagesIntent": looksUp("what a console has logged"),
  ...listed(acts, "com.alexhay.ToolboxProForShortcuts", "QuickLookExtendedIntent ViewMapIntent HomeIntent"),
  ...listed(
    draws("Image.png"),
    "com.alexhay.ToolboxProForShortcuts",
    "CreateTextImageIntent CreateIconIntent CreateMatteIntent",
  ),
  "com.alexhay.ToolboxProForShortcuts.GetSymbolNameIntent": looksUp("which symbol is picked"),
  "com.alexhay.ToolboxProForShortcuts.GetAudioIntent": looksUp("a system sound"),
  "com.alexhay.ToolboxProForShortcuts.GetW3WIntent": looksUp("the three words of a place"),
  "com.alexhay.ToolboxProForShortcuts.GetLocationFromW3WIntent": looksUp("the place of three words"),
  "com.alexhay.ToolboxProForShortcuts.GetDeviceMotionIAIHIntent": looksUp("how the device moves"),
  "com.alexhay.ToolboxProForShortcuts.DeviceDetailsIntent": looksUp("a detail of the device"),
  ...listed(
    draws("Image.png"),
    "com.sindresorhus.Actions",
    "SymbolImageIntent CreateColorImageIntent GetFileIconIntent",
  ),
  "com.sindresorhus.Actions.RandomColorIntent": looksUp("a random color"),
  "com.sindresorhus.Actions.SampleColorIntent": looksUp("a color on the screen"),
  "com.sindresorhus.Actions.GetTitleOfURLIntent": looksUp("the title of a page"),
  "com.sindresorhus.Actions.TranscribeAudioIntent": looksUp("what is said in a recording"),
  "com.JustZht.Mapaper.GetMapWallpaperIntent": draws("Map.png"),
  "com.shi.AviaryApp.PostTweetIntent": acts,
  "com.tapbots.Tweetbot6.PTHTweetbotOpenTwitterURLIntent": acts,
  "com.tapbots.Tweetbot6.PTHTweetbotPostTweetIntent": gives("a tweet"),
  "org.joinmastodon.app.SendPostIntent": gives("a post"),
  ...listed(
    acts,
    "com.appliedphasor.working-copy",
    "CommitRepositoryIntent PullRepositoryIntent PushRepositoryIntent",
  ),
  "com.appliedphasor.working-copy.PushRepositoryIntent": gives("how a push went"),
  "com.appliedphasor.working-copy.WriteFileIntent": gives("a file of a repository"),
  "com.appliedphasor.working-copy.GetFilesIntent": looksUp("files of a repository"),
  "com.appliedphasor.working-copy.CommitLogIntent": looksUp("the history of a repository"),
  "com.openai.chat.AskIntent": gives("what ChatGPT answers"),
  ...listed(
    looksUp("music of artists"),
    "br.com.marcosatanaka.music-harbor",
    "GetArtistsIntent GetMusicDataIntent GetUpcomingMusicDataIntent",
  ),
  "com.google.chrome.ios.OpenInChromeIntent": opensUrl("Chrome"),
  "com.google.chrome.ios.OpenInChromeIncognitoIntent": opensUrl("Chrome"),
  "com.apple.mobilenotes.SharingExtension": gives("a note"),
  "com.apple.mobilephone.call": handsOver("call", "WFCallContact"),
  "com.apple.facetime.facetime": handsOver("call", "WFFaceTimeContact", "WFFaceTimeType"),
  "com.skype.skype.call": handsOver("call"),
  "com.apple.mobileslideshow.StreamShareService": handsOver("share", "ImageInput"),
  "com.apple.iBooks.openin": handsOver("open in", "BooksInput"),
  "com.burbn.instagram.openin": handsOver("open in", "InstagramInput", "InstagramCaption"),
  "net.whatsapp.WhatsApp.openin": handsOver("open in", "WhatsAppInput"),
  "net.whatsapp.WhatsApp.send": handsOver("send message"),
  "net.shinyfrog.bear-IOS.create": gives("a note"),
  "net.shinyfrog.bear-IOS.add": gives("a note"),
  "net.shinyfrog.bear-IOS.grab": gives("a note"),
  "net.shinyfrog.bear-IOS.contents": looksUp("a note"),
  "app.cyan.taio.SaveClippingIntent": gives("a clipping"),
  "dk.simonbs.Scriptable.RunScriptInlineIntent": asks(
    "run script",
    "the output of a script",
    ...["script", "parameter", "texts", "urls", "images", "files"],
  ),
  "dk.simonbs.Scriptable.RefreshAllWidgetsIntent": acts,
  "com.wiheads.paste.AddItemIntent": acts,
  ...listed(acts, "com.ameba.anybuffer", "AddItemIntent AddURLIntent"),
  "com.culturedcode.ThingsMac.beta.TINAddTodoIntent": acts,
  ...listed(acts, "com.culturedcode.ThingsiPad", "TINAddTodoIntent TINRunThingsURLIntent"),
  "com.omnigroup.OmniFocus2.iPhone.newitem": acts,
  "com.apple.shortcuts.StopWorkflowAction": acts,
  "com.apple.Numbers.TNiOSAddValuesToSpreadsheetIntent": acts,
  "com.apple.mobiletimer-framework.MobileTimerIntents.MTToggleAlarmIntent": acts,
  ...listed(
    acts,
    "com.apple.AccessibilityUtilities.AXSettingsShortcuts",
    "AXToggleAssistiveTouchIntent AXToggleReduceMotionIntent",
  ),
  ...listed(
    acts,
    "com.lukilabs.lukiapp",
    "OpenSpaceIntent OpenDocumentIntent AddToDocumentIntent QuickAddIntent",
  ),
  ...listed(
    acts,
    "fm.overcast.overcast",
    "add OCPodcastNextIntent OCPodcastPreviousIntent OCStarIntent OCChapterNextIntent OCChapterPreviousIntent " +
      "OCVoiceBoostIntent OCSmartSpeedIntent OCPlaybackSpeedIntent OCSleepTimerIntervalIntent " +
      "OCSleepTimerEOFIntent OCSleepTimerCancelIntent OCPlayIntent OCSeekBackIntent OCSeekForwardIntent",
  ),
  "com.bloombuilt.dayone-ios.CreateEntryIntent": gives("a journal entry"),
  "com.bloombuilt.dayone-ios.AppendToEntryIntent": gives("a journal entry"),
  "com.bloombuilt.dayone-ios.FindEntriesIntent": looksUp("journal entries"),
  "com.bloombuilt.dayone-ios.GetDailyPromptIntent": looksUp("the prompt of the day"),
  "in.muditbhargava.LookUp.AddToCollectionIntent": gives("a word"),
  "in.muditbhargava.LookUp.FindCollectedWordsIntent": looksUp("collected words"),
};
