/** True if the field's text is in the clipboard. On pages without TLS browsers let nobody write there: it is selected. */
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

/** Whether the device has a sheet to send a link with; on desktops the clipboard is what people look for. */
export function canShareLink(): boolean {
  return "share" in navigator && window.matchMedia("(pointer: coarse)").matches;
}

export function shareLink(title: string, url: string): void {
  navigator.share({ title, url }).catch(() => undefined); // the player thought better of it
}
