import type { Place, Quiz } from "../api/types";
import type { Answer } from "./answer";
import { figure, people, plural } from "./numbers";
import { whereabouts } from "./regions";

/** A sentence in pieces, so that the view can set names apart; `words` joins them for tests and titles. */
export type Piece = string | { name: string };
export type Sentence = Piece[];

export function words(sentence: Sentence): string {
  return sentence.map((piece) => (typeof piece === "string" ? piece : piece.name)).join("");
}

/** More than this of a long guess would push the rest of the sentence out of sight. */
const SHOWN_LETTERS = 40;

/** The guess as typed, for repeating it. */
function typed(guess: string): Piece {
  const letters = Array.from(guess);
  return { name: letters.length > SHOWN_LETTERS ? `${letters.slice(0, SHOWN_LETTERS).join("")}…` : guess };
}

type Answers<K extends Answer["kind"]> = Extract<Answer, { kind: K }>;
type Teller = { [K in Answer["kind"]]: (answer: Answers<K>, quiz: Quiz) => Sentence };

const tellers: Teller = {
  welcome: (_, quiz) => [`Type the name of a place and press Enter. There are ${figure(quiz.places)} to find.`],
  restored: ({ places }) => [`Welcome back: ${plural(places, "place")} still on your map.`],
  asking: ({ guess }) => ["Looking up ", typed(guess), " …"],
  hit: hit,
  every: every,
  already: already,
  elsewhere: elsewhere,
  miss: miss,
  swapped: ({ from, place }, quiz) => [...full(quiz, place), " instead of ", ...brief(quiz, from), "."],
  undone: undone,
  "nothing-to-undo": () => ["There is nothing to take back."],
  kept: kept,
  refused: ({ guess, message }) => [typed(guess), ` was not looked up: ${message}`],
  imported: imported,
  reset: () => ["A fresh map. Name a place."],
  fetching: () => ["Fetching the play …"],
  continued: continued,
  joined: joined,
  "not-continued": notContinued,
};

export function tell(answer: Answer, quiz: Quiz): Sentence {
  const teller = tellers[answer.kind] as (answer: Answer, quiz: Quiz) => Sentence;
  return teller(answer, quiz);
}

/** "Portland, Oregon" */
export function brief(quiz: Quiz, place: Place): Sentence {
  const where = whereabouts(quiz, place);
  return where === "" ? [{ name: place.name }] : [{ name: place.name }, `, ${where}`];
}

/** "Portland, Oregon · 652,503 people" */
function full(quiz: Quiz, place: Place): Sentence {
  return [...brief(quiz, place), ` · ${people(place.population)}`];
}

/** "22 more Portlands": homonyms by alternate names can have other main names, so those are just "more". */
export function more(count: number, name: string): string {
  return count === 1 ? `1 more ${name}` : `${figure(count)} more ${pluralName(name)}`;
}

function pluralName(name: string): string {
  return /(s|x|z|ch|sh)$/i.test(name) ? `${name}es` : `${name}s`;
}

function hit({ place, others, had, near }: Answers<"hit">, quiz: Quiz): Sentence {
  const sentence = full(quiz, place);
  if (had > 0) sentence.push(had === 1 ? ", the next after the one you had" : `, the next after the ${had} you had`);
  if (others.length > 0) sentence.push(` · ${more(others.length, place.name)}`);
  sentence.push(".");
  if (near) sentence.push(" One letter away there is a place a hundred times larger, if you meant that one.");
  return sentence;
}

function every({ guess, places, had }: Answers<"every">, quiz: Quiz): Sentence {
  const [only] = places;
  if (places.length === 1 && only) return [...full(quiz, only), had > 0 ? ", the last one missing." : ", the only one."];
  const sum = places.reduce((total, { population }) => total + population, 0);
  const rest = had > 0 ? `, beside the ${figure(had)} you had` : "";
  return [`All ${plural(places.length, "place")} called `, typed(guess), ` · ${people(sum)} together${rest}.`];
}

