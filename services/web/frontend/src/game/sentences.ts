import type { Place, Quiz } from "../api/types";
import type { Answer } from "./answer-line";
import { formatCount, formatNumber, formatPeople } from "./formatting";
import { locationLabel } from "./regions";

/** A sentence in pieces, so that the view can highlight names. `plainText` joins the pieces. */
export type Piece = string | { name: string };
export type Sentence = Piece[];

export function plainText(sentence: Sentence): string {
  return sentence.map((piece) => (typeof piece === "string" ? piece : piece.name)).join("");
}

/** A longer guess would push the rest of the sentence out of sight. */
const MAX_GUESS_LETTERS = 40;

/** The guess as the player typed it, shortened. */
function quoted(guess: string): Piece {
  const letters = Array.from(guess);
  return { name: letters.length > MAX_GUESS_LETTERS ? `${letters.slice(0, MAX_GUESS_LETTERS).join("")}…` : guess };
}

/** What a page says instead of its map. Only a browser that knows it is offline tries again by itself, once it is online. */
export function mapDidNotLoad(isOnline: boolean): string {
  return `The map did not load. ${isOnline ? "Reload the page to try again." : "It will be tried again when the connection is back."}`;
}

type AnswerOf<K extends Answer["kind"]> = Extract<Answer, { kind: K }>;
type Writers = { [K in Answer["kind"]]: (answer: AnswerOf<K>, quiz: Quiz) => Sentence };

const writers: Writers = {
  welcome: (_, quiz) => [`Type the name of a place and press Enter. There are ${formatNumber(quiz.places)} to find.`],
  restored: ({ places }) => [`Welcome back: ${formatCount(places, "place")} still on your map.`],
  asking: ({ guess }) => ["Looking up ", quoted(guess), " …"],
  hit: hit,
  every: every,
  already: already,
  elsewhere: elsewhere,
  miss: miss,
  swapped: ({ from, place }, quiz) => [...nameWithPopulation(quiz, place), " instead of ", ...nameWithLocation(quiz, from), "."],
  undone: undone,
  "nothing-to-undo": () => ["There is nothing to take back."],
  queued: queued,
  refused: ({ guess, message }) => [quoted(guess), ` was not looked up: ${message}`],
  imported: imported,
  reset: () => ["A fresh map. Name a place."],
  fetching: () => ["Fetching the play …"],
  continued: continued,
  joined: joined,
  "not-continued": notContinued,
};

export function sentenceFor(answer: Answer, quiz: Quiz): Sentence {
  const write = writers[answer.kind] as (answer: Answer, quiz: Quiz) => Sentence;
  return write(answer, quiz);
}

/** "Portland, Oregon" */
export function nameWithLocation(quiz: Quiz, place: Place): Sentence {
  const where = locationLabel(quiz, place);
  return where === "" ? [{ name: place.name }] : [{ name: place.name }, `, ${where}`];
}

/** "Portland, Oregon · 652,503 people" */
function nameWithPopulation(quiz: Quiz, place: Place): Sentence {
  return [...nameWithLocation(quiz, place), ` · ${formatPeople(place.population)}`];
}

/** "22 more Portlands", "1 more Portland" */
export function moreHomonyms(count: number, name: string): string {
  return count === 1 ? `1 more ${name}` : `${formatNumber(count)} more ${pluralName(name)}`;
}

function pluralName(name: string): string {
  return /(s|x|z|ch|sh)$/i.test(name) ? `${name}es` : `${name}s`;
}

function hit({ place, others, alreadyNamed, near }: AnswerOf<"hit">, quiz: Quiz): Sentence {
  const sentence = nameWithPopulation(quiz, place);
  if (alreadyNamed > 0) sentence.push(alreadyNamed === 1 ? ", the next after the one you had" : `, the next after the ${alreadyNamed} you had`);
  if (others.length > 0) sentence.push(` · ${moreHomonyms(others.length, place.name)}`);
  sentence.push(".");
  if (near) sentence.push(" A place with one letter different is a hundred times larger, if you meant that one.");
  return sentence;
}

function every({ guess, places, alreadyNamed }: AnswerOf<"every">, quiz: Quiz): Sentence {
  const [only] = places;
  if (places.length === 1 && only) return [...nameWithPopulation(quiz, only), alreadyNamed > 0 ? ", the last one missing." : ", the only one."];
  const population = places.reduce((sum, place) => sum + place.population, 0);
  const people = ` · ${formatPeople(population)} together.`;
  if (alreadyNamed === 0) return [`All ${formatCount(places.length, "place")} called `, quoted(guess), people];
  return [`Added ${formatCount(places.length, "place")} called `, quoted(guess), ` to the ${formatNumber(alreadyNamed)} you had${people}`];
}

