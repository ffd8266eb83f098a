import { Button, Stack, Text } from '@mantine/core'
import { IconQrcode } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../platform/words.ts'
import { readCodes } from '../platform/code-reader.ts'
import style from './verification.module.css'

/** Reads labels with the camera, where the browser can; elsewhere the phone’s own camera opens the item. */
export const Scanner = ({ onCode }: { onCode: (text: string) => void }) => {
  const { t } = useWords()
  const [isOn, setOn] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const reader = readCodes()
  return (
    <Stack gap="xs">
      <Button
        variant="default"
        leftSection={<IconQrcode size={18} aria-hidden />}
        onClick={() => {
          setSaid(reader === null ? t('verification.noDetector') : null)
          setOn(reader !== null && !isOn)
        }}
      >
        {t(isOn ? 'verification.scanStop' : 'verification.scan')}
      </Button>
      {said !== null && (
        <Text size="sm" role="status">
          {said}
        </Text>
      )}
      {isOn && reader !== null && (
        <Camera
          detect={reader}
          onCode={(text) => {
            setOn(false)
            onCode(text)
          }}
          onFail={() => {
            setOn(false)
            setSaid(t('verification.noCamera'))
          }}
        />
      )}
    </Stack>
  )
}

interface CameraProps {
  detect: (video: HTMLVideoElement) => Promise<string | null>
  onCode: (text: string) => void
  onFail: () => void
}

const Camera = ({ detect, onCode, onFail }: CameraProps) => {
  const { t } = useWords()
  const video = useRef<HTMLVideoElement>(null)
  const tell = useRef({ detect, onCode, onFail })
  useEffect(() => {
    tell.current = { detect, onCode, onFail }
  })
  useEffect(() => {
    let isOver = false
    let stream: MediaStream | null = null
    const look = async () => {
      if (isOver || video.current === null) return
      const text = await tell.current.detect(video.current)
      if (isOver) return
      if (text === null) setTimeout(() => void look(), 200)
      else tell.current.onCode(text)
    }
    const start = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      if (isOver || video.current === null) return stop()
      video.current.srcObject = stream
      await video.current.play()
      await look()
    }
    const stop = () => stream?.getTracks().forEach((track) => track.stop())
    start().catch(() => {
      if (!isOver) tell.current.onFail()
    })
    return () => {
      isOver = true
      stop()
    }
  }, [])
  return (
    <>
      <Text size="sm">{t('verification.scanHelp')}</Text>
      <video
        ref={video}
        className={style['video']}
        muted
        playsInline
        aria-label={t('verification.scanHelp')}
      />
    </>
  )
}
