interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>
}

/** Browsers’ own reader of codes, which not all of them have. */
const hasReader = (
  scope: object,
): scope is { BarcodeDetector: new (options: { formats: string[] }) => Detector } =>
  'BarcodeDetector' in scope

/** How to read one code out of a picture of the camera; null: this browser cannot. */
export const readCodes = (): ((video: HTMLVideoElement) => Promise<string | null>) | null => {
  const scope: object = globalThis
  // Cameras are for pages served over TLS.
  if (!hasReader(scope) || !('mediaDevices' in navigator)) return null
  const reader = new scope.BarcodeDetector({ formats: ['qr_code'] })
  return async (video) => {
    const [found] = await reader.detect(video).catch(() => [])
    return found?.rawValue ?? null
  }
}
