/** The first file of an input's change event or of a drop. */
export function chosenFile(event: Event): File | null {
  const target = event.target as HTMLInputElement;
  const files = event instanceof DragEvent ? event.dataTransfer?.files : target.files;
  return files?.[0] ?? null;
}
