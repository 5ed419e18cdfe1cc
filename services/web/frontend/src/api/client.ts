import { type Asked, endpoint } from "./endpoint";
import type { Outcome } from "./outcome";
import { getJson } from "./requests";
import type { Match, Sections } from "./types";

export function askMatch(quiz: Asked, name: string): Promise<Outcome<Match>> {
  return getJson(endpoint(quiz, "match", name));
}

export function askSections(quiz: Asked, name: string): Promise<Outcome<Sections>> {
  return getJson(endpoint(quiz, "sections", name));
}

export function fetchMap<T>(url: string): Promise<Outcome<T>> {
  return getJson(url);
}