function already({ place, count, others }: AnswerOf<"already">, quiz: Quiz): Sentence {
  const sentence: Sentence =
    count === 1
      ? [...nameWithLocation(quiz, place), " is already on your map"]
      : [`All ${formatNumber(count)} places called `, { name: place.name }, " are already on your map"];
  sentence.push(others.length > 0 ? ` · ${moreHomonyms(others.length, place.name)} elsewhere.` : ".");
  return sentence;
}

function elsewhere({ guess, region, places }: AnswerOf<"elsewhere">): Sentence {
  const sentence: Sentence = [quoted(guess), ` is not in ${region}, and your guesses are limited to it.`];
  if (places.length > 0) sentence.push(` This quiz has ${places.length === 1 ? "one" : formatNumber(places.length)} elsewhere.`);
  return sentence;
}

function miss({ guess, reason, partOf }: AnswerOf<"miss">): Sentence {
  const name = quoted(guess);
  switch (reason) {
    case "near":
      return [name, " is one letter off a larger place. Look at the spelling again."];
    case "outside":
      return [name, " is a place, but outside this quiz."];
    case "section":
      return partOf
        ? [name, " is a part of ", { name: partOf.name }, ", which you have already named."]
        : [name, " is a part of a larger municipality. Name that one instead."];
    case "area":
      return [name, " is a country or a region. Name a city, town or village in it."];
    case "unknown":
      return ["No place called ", name, " is known here."];
  }
}

function undone({ removed, restored }: AnswerOf<"undone">, quiz: Quiz): Sentence {
  const [place] = removed;
  const [returned] = restored;
  if (!place) return ["Taken back."];
  const again = restored.length > 0 ? `; ${formatCount(restored.length, "place")} ${restored.length === 1 ? "is" : "are"} on the map again` : "";
  if (removed.length > 1 || restored.length > 1) return [`Took back ${formatCount(removed.length, "place")}${again}.`];
  if (returned) return ["Took back ", ...nameWithLocation(quiz, place), "; ", ...nameWithLocation(quiz, returned), " is on the map again."];
  return ["Took back ", ...nameWithLocation(quiz, place), "."];
}

function queued({ guess, waiting, why }: AnswerOf<"queued">): Sentence {
  const reason = why === "offline" ? "No connection" : "The server is busy";
  const when = why === "offline" ? "when the connection is back" : "in a moment";
  return waiting > 1
    ? [`${reason}. `, quoted(guess), ` and ${formatCount(waiting - 1, "more guess", "more guesses")} are kept and will be answered ${when}.`]
    : [`${reason}. `, quoted(guess), ` is kept and will be answered ${when}.`];
}

function continued({ places, missing }: AnswerOf<"continued">): Sentence {
  const sentence = [`Continuing from a play of ${formatCount(places, "place")}.`];
  if (missing > 0) sentence.push(` It has ${formatNumber(missing)} more that ${missing === 1 ? "is" : "are"} no longer part of this quiz.`);
  return sentence;
}

function joined({ places, shared }: AnswerOf<"joined">): Sentence {
  if (places === 0) return ["Nothing to add: every place of that play is already on your map."];
  const rest = shared === 1 ? "; the other one was already on your map" : `; the other ${formatNumber(shared)} were already on your map`;
  return [`Added ${formatCount(places, "place")}${shared > 0 ? rest : ""}.`];
}

function notContinued({ why, message }: AnswerOf<"not-continued">): Sentence {
  switch (why) {
    case "unknown":
      return ["There is no play at that link. It may have been deleted; look for a mistyped letter."];
    case "refused":
      return [`The play was not fetched: ${message}`];
    case "offline":
      return ["No connection. The play will be fetched when the connection is back."];
    case "busy":
      return ["The server is busy. The play will be fetched in a moment."];
  }
}

function imported({ added, already, missing, remaining }: AnswerOf<"imported">): Sentence {
  const counts = [`${formatNumber(added)} added`, `${formatNumber(already)} already named`, `${formatNumber(missing)} not found`];
  if (remaining > 0) counts.push(`${formatNumber(remaining)} not looked up`);
  return [remaining > 0 ? "Import stopped: " : "Import finished: ", `${counts.join(" · ")}.`];
}
