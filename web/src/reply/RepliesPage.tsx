import { replyApi, type Reply } from '#contract/reply/api.ts'
import { unknownVariables, variables } from '#contract/reply/fill.ts'
import { Button, Group, Input, Text, TextInput } from '@mantine/core'
import { IconMessage2 } from '@tabler/icons-react'
import { useState } from 'react'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ServicePicker } from '../record/pickers.tsx'
import { useServices } from '../record/use-names.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { KeptListPage, type KeptFormProps } from '../settings/kept-list-page.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { RichTextEditor } from '../ui/rich-text-editor.tsx'

/** What the desk answers often. */
export const RepliesPage = () => {
  const { t } = useWords()
  const services = useServices()
  const query = useAll(replyApi.list, {})
  return (
    <KeptListPage<Reply>
      title={t('reply.title')}
      lead={t('reply.lead')}
      nameLabel={t('reply.name')}
      createLabel={t('reply.create')}
      emptyText={t('reply.emptyText')}
      icon={IconMessage2}
      query={query}
      columns={[
        {
          key: 'service',
          label: t('reply.service'),
          isWide: true,
          render: ({ serviceId }) => services.find(({ id }) => id === serviceId)?.name ?? t('reply.general'),
        },
      ]}
      form={ReplyForm}
    />
  )
}

const ReplyForm = ({ item: reply, onClose }: KeptFormProps<Reply>) => {
  const { t } = useWords()
  const [name, setName] = useState(reply?.name ?? '')
  const [serviceId, setService] = useState(reply?.serviceId ?? null)
  const [fr, setFr] = useState(reply?.body.fr ?? '')
  const [en, setEn] = useState(reply?.body.en ?? '')
  const [isEnding, setEnding] = useState(false)
  const done = { invalidates: [replyApi.list], onSuccess: onClose }
  const create = useAction(replyApi.create, done)
  const edit = useAction(replyApi.edit, done)
  const end = useAction(replyApi.end, done)
  const error = create.error ?? edit.error ?? end.error
  const unknown = unknownVariables(`${fr} ${en}`)
  const save = () => {
    const given = { name: name.trim(), serviceId, body: { fr, ...(en === '' ? {} : { en }) } }
    if (reply === null) create.mutate(given)
    else edit.mutate({ ...given, id: reply.id, version: reply.version })
  }
  return (
    <FormDrawer
      title={t(reply === null ? 'reply.create' : 'reply.edit')}
      size="lg"
      error={error}
      fields={['name']}
      isPending={create.isPending || edit.isPending}
      isDisabled={name.trim() === '' || fr === '' || unknown.length > 0}
      onSubmit={save}
      onClose={onClose}
    >
      <TextInput
        label={t('reply.name')}
        required
        data-autofocus
        maxLength={80}
        value={name}
        error={fieldErrorsOf(error)['name']}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <ServicePicker
        label={t('reply.service')}
        placeholder={t('reply.general')}
        value={serviceId}
        onChange={setService}
      />
      <div>
        <Input.Label labelElement="div">{t('reply.body')}</Input.Label>
        <RichTextEditor label={t('reply.body')} value={fr} onChange={setFr} minHeight={120} />
      </div>
      <div>
        <Input.Label labelElement="div">{t('reply.bodyEn')}</Input.Label>
        <RichTextEditor label={t('reply.bodyEn')} value={en} onChange={setEn} minHeight={100} />
      </div>
      <Text size="xs" c="dimmed">
        {t('reply.variables', {
          list: Object.keys(variables)
            .map((one) => `{{${one}}}`)
            .join(' '),
        })}
      </Text>
      {unknown.length > 0 && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('reply.unknown', { list: unknown.join(', ') })}
        </Text>
      )}
      {reply !== null && (
        <Group>
          <Button variant="subtle" color="danger" onClick={() => setEnding(true)}>
            {t('reply.end')}
          </Button>
          <ConfirmDialog
            isOpen={isEnding}
            title={t('reply.endTitle', { name: reply.name })}
            action={t('reply.end')}
            isDangerous
            onConfirm={() => end.mutate({ id: reply.id })}
            onClose={() => setEnding(false)}
          >
            {t('reply.endText')}
          </ConfirmDialog>
        </Group>
      )}
    </FormDrawer>
  )
}
