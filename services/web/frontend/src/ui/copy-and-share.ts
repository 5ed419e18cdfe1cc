/** Copies the field's text. If the browser forbids that, as on pages without TLS, the text is selected, and this returns false. */
export async function copyField(field: HTMLInputElement): Promise<boolean> {
  const clipboard = (navigator as Partial<Navigator>).clipboard;
  try {
    if (!clipboard) throw new Error("no clipboard");
    await clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return false;
  }
}

/** Whether to offer the system's share dialog. Not on desktops: people expect the clipboard there. */
export function canShareLink(): boolean {
  return "share" in navigator && window.matchMedia("(pointer: coarse)").matches;
}

export function shareLink(title: string, url: string): void {
  navigator.share({ title, url }).catch(() => undefined); // the player cancelled
}
