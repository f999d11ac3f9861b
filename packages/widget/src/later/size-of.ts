const KILO = 1024

/** A file's size as it is read: 388 KB, 1.2 MB. */
export function sizeOf(bytes: number): string {
  if (bytes < KILO * KILO) return `${Math.max(1, Math.round(bytes / KILO))} KB`
  return `${(bytes / KILO / KILO).toFixed(1)} MB`
}
