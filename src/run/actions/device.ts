import type { ActionContext, ActionHandler } from "../context.ts";
import { Decimal } from "../decimal.ts";
import type { Json } from "../device/spec.ts";
import { itemText } from "../text.ts";
import { describeValue } from "../trace.ts";
import { boolean, NOTHING, number, record, text, type Item, type Value } from "../value.ts";

/** Copy to Clipboard (3.8): kinds survive within the run. */
const setClipboard: ActionHandler = (context) => {
  const input = context.input();
  context.setClipboard(input);
  context.effect("clipboard", { items: describeValue(input) });
  return undefined;
};

/** Get Clipboard (3.8). */
const getClipboard: ActionHandler = (context) => context.clipboard();

/** Get Device Details (3.8). */
const details: ActionHandler = (context) =>
  context.deviceDetail(context.choice("WFDeviceDetail", "Device Name"));

/** Get Battery Level (3.8). */
const battery: ActionHandler = (context) => {
  const { level = 80, charging = false, connected = false } = context.device.spec.battery ?? {};
  switch (context.choice("Subject", "Battery Level")) {
    case "Is Charging":
      return [boolean(charging)];
    case "Is Connected to Charger":
      return [boolean(connected)];
    default:
      return [number(new Decimal(level))];
  }
};

/** Get Current IP Address (3.6): nothing, where the device is offline. */
const ipAddress: ActionHandler = (context) => {
  const { ip = "203.0.113.7", localIp = "192.168.1.7" } = context.device.spec.network ?? {};
  const address = context.choice("WFIPAddressSourceOption", "External") === "Local" ? localIp : ip;
  return address === null ? NOTHING : [text(address)];
};

/** Get Network Details (3.6). */
const network: ActionHandler = (context) => {
  const { wifi = "Home" } = context.device.spec.network ?? {};
  const detail = context.choice("WFWiFiDetail", "Network Name");
  if (context.choice("WFNetworkDetailsNetwork", "Wi-Fi") === "Cellular") {
    return context.choice("WFCellularDetail", "Carrier Name") === "Carrier Name"
      ? [text("Carrier")]
      : context.unknown("a detail of the cellular network");
  }
  if (wifi === null) return NOTHING;
  return detail === "Network Name" ? [text(wifi)] : context.unknown(`the network's ${detail}`);
};

/** Get Current Location (3.8). */
const location: ActionHandler = (context) => [context.device.location()];

/** Get My Shortcuts (3.8): those that the run can call, and those that the device names. */
const shortcuts: ActionHandler = (context) =>
  context.shortcutNames().map((name) => record("shortcut", name, { "Action Count": number(new Decimal(1)) }));

const photosOf = (context: ActionContext, most: number): Value =>
  context.device.photos.slice(0, Math.max(0, most));

/** Select Photos (3.8): whoever picks sees the device's photos. */
const selectPhoto: ActionHandler = (context) => {
  const photos = photosOf(context, Infinity);
  if (photos.length === 0) return NOTHING;
  const options = photos.map((photo) => photo.name ?? "");
  const multiple = context.flag("WFSelectMultiplePhotos", false);
  const chosen = context.dialog({ kind: "pick", prompt: "Which photos?", options, multiple });
  return [...chosen].map((at) => photos[Number(at)]!);
};

/** Get Latest Photos, Take Photo. */
const lastPhotos: ActionHandler = (context) =>
  photosOf(context, context.number("WFGetLatestPhotoCount", 1).trunc().toNumber());

const takePhoto: ActionHandler = (context) => {
  const count = Math.min(100, context.number("WFPhotoCount", 1).trunc().toNumber());
  context.effect("take photo", { count });
  return Array.from({ length: Math.max(0, count) }, (_, at): Item => {
    const name = `Photo ${at + 1}.HEIC`;
    return {
      kind: "file",
      name,
      type: "public.heic",
      content: null,
      width: 4032,
      height: 3024,
      created: context.env.now,
    };
  });
};

/** Delete Photos. */
const deletePhotos: ActionHandler = (context) => {
  context.effect("delete photos", { items: describeValue(context.input()) });
  return NOTHING;
};

/** Select Contacts. */
const selectContacts: ActionHandler = (context) => {
  const contacts = context.device.records("contacts");
  if (contacts.length === 0) return NOTHING;
  const options = contacts.map(({ name }) => name ?? "");
  const chosen = context.dialog({ kind: "pick", prompt: "Which contact?", options });
  return [...chosen].map((at) => contacts[Number(at)]!);
};

/** A setting that is changed: its name, and the key of what it is set to. */
const setting =
  (name: string, ...keys: string[]): ActionHandler =>
  (context) => {
    const values = Object.fromEntries(
      keys
        .filter((key) => context.given(key) !== undefined)
        .map((key): [string, Json] => [key, settingValue(key, context)]),
    );
    const value = keys.length === 1 ? (values[keys[0]!] ?? null) : values;
    context.device.settings.set(name, value);
    context.effect("set", { setting: name, to: value });
    return undefined;
  };

function settingValue(key: string, context: ActionContext): Json {
  const [described] = describeValue(context.value(key)) as Json[];
  return described ?? null;
}

/** Something that happens outside of the run and hands its input on. */
const happens =
  (kind: string, ...keys: string[]): ActionHandler =>
  (context) => {
    const details: Record<string, Json> = {};
    for (const key of keys)
      if (context.given(key) !== undefined) details[key] = describeValue(context.value(key));
    if (keys.length === 0 || Object.keys(details).length === 0) {
      const input = context.input();
      if (input.length > 0) details["items"] = describeValue(input);
    }
    context.effect(kind, details);
    return undefined;
  };

/** Open URLs (3.6): every one of a list. */
const openUrl: ActionHandler = (context) => {
  for (const item of context.input()) context.effect("open url", { url: itemText(item, context.env) });
  return undefined;
};

export const device: Record<string, ActionHandler> = {
  setclipboard: setClipboard,
  getclipboard: getClipboard,
  getdevicedetails: details,
  getbatterylevel: battery,
  getipaddress: ipAddress,
  getwifi: network,
  getcurrentlocation: location,
  getmyworkflows: shortcuts,
  selectphoto: selectPhoto,
  getlastphoto: lastPhotos,
  takephoto: takePhoto,
  deletephotos: deletePhotos,
  selectcontacts: selectContacts,
  openurl: openUrl,
  showwebpage: happens("show web page", "WFURL"),
  openapp: happens("open app", "WFAppIdentifier"),
  searchweb: happens("search the web", "WFInputText"),
  sendmessage: happens("send message", "WFSendMessageContent", "WFSendMessageActionRecipients"),
  sendemail: happens("send email", "WFSendEmailActionInputAttachments", "WFSendEmailActionSubject"),
  handoff: happens("hand off"),
  vibrate: happens("vibrate"),
  playmusic: happens("play music"),
  setvolume: setting("volume", "WFVolume"),
  setbrightness: setting("brightness", "WFBrightness"),
  "wifi.set": setting("wifi", "OnValue"),
  "bluetooth.set": setting("bluetooth", "OnValue"),
  "cellulardata.set": setting("cellular data", "OnValue"),
  "airplanemode.set": setting("airplane mode", "OnValue"),
  "lowpowermode.set": setting("low power mode", "OnValue", "operation"),
  "dnd.set": setting("focus", "Enabled", "AssertionType"),
  flashlight: setting("flashlight", "WFFlashlightSetting", "operation", "state"),
  appearance: setting("appearance", "style", "operation"),
  "wallpaper.set": setting("wallpaper"),
};
