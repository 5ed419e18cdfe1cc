/** Downloads a file to the player's device. */
export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Some browsers cancel the download if the URL is revoked at once.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
}

/** The first file of an input's change event or of a drop. */
export function firstFile(event: Event): File | null {
  const target = event.target as HTMLInputElement;
  const files = event instanceof DragEvent ? event.dataTransfer?.files : target.files;
  return files?.[0] ?? null;
}
