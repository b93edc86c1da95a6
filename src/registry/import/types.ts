/** Python types for the classes by which definitions say what a value is. */

/** Of built-in actions: the class of a parameter. Some definitions mark pickers by an `(Object)` after it. */
export function typeOfParameterClass(name: string): string {
  const stem = /^WF(\w+)Parameter(?:\(Object\))?$/.exec(name)?.[1];
  if (stem === undefined) return "Any";
  const known = PARAMETERS.get(stem);
  if (known !== undefined) return known;
  // Whatever one picks is written as its name, unless a later version of this table knows better.
  return /(?:Enumeration|Picker)$/.test(stem) ? "str" : "Any";
}

/** Of built-in actions: what items of these classes (or uniform type identifiers) are; undefined where there are none. */
export function typeOfContents(classes: readonly string[]): string | undefined {
  return unionOf(classes.map((name) => CONTENTS.get(name) ?? "Any"));
}

/** Of types in the ToolKit database, by their identifier (`string`, `measurement_length`, `com.example.Thing`). */
export function typeOfToolKit(identifier: string): string {
  if (identifier.startsWith("builtin.query.")) return "dict";
  if (identifier.startsWith("measurement_")) return "Quantity";
  const own = identifier.replace(/^(?:builtin|com\.apple\.shortcuts)\./, "");
  return TOOLKIT.get(own) ?? (identifier.includes(".") ? "Entity" : "Any");
}

/** Several types as one, in the order of the registry; undefined where there are none. */
export function unionOf(types: readonly string[]): string | undefined {
  return types.length === 0 ? undefined : [...new Set(types)].sort().join(" | ");
}

/** `type: "class class ..."`, the other way round. */
function invert(groups: Record<string, string>): ReadonlyMap<string, string> {
  const pairs = Object.entries(groups).flatMap(([type, names]) => {
    return names.split(" ").map((name): [string, string] => [name, type]);
  });
  return new Map(pairs);
}

/** Classes without their `WF` and `Parameter`. */
const PARAMETERS = invert({
  Any: "ConditionalSubject VariablePicker",
  App: "AppPicker MapsAppPicker",
  Calendar: "CalendarPicker",
  Color: "ColorPicker",
  File: "FilePicker",
  Location: "Location",
  MediaRoute: "MediaRoutePicker",
  PhotoAlbum: "PhotoAlbumPicker",
  Quantity:
    "CurrencyQuantityField DurationQuantityField FileSizePicker HealthQuantityAdditionalField HealthQuantityField SearchLocalBusinessesRadius UnitQuantityField WorkoutGoalQuantityField",
  ReminderList: "RemindersListPicker",
  Shortcut: "WorkflowPicker",
  bool: "Expanding Switch TumblrComposeInApp",
  datetime: "DateField DatePicker HealthActionEndDateField HealthActionStartDateField",
  dict: "AlarmPicker ContentPredicateOperator Dictionary DisplayPicker FocusModesPicker FontPicker HomeAccessoryPicker HomeCharacteristicPicker HomePicker HomeServicePicker IntentAppPicker LinkDynamicEnumeration MediaPicker NoteGroupPicker NotePicker PaymentMethod PlaylistPicker PodcastPicker PosterPicker RideOption SSHKey ScenePicker UIRecordingEvent VPNPicker",
  float: "NumberField NumericDynamicEnumeration Slider",
  int: "ConditionalOperator FileLabelColorPicker Stepper",
  "list[Any]": "ContentArray",
  "list[Contact]": "ContactField ContactHandleField ContactPicker EmailAddressField",
  "list[PhoneNumber]": "PhoneNumberField",
  "list[str]": "ChooseFromMenuArray DynamicTagField EvernoteTagsTagField TagField URL",
  str: "AccountPicker AirDropVisibility ArchiveFormat AskLLMModel CountryField CustomDateFormat CustomIntentEnumeration DateActionPicker DictateTextLanguagePicker DynamicEnumeration Enumeration EvernoteNotebookPicker FaceTimeTypePicker FitnessWorkoutTypePicker FlipImageDirectionPicker GenerativeResultTypePicker GetDistanceUnitPicker GetWiFiDetailEnumeration HealthCategoryAdditionalPicker HealthCategoryPicker HealthQuantityAdditionalPicker HomeAreaPicker IFTTTTriggerPicker ImageConvertFormatPicker InputSurface InputType LightroomPresetPicker LinkEnumeration ListeningModePicker LocalePicker LocationAccuracy MailSenderPicker MakeImageFromPDFPageColorspace MakeImageFromPDFPageImageFormat MeasurementUnitPicker NetworkPicker OSAScriptEditor OnScreenContextResultType QuantityTypePicker SlackChannelPicker SpeakTextLanguagePicker SpeakTextVoicePicker StoredValueVariableField TextInput TimeZonePicker TodoistProjectPicker TranslateTextLanguagePicker TrelloBoardPicker TrelloListPicker TumblrBlogPicker UnitTypePicker VariableField WorkflowFolderPicker WorkoutTypePicker WunderlistListPicker iTunesStoreCountryPicker",
});

