/** A browser's signals against being counted: Do Not Track, and Global Privacy Control, which TypeScript does not know yet. */
export interface PrivacySignals {
  doNotTrack?: string | null;
  globalPrivacyControl?: boolean;
}

export function mayCountVisit({ doNotTrack, globalPrivacyControl }: PrivacySignals): boolean {
  return doNotTrack !== "1" && globalPrivacyControl !== true;
}

/** The address to count: without the query, which may contain a guess, and without a play's id: only people who have its link should find it. */
export function countedPath(pathname: string): string {
  return pathname.replace(/^\/plays\/.+/, "/plays/…");
}
