/** One line of an imported list: a name to look up. `id` is set if the list says which of several homonyms is meant. */
export interface ImportLine {
  text: string;
  id: number | null;
}