const CONTENTS = invert({
  Any: "INRideStatus UIPrintFormatter WFContentItem WFEmailContentItem WFGeneratedContentItem WFMessageContentItem",
  App: "WFAppContentItem",
  AppStoreApp: "WFAppStoreAppContentItem",
  Article: "WFArticle WFArticleContentItem",
  CalendarEvent: "EKEvent WFCalendarEventContentItem",
  Contact: "WFContact WFContactContentItem WFVCardContentItem",
  Display: "WFDisplayContentItem",
  Duration: "WFTimeInterval WFTimeIntervalContentItem",
  EmailAddress: "WFEmailAddress WFEmailAddressContentItem",
  Entity: "WFLinkEntityContentItem",
  File: "WFGenericFileContentItem public.data",
  FocusMode: "WFFocusModeContentItem",
  Folder: "WFFolderContentItem public.folder",
  HealthSample: "WFHKSampleContentItem",
  Image: "UIImage WFGiphyObject WFImage WFImageContentItem com.compuserve.gif public.image",
  Location: "CLLocation WFLocationContentItem WFParkedCarContentItem",
  MapItem: "MKMapItem WFMapLinkContentItem",
  Media:
    "AVAsset WFAVAssetContentItem com.apple.coreaudio-format com.apple.m4a-audio com.apple.quicktime-movie public.audio public.movie public.mpeg-4",
  MusicItem: "MPMediaItem WFMPMediaContentItem WFMediaItemCollectionContentItem",
  PDF: "WFPDFContentItem com.adobe.pdf",
  PhoneNumber: "WFPhoneNumber WFPhoneNumberContentItem",
  PhotoAsset: "PHAsset WFPhotoMediaContentItem",
  PodcastEpisode: "WFPodcastEpisodeContentItem",
  PodcastShow: "WFPodcastShowContentItem",
  Quantity: "NSMeasurement WFFileSizeContentItem WFMeasurementContentItem",
  Reminder: "REMReminder WFReminderContentItem",
  RichText: "NSAttributedString WFRichTextContentItem public.html",
  ShazamMedia: "WFShazamMedia",
  Shortcut: "WFWorkflowReference",
  StreetAddress: "WFStreetAddress",
  TripInfo: "WFTripInfo",
  URL: "NSURL WFURLContentItem",
  Weather: "WFWeatherData",
  WebPage: "WFSafariWebPage WFSafariWebPageContentItem",
  Window: "WFWindowContentItem",
  Workout: "WFHKWorkoutContentItem",
  bool: "WFBooleanContentItem",
  datetime: "NSDate NSDateComponents WFDateContentItem",
  dict: "ENNoteRef NSDictionary WFAlarmContentItem WFDictionaryContentItem WFNoteContentItem WFPosterRepresentation WFTrelloBoard WFTrelloBoardContentItem WFTrelloCard WFTrelloCardContentItem WFTrelloList WFTrelloListContentItem WFUlyssesSheetContentItem WFVPNConfiguration WFVPNContentItem",
  float: "NSDecimalNumber NSNumber WFNumberContentItem",
  iTunesProduct: "WFiTunesProductContentItem",
  str: "NSString WFMachineReadableCode WFStringContentItem public.plain-text",
});

const TOOLKIT = invert({
  Any: "WFContentItem",
  str: "string personNameComponents",
  bool: "bool",
  int: "int",
  float: "number decimal",
  dict: "dictionary recurrenceRule",
  datetime: "date dateComponents",
  RichText: "attributedString",
  URL: "url",
  File: "file",
  Image: "image",
  App: "app WFAppDescriptorParameterState",
  Contact: "person",
  Location: "placemark location",
  Quantity: "genericMeasurement currencyAmount",
  Shortcut: "shortcut WFWorkflowReference",
  Color: "color",
  MediaRoute: "mediaRoute",
});
