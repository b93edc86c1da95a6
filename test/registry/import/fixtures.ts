/** Small definitions in the shape of the real ones, all of them made up. */
import { readFileSync } from "node:fs";
import initSqlJs from "sql.js";
import { xmlPlist, type Plain } from "../../support/plist-files.ts";

export const wasm = (): Uint8Array => readFileSync("node_modules/sql.js/dist/sql-wasm.wasm");

export const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

export const TURN = "is.workflow.actions.teapot.turn";

export const wfActions: Record<string, Plain> = {
  [TURN]: {
    ActionClass: "WFTeapotAction",
    Name: "Turn Teapot",
    Description: { DescriptionSummary: "Turns a teapot.", DescriptionResult: "The turned\n teapot." },
    Category: "Kitchen",
    Subcategory: "Pots",
    ActionKeywords: ["pour"],
    AppIdentifier: "com.example.kitchen",
    Input: { Types: ["WFImage"], ParameterKey: "Teapot", Required: true, Multiple: true },
    Output: { Types: ["WFImage", "WFPDFContentItem"], OutputName: "Turned Teapot", Multiple: true },
    Parameters: [
      {
        Class: "WFEnumerationParameter",
        Key: "Direction",
        Label: "Direction",
        DefaultValue: "Left",
        Items: ["Left", "Right"],
      },
      { Class: "WFLabelParameter" },
      {
        Class: "WFNumberFieldParameter",
        Key: "Degrees",
        MinimumValue: 0,
        MaximumValue: 360,
        RequiredResources: [
          {
            WFResourceClass: "WFParameterRelationResource",
            WFParameterKey: "Direction",
            WFParameterRelation: "!=",
            WFParameterValue: "Left",
          },
        ],
      },
      { Class: "WFVariablePickerParameter", Key: "Teapot", Label: "Teapot" },
    ],
    ParameterSummary: { "Teapot,Direction": "Turn ${Teapot} ${Direction}" },
    RequiredResources: ["WFTeapotAccessResource"],
  },
  "is.workflow.actions.teapot.admire": {
    ActionClass: "WFAdmireAction",
    Name: "Admire Teapot",
    InputPassthrough: true,
    Parameters: [],
  },
};

export const intentDefinition: Record<string, Plain> = {
  INEnums: [
    {
      INEnumName: "Strength",
      INEnumValues: [
        { INEnumValueName: "unknown", INEnumValueDisplayName: "Unknown" },
        { INEnumValueName: "mild", INEnumValueDisplayName: "Mild", INEnumValueIndex: 1 },
        { INEnumValueName: "bold", INEnumValueIndex: 2 },
      ],
    },
  ],
  INIntents: [
    {
      INIntentName: "BrewTea",
      INIntentClassPrefix: "TP",
      INIntentType: "Custom",
      INIntentConfigurable: true,
      INIntentTitle: "Brew Tea",
      INIntentDescription: "Brews a pot of tea.",
      INIntentInput: "leaves",
      INIntentManagedParameterCombinations: {
        "leaves,strength": { INIntentParameterCombinationTitle: "Brew ${leaves}" },
      },
      INIntentParameters: [
        {
          INIntentParameterName: "strength",
          INIntentParameterDisplayName: "Strength",
          INIntentParameterType: "Integer",
          INIntentParameterEnumType: "Strength",
          INIntentParameterConfigurable: true,
          INIntentParameterMetadata: { INIntentParameterMetadataDefaultValue: "mild" },
        },
        {
          INIntentParameterName: "leaves",
          INIntentParameterType: "String",
          INIntentParameterSupportsMultipleValues: true,
        },
        {
          INIntentParameterName: "milk",
          INIntentParameterType: "Boolean",
          INIntentParameterConfigurable: false,
          INIntentParameterRelationship: {
            INIntentParameterRelationshipParentName: "strength",
            INIntentParameterRelationshipPredicateName: "EnumHasExactValue",
            INIntentParameterRelationshipPredicateValue: "bold",
          },
        },
      ],
      INIntentResponse: {
        INIntentResponseOutput: "pot",
        INIntentResponseParameters: [
          { INIntentResponseParameterName: "code", INIntentResponseParameterType: "Integer" },
          {
            INIntentResponseParameterName: "pot",
            INIntentResponseParameterDisplayName: "Pot",
            INIntentResponseParameterType: "Object",
            INIntentResponseParameterObjectType: "Teapot",
          },
        ],
      },
    },
    { INIntentName: "SendMessage", INIntentClassPrefix: "IN", INIntentType: "System" },
    { INIntentName: "Shelf", INIntentTitle: "Shelf", INIntentEligibleForWidgets: true },
  ],
};

const primitive = (typeIdentifier: number) => ({ primitive: { wrapper: { typeIdentifier } } });
const localized = (key: string) => ({ key, alternatives: [] });

