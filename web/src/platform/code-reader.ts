interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>
}

/** Browsers’ own reader of codes, which not all of them have. */
const detectorOf = (scope: { BarcodeDetector?: new (options: { formats: string[] }) => Detector }) =>
  scope.BarcodeDetector

/** How to read one code out of a picture of the camera; null: this browser cannot. */
export const readCodes = (): ((video: HTMLVideoElement) => Promise<string | null>) | null => {
  const Reader = detectorOf(window as Parameters<typeof detectorOf>[0])
  if (Reader === undefined || navigator.mediaDevices === undefined) return null
  const reader = new Reader({ formats: ['qr_code'] })
  return async (video) => {
    const [found] = await reader.detect(video).catch(() => [])
    return found?.rawValue ?? null
  }
}
