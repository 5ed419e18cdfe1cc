/** What a browser says of being counted. The second is Global Privacy Control, which TypeScript does not know yet. */
export interface Wishes {
  doNotTrack?: string | null;
  globalPrivacyControl?: boolean;
}

export function mayCount({ doNotTrack, globalPrivacyControl }: Wishes): boolean {
  return doNotTrack !== "1" && globalPrivacyControl !== true;
}

/** What is counted of a page's address: no query, in which a guess may stand, and no play, which is found by its link. */
export function counted(pathname: string): string {
  return pathname.replace(/^\/plays\/.+/, "/plays/…");
}