export const actionsData = {
  actions: {
    PourIntent: {
      identifier: "PourIntent",
      title: localized("Pour Tea"),
      descriptionMetadata: { descriptionText: localized("Pours."), searchKeywords: [localized("fill")] },
      isDiscoverable: true,
      systemProtocols: [],
      actionConfiguration: {
        actionSummary: {
          wrapper: {
            summaryString: { formatString: "Pour ${cup}", parameterIdentifiers: ["cup"] },
            otherParameterIdentifiers: ["full"],
          },
        },
      },
      outputType: primitive(7),
      parameters: [
        {
          name: "full",
          title: localized("To the Brim"),
          isOptional: false,
          valueType: primitive(1),
          typeSpecificMetadata: ["LNValueTypeSpecificMetadataKeyDefaultValue", { int: { wrapper: 1 } }],
        },
        {
          name: "cup",
          isInput: true,
          isOptional: false,
          valueType: { entity: { wrapper: { typeName: "Cup" } } },
          typeSpecificMetadata: [],
        },
        {
          name: "size",
          isOptional: true,
          valueType: { linkEnumeration: { wrapper: { identifier: "Size" } } },
          typeSpecificMetadata: [
            "LNValueTypeSpecificMetadataKeyDefaultValue",
            { string: { wrapper: "small" } },
          ],
        },
        {
          name: "notes",
          isOptional: true,
          valueType: { array: { wrapper: { capabilities: 3, memberValueType: primitive(0) } } },
        },
        { name: "photo", isOptional: true, valueType: { intents: { wrapper: { typeIdentifier: 12 } } } },
        { name: "odd", isOptional: true, valueType: { somethingNew: {} } },
      ],
    },
    SecretIntent: {
      identifier: "SecretIntent",
      isDiscoverable: false,
      parameters: [],
      title: localized("Secret"),
    },
  },
  entities: {},
  enums: [
    {
      identifier: "Size",
      cases: [
        { identifier: "small", displayRepresentation: { title: localized("Small") } },
        { identifier: "large", displayRepresentation: { title: localized("Large") } },
      ],
    },
  ],
  queries: {},
  version: 1,
};

/** Tables with the columns of the real ones that count, and a few that do not. */
export const TOOLKIT_SCHEMA = `
  CREATE TABLE Tools (rowId INTEGER PRIMARY KEY, id TEXT NOT NULL, toolType TEXT NOT NULL, flags INTEGER,
    requirements BLOB, deprecationReplacementId TEXT, sourceContainerId INTEGER);
  CREATE TABLE ToolLocalizations (toolId INTEGER, locale TEXT, localizationUsage TEXT, name TEXT,
    descriptionSummary TEXT, outputResultName TEXT);
  CREATE TABLE Parameters (toolId INTEGER, key TEXT, sortOrder INTEGER, typeInstance BLOB);
  CREATE TABLE ParameterLocalizations (toolId INTEGER, key TEXT, locale TEXT, localizationUsage TEXT, name TEXT);
  CREATE TABLE ToolParameterTypes (toolId INTEGER, key TEXT, typeId TEXT);
  CREATE TABLE ToolOutputTypes (toolId INTEGER, typeIdentifier TEXT);
  CREATE TABLE EnumerationCases (typeId TEXT, id TEXT, locale TEXT, title TEXT);
  CREATE TABLE ContainerMetadata (rowId INTEGER PRIMARY KEY, id TEXT);
  CREATE TABLE ContainerMetadataLocalizations (containerId INTEGER, locale TEXT, name TEXT);
  CREATE TABLE SearchKeywords (toolId INTEGER, locale TEXT, keyword TEXT);
`;

export const TOOLKIT_ROWS = `
  INSERT INTO ContainerMetadata VALUES (3, 'com.example.Tea');
  INSERT INTO ContainerMetadataLocalizations VALUES (3, 'de', 'Tee'), (3, 'en', 'Tea');
  INSERT INTO Tools VALUES
    (10, 'com.example.Tea.SteepIntent', 'appIntent', 0, x'00', NULL, 3),
    (11, 'com.example.Tea.TPRinseIntent', 'siriIntent', 0, NULL, 'com.example.Tea.Wash', 3),
    (12, 'is.workflow.actions.teapot.turn', 'action', 0, NULL, NULL, NULL);
  INSERT INTO ToolLocalizations VALUES
    (10, 'de', 'display', 'Ziehen lassen', 'Lässt ziehen.', 'Tee'),
    (10, 'en', 'spoken', 'steep the tea', 'Says so.', 'it'),
    (10, 'en', 'display', 'Steep Tea', 'Lets tea steep.', 'Steeped Tea'),
    (12, 'fr', 'display', 'Tourner', NULL, NULL);
  INSERT INTO Parameters VALUES (10, 'minutes', 2, NULL), (10, 'tea', 1, NULL), (10, 'mood', 3, NULL);
  INSERT INTO ParameterLocalizations VALUES (10, 'minutes', 'en', 'display', 'Minutes');
  INSERT INTO ToolParameterTypes VALUES
    (10, 'tea', 'com.example.Tea.Leaf'), (10, 'tea', 'string'), (10, 'minutes', 'measurement_duration'),
    (10, 'mood', 'com.example.Tea.Mood');
  INSERT INTO EnumerationCases VALUES
    ('com.example.Tea.Mood', 'calm', 'de', 'Ruhig'), ('com.example.Tea.Mood', 'calm', 'en', 'Calm'),
    ('com.example.Tea.Mood', 'wild', 'en', 'Wild');
  INSERT INTO ToolOutputTypes VALUES (10, 'string'), (11, 'none'), (12, 'none');
  INSERT INTO SearchKeywords VALUES (10, 'de', 'Kanne'), (10, 'en', 'brew'), (10, 'en', 'pot');
`;

export async function makeDatabase(sql = TOOLKIT_SCHEMA + TOOLKIT_ROWS): Promise<Uint8Array> {
  const { Database } = await initSqlJs();
  const database = new Database();
  database.run(sql);
  const bytes = database.export();
  database.close();
  return bytes;
}

export { xmlPlist };
