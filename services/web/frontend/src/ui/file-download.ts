/** Downloads a file to the player's device. */
export function downloadFile(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Some browsers cancel the download if the URL is revoked at once.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
}
