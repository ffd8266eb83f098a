import { licenceApi } from '#contract/licence/api.ts'
import { Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction, usePages } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'

/** One more software that an item stands for, among what agents have seen. */
export const AddTitle = ({ number, onClose }: { number: string; onClose: () => void }) => {
  const { t } = useWords()
  const [title, setTitle] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const [versions, setVersions] = useState('')
  const [q] = useDebouncedValue(words.trim(), 150)
  const { items } = usePages(licenceApi.listTitles, { limit: 20, ...(q === '' ? {} : { q }) })
  const add = useAction(licenceApi.addTitle, {
    invalidates: [licenceApi.titlesOf, licenceApi.read, licenceApi.list, licenceApi.readTitle],
    onSuccess: onClose,
  })
  const faults = fieldErrorsOf(add.error)
  return (
    <FormDrawer
      title={t('licence.section.add')}
      error={add.error}
      fields={['titleId', 'versions']}
      isPending={add.isPending}
      isDisabled={title === null}
      onSubmit={() => title !== null && add.mutate({ number, titleId: title, versions })}
      onClose={onClose}
    >
      <Select
        label={t('licence.section.pick')}
        description={t('licence.section.pickHelp')}
        required
        searchable
        data-autofocus
        nothingFoundMessage={t('licence.section.nothingFound')}
        value={title}
        error={faults['titleId']}
        searchValue={words}
        onSearchChange={setWords}
        filter={({ options }) => options}
        data={items.map((one) => ({ value: one.id, label: one.title }))}
        onChange={setTitle}
      />
      <TextInput
        label={t('licence.follow.versions')}
        description={t('licence.follow.versionsHelp')}
        maxLength={80}
        value={versions}
        error={faults['versions']}
        onChange={({ currentTarget }) => setVersions(currentTarget.value)}
      />
    </FormDrawer>
  )
}