function already({ place, count, others }: Answers<"already">, quiz: Quiz): Sentence {
  const sentence: Sentence =
    count === 1
      ? [...brief(quiz, place), " is already on your map"]
      : [`All ${figure(count)} places called `, { name: place.name }, " are already on your map"];
  sentence.push(others.length > 0 ? ` · ${more(others.length, place.name)} elsewhere.` : ".");
  return sentence;
}

function elsewhere({ guess, region, places }: Answers<"elsewhere">): Sentence {
  const sentence: Sentence = [typed(guess), ` is not in ${region}, and your guesses are limited to it.`];
  if (places.length > 0) sentence.push(` This quiz has ${places.length === 1 ? "one" : figure(places.length)} elsewhere.`);
  return sentence;
}

function miss({ guess, reason, partOf }: Answers<"miss">): Sentence {
  const name = typed(guess);
  switch (reason) {
    case "near":
      return [name, " is one letter off a larger place. Look at the spelling again."];
    case "outside":
      return [name, " is a place, but outside this quiz."];
    case "section":
      return partOf
        ? [name, " is a part of ", { name: partOf.name }, ", which you have already."]
        : [name, " is a part of a larger municipality. Name that one instead."];
    case "area":
      return [name, " is a country or a region. Name a city, town or village in it."];
    case "unknown":
      return ["No place called ", name, " is known here."];
  }
}

function undone({ taken, back }: Answers<"undone">, quiz: Quiz): Sentence {
  const [place] = taken;
  const [returned] = back;
  if (!place) return ["Taken back."];
  const again = back.length > 0 ? `; ${plural(back.length, "place")} ${back.length === 1 ? "is" : "are"} on the map again` : "";
  if (taken.length > 1 || back.length > 1) return [`Took back ${plural(taken.length, "place")}${again}.`];
  if (returned) return ["Took back ", ...brief(quiz, place), "; ", ...brief(quiz, returned), " is on the map again."];
  return ["Took back ", ...brief(quiz, place), "."];
}

function kept({ guess, waiting, why }: Answers<"kept">): Sentence {
  const reason = why === "offline" ? "No connection" : "The server is busy";
  const when = why === "offline" ? "when the connection is back" : "in a moment";
  return waiting > 1
    ? [`${reason}. `, typed(guess), ` and ${plural(waiting - 1, "more guess", "more guesses")} are kept and will be answered ${when}.`]
    : [`${reason}. `, typed(guess), ` is kept and will be answered ${when}.`];
}

function continued({ places, missing }: Answers<"continued">): Sentence {
  const sentence = [`Continuing from a play of ${plural(places, "place")}.`];
  if (missing > 0) sentence.push(` It has ${figure(missing)} more that ${missing === 1 ? "is no place" : "are no places"} of this quiz any more.`);
  return sentence;
}

function joined({ places, shared }: Answers<"joined">): Sentence {
  if (places === 0) return ["Nothing to add: every place of that play is on your map already."];
  return [`Added ${plural(places, "place")}${shared > 0 ? `, beside the ${figure(shared)} you had` : ""}.`];
}

function notContinued({ why, message }: Answers<"not-continued">): Sentence {
  switch (why) {
    case "unknown":
      return ["There is no play at that link. It may have been deleted; look for a mistyped letter."];
    case "refused":
      return [`The play was not fetched: ${message}`];
    case "offline":
      return ["No connection. The play is fetched when the connection is back."];
    case "busy":
      return ["The server is busy. The play is fetched in a moment."];
  }
}

function imported({ added, already, missing, left }: Answers<"imported">): Sentence {
  const counts = [`${figure(added)} added`, `${figure(already)} already named`, `${figure(missing)} not found`];
  if (left > 0) counts.push(`${figure(left)} not looked up`);
  return [left > 0 ? "Import stopped: " : "Import finished: ", `${counts.join(" · ")}.`];
}
