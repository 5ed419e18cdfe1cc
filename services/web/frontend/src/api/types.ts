import type { components } from "./schema";

type Schemas = components["schemas"];

export type Place = Schemas["FoundPlace"];
export type Match = Schemas["MatchAnswer"];
export type Matches = Schemas["MatchAnswers"];
export type Sections = Schemas["SectionAnswer"];
export type Region = Schemas["RegionTotal"];
export type Bracket = Schemas["BracketTotal"];
export type Reason = NonNullable<Match["reason"]>;
export type SentPlay = Schemas["NewPlay"];
export type SentAgain = Schemas["PlayReplacement"];
export type SentChange = Schemas["PlayChange"];
export type Saved = Schemas["SavedPlay"];
export type PlayDetail = Schemas["PlayDetail"];
export type PlayedPlace = Schemas["NamedPlace"];

/** What the page is given at boot: the API's quiz, the fingerprint of the data, and where its map lies. */
export type Quiz = Schemas["QuizDetail"] & { fingerprint: string; map_url: string };
