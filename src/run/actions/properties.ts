import type { ActionContext, ActionHandler } from "../context.ts";
import { propertyOf } from "../property.ts";

/** Get Details of ... (1.10): one property of each item. */
const details =
  (standard: string): ActionHandler =>
  (context: ActionContext) => {
    const property = context.choice("WFContentItemPropertyName", standard);
    return context.input().flatMap((item) => [...propertyOf(item, property, context.env)]);
  };

export const properties: Record<string, ActionHandler> = {
  "properties.files": details("File Size"),
  "properties.images": details("Width"),
  "properties.articles": details("Title"),
  "properties.contacts": details("Name"),
  "properties.locations": details("Latitude"),
  "properties.calendarevents": details("Title"),
  "properties.reminders": details("Title"),
  "properties.notes": details("Name"),
  "properties.music": details("Title"),
  "properties.appstore": details("Name"),
  "properties.itunesstore": details("Name"),
  "properties.safariwebpage": details("Name"),
  "properties.weather.conditions": details("Temperature"),
  "properties.shortcuts": details("Name"),
  "properties.workflow": details("Name"),
};
