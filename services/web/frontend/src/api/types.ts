import type { components } from "./schema";

type Schemas = components["schemas"];

export type Place = Schemas["FoundPlace"];
export type Match = Schemas["MatchAnswer"];
export type Matches = Schemas["MatchAnswers"];
export type Sections = Schemas["SectionAnswer"];
export type Region = Schemas["RegionTotal"];
export type Bracket = Schemas["BracketTotal"];
export type Reason = NonNullable<Match["reason"]>;
export type NewPlay = Schemas["NewPlay"];
export type PlayReplacement = Schemas["PlayReplacement"];
export type PlayChange = Schemas["PlayChange"];
export type SavedPlay = Schemas["SavedPlay"];
export type PlayDetail = Schemas["PlayDetail"];
export type PlayedPlace = Schemas["NamedPlace"];

/** The quiz as the server embeds it in the page: the API's quiz, plus the data's fingerprint and the map's address. */
export type Quiz = Schemas["QuizDetail"] & { fingerprint: string; map_url: string };
