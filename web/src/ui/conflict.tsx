import { Button, Group, Modal, Radio, Stack, Table, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { currentOf } from '../platform/errors.tsx'
import { useWords } from '../platform/words.ts'
import { PlainValue } from './differences.tsx'

type Fields = Readonly<Record<string, unknown>>

/** Someone saved first (409 `stale_version`): mine and theirs side by side, chosen field by field; nothing is lost.
 *  Opens itself on that error; `onSave` gets the chosen values with the version that is now current. */
export const Conflict = ({ error, theirs: given, mine, labels, render, onSave, onClose }: ConflictProps) => {
  const { t } = useWords()
  const theirs = given ?? currentOf(error)
  const [isMine, setMine] = useState<Readonly<Record<string, boolean>>>({})
  if (theirs === null) return null
  const fields = Object.keys(mine).filter((name) => name in labels && !isSame(mine[name], theirs[name]))
  const keeps = (name: string) => isMine[name] ?? true
  const choose = (all: boolean) => setMine(Object.fromEntries(fields.map((name) => [name, all])))
  const show = (name: string, value: unknown) => render?.(name, value) ?? <PlainValue value={value} />
  const save = () => {
    const version = Number(theirs['version'])
    onSave(Object.fromEntries(fields.map((name) => [name, keeps(name) ? mine[name] : theirs[name]])), version)
  }
  return (
    <Modal opened onClose={onClose} title={t('error.conflict.title')} size="xl">
      <Stack>
        <Text size="sm">{t('error.conflict.text')}</Text>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => choose(true)}>
            {t('error.conflict.keepMine')}
          </Button>
          <Button size="xs" variant="default" onClick={() => choose(false)}>
            {t('error.conflict.takeTheirs')}
          </Button>
        </Group>
        <Table layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={140}>{t('error.conflict.field')}</Table.Th>
              <Table.Th>{t('error.conflict.mine')}</Table.Th>
              <Table.Th>{t('error.conflict.theirs')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fields.map((name) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{labels[name]}</Table.Th>
                {[true, false].map((side) => (
                  <Table.Td key={String(side)}>
                    <Radio
                      name={`conflict-${name}`}
                      checked={keeps(name) === side}
                      onChange={() => setMine({ ...isMine, [name]: side })}
                      label={show(name, side ? mine[name] : theirs[name])}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('shell.confirm.cancel')}
          </Button>
          <Button onClick={save}>{t('error.conflict.save')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

interface ConflictProps {
  /** The error of the action that saved. */
  error?: unknown
  /** The present state, where it has another form than what was sent; with its `version`. */
  theirs?: Fields
  mine: Fields
  /** The fields that people know, with their names. */
  labels: Readonly<Record<string, string>>
  /** How a value is shown where it is no plain text (a person's id, rich text). */
  render?: ((name: string, value: unknown) => ReactNode) | undefined
  onSave: (fields: Fields, version: number) => void
  onClose: () => void
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
