/** What a browser says of being counted. The second is Global Privacy Control, which TypeScript does not know yet. */
export interface PrivacySignals {
  doNotTrack?: string | null;
  globalPrivacyControl?: boolean;
}

export function mayCountVisit({ doNotTrack, globalPrivacyControl }: PrivacySignals): boolean {
  return doNotTrack !== "1" && globalPrivacyControl !== true;
}

/** What is counted of a page's address: no query, in which a guess may stand, and no play, which is found by its link. */
export function countedPath(pathname: string): string {
  return pathname.replace(/^\/plays\/.+/, "/plays/…");
}
