import { ActionIcon, Group, Progress, Stack, Text } from '@mantine/core'
import { IconFile, IconUpload, IconX } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import style from './file-drop.module.css'

const largest = 25 * 1024 * 1024

/** Takes files by drop, click or key (the input lies over its whole place); too large ones are named and left out. */
export const FileDrop = ({
  files,
  onChange,
  isSending = false,
  multiple = true,
  accept,
  label,
}: FileDropProps) => {
  const { t } = useWords()
  const { bytes } = useTime()
  const id = useId()
  const [isOver, setOver] = useState(false)
  const [refused, setRefused] = useState<readonly File[]>([])
  const add = (given: FileList | null) => {
    const list = [...(given ?? [])]
    const fitting = list.filter(({ size }) => size <= largest)
    setRefused(list.filter(({ size }) => size > largest))
    if (fitting.length > 0) onChange(multiple ? [...files, ...fitting] : fitting.slice(0, 1))
  }
  return (
    <Stack gap={6}>
      <label htmlFor={id} className={style['drop']} data-over={isOver || undefined}>
        <IconUpload size={18} aria-hidden />
        <span>{label ?? t('shell.file.drop')}</span>
        <input
          id={id}
          type="file"
          multiple={multiple}
          accept={accept}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
          onChange={(event) => {
            add(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
      </label>
      {files.map((file) => (
        <Group key={`${file.name} ${file.size} ${file.lastModified}`} gap="xs" wrap="nowrap">
          <IconFile size={16} aria-hidden />
          <Text size="sm" truncate flex={1}>
            {file.name} · {bytes(file.size)}
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('shell.file.remove', { name: file.name })}
            onClick={() => onChange(files.filter((other) => other !== file))}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {isSending && <Progress value={100} animated size="xs" aria-label={t('shell.list.loading')} />}
      {refused.map(({ name }) => (
        <Text key={name} size="sm" c="var(--mantine-color-error)" role="alert">
          {t('shell.file.tooLarge', { name, size: bytes(largest) })}
        </Text>
      ))}
    </Stack>
  )
}

interface FileDropProps {
  files: readonly File[]
  onChange: (files: readonly File[]) => void
  isSending?: boolean
  multiple?: boolean
  accept?: string
  label?: string
}
