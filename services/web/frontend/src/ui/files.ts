/** Hands a file to the player, as a click on a link to it would. */
export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the content over by then; freeing it at once stops some of them.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
}

/** The first file that was chosen or dropped. */
export function firstFile(event: Event): File | null {
  const target = event.target as HTMLInputElement;
  const files = event instanceof DragEvent ? event.dataTransfer?.files : target.files;
  return files?.[0] ?? null;
}
