/** Pairs of a program and its question, of our own, for the step that asks for one. */
export const QUERY_EXAMPLES: readonly { code: string; query: string }[] = [
  {
    code: `# Looks up how full the battery is.
battery_level = is_workflow_actions_getbatterylevel()
# Decides whether the battery is nearly empty.
if battery_level < 20:
    # Turns the low power mode on.
    is_workflow_actions_lowpowermode_set(OnValue=True)
    # Tells the user what was done, and how much is left.
    is_workflow_actions_notification(WFNotificationActionBody=f"Only {battery_level} % left: saving power.")
`,
    query:
      "How can I have my phone look at its battery, and, whenever less than a fifth is left, switch to saving power and tell me so with the exact level?",
  },
  {
    code: `# Asks the user what to look for.
words = input("What are you looking for?")
# Finds the notes whose text has these words in it.
notes = is_workflow_actions_filter_notes(WFContentItemFilter=AllOf(where("Body", "contains", words)))
# Lets the user choose one of the notes.
note = is_workflow_actions_choosefromlist(WFInput=notes)
# Opens the chosen note.
is_workflow_actions_shownote(WFInput=note)
`,
    query:
      "Is there a quick way to type a few words, see all of my notes that have these words in them, pick the one that I meant from the list, and have it opened?",
  },
  {
    code: `# Takes the photos that were made last.
photos = is_workflow_actions_getlastphoto(WFGetLatestPhotoCount=5)
# Goes through the photos one after the other.
for photo in photos:
    # Makes the photo smaller.
    small_photo = is_workflow_actions_image_resize(WFImage=photo, WFImageResizeWidth="800")
    # Puts the smaller photo into a folder.
    is_workflow_actions_documentpicker_save(WFInput=small_photo)
`,
    query:
      "What would be the fastest way to take the last five pictures that I made, shrink each of them to a width of eight hundred pixels, and keep the small copies in one of my folders?",
  },
];
