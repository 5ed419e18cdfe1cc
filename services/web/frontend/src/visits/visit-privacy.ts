/** A browser's signals against being counted. TypeScript does not know Global Privacy Control yet. */
export interface PrivacySignals {
  doNotTrack?: string | null;
  globalPrivacyControl?: boolean;
}

export function mayCountVisit({ doNotTrack, globalPrivacyControl }: PrivacySignals): boolean {
  return doNotTrack !== "1" && globalPrivacyControl !== true;
}

/**
 * The address to count. It has no query, which may contain a guess, and no id of a play: anybody who knows the id can
 * open the play.
 */
export function countedPath(pathname: string): string {
  return pathname.replace(/^\/plays\/.+/, "/plays/…");
}
