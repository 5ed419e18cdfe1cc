import m from "mithril";
import type { DeletionCtrl } from "../result/deletion-ctrl";
import { deletionView } from "../result/deletion-view";
import type { SavedPlayEntry } from "../storage/saved-plays";

export interface OwnPlay {
  id: string;
  saved: SavedPlayEntry;
  deletion: DeletionCtrl;
}

const dateFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });

/** The plays that this browser saved, newest first. */
export function ownPlaysView(own: readonly OwnPlay[]): m.Children {
  if (own.length === 0) return m("p", "None. “Share” on a quiz page saves one.");
  return m("ul.own-plays", own.map((play) => m("li", { key: play.id }, row(play))));
}

function row({ id, saved: { title, at }, deletion }: OwnPlay): m.Children {
  const date = dateFormat.format(at);
  if (deletion.stage === "gone") return m("span[role=status]", `${title}, saved ${date}: deleted.`);
  return [m("a", { href: `/plays/${id}` }, title), m("span.note", `saved ${date}`), deletionView(deletion, `The play of “${title}”, saved ${date},`)];
}
