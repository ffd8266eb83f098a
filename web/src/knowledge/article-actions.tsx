import { artefactApi } from '#contract/artefact/api.ts'
import { knowledgeApi, type Article } from '#contract/knowledge/api.ts'
import { Alert, Button, Menu, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconDots, IconPencil } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { notify } from '../platform/notify.ts'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { ColleaguePicker } from '../record/pickers.tsx'
import { RejectDialog } from '../artefact/reject-dialog.tsx'
import { useReturnFocus } from '../settings/use-return-focus.ts'
import { AppLink } from '../ui/app-link.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ProblemAlert } from '../platform/errors.tsx'
import { contentOf, outdatedByArticles } from './use-article.ts'

type Dialog = 'approve' | 'reject' | 'withdraw' | 'review' | null

/** What may be done with an article; the server says what. */
export const ArticleActions = ({ article }: { article: Article }) => {
  const { t } = useWords()
  const [dialog, open] = useState<Dialog>(null)
  const { actions, number, latest } = article
  const invalidates = outdatedByArticles
  const submit = useAction(artefactApi.submit, {
    invalidates,
    onSuccess: () => void notify(t('knowledge.do.submitted')),
  })
  const putBack = useAction(knowledgeApi.putBack, {
    invalidates,
    onSuccess: () => void notify(t('knowledge.withdraw.returned')),
  })
  const close = () => open(null)
  const may = (action: Article['actions'][number]) => actions.includes(action)
  const more: readonly ['reject' | 'review' | 'withdraw', boolean][] = [
    ['reject', may('reject')],
    ['review', may('review')],
    ['withdraw', may('withdraw')],
  ]
  return (
    <>
      {may('edit') && (
        <Button
          variant="default"
          component={AppLink}
          href={`/connaissances/${number}/modifier`}
          leftSection={<IconPencil size={16} aria-hidden />}
        >
          {t('knowledge.do.edit')}
        </Button>
      )}
      {may('submit') && (
        <Button
          variant={may('approve') ? 'default' : 'filled'}
          loading={submit.isPending}
          onClick={() => submit.mutate({ id: latest.id })}
        >
          {t('knowledge.do.submit')}
        </Button>
      )}
      {may('approve') && <Button onClick={() => open('approve')}>{t('knowledge.do.approve')}</Button>}
      {may('return') && (
        <Button loading={putBack.isPending} onClick={() => putBack.mutate({ number })}>
          {t('knowledge.do.return')}
        </Button>
      )}
      {more.some(([, isOffered]) => isOffered) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" px="xs" aria-label={t('shell.rail.more')}>
              <IconDots size={18} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map(([action, isOffered]) =>
              isOffered ? (
                <Menu.Item key={action} onClick={() => open(action)}>
                  {t(`knowledge.do.${action}`)}
                </Menu.Item>
              ) : null,
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      <ProblemAlert error={submit.error ?? putBack.error} />
      {dialog === 'approve' && <PublishDialog article={article} onClose={close} />}
      {dialog === 'reject' && <RejectArticle article={article} onClose={close} />}
      {dialog === 'withdraw' && <WithdrawDialog article={article} onClose={close} />}
      {dialog === 'review' && <ReviewDialog article={article} onClose={close} />}
    </>
  )
}

interface DialogProps {
  article: Article
  onClose: () => void
}

/** Says before it is done who will read it. */
const PublishDialog = ({ article: { latest, clientName }, onClose }: DialogProps) => {
  useReturnFocus()
  const { t } = useWords()
  const { person } = useSession()
  const [reviewOn, setReviewOn] = useState('')
  const visibility = contentOf(latest.content)?.visibility ?? 'staff'
  const who =
    visibility === 'client' && clientName !== null ? clientName : t(`knowledge.visibility.${visibility}`)
  const approve = useAction(artefactApi.approve, {
    invalidates: outdatedByArticles,
    onSuccess: ({ number }) => {
      void notify(t('knowledge.publish.done', { number }))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen
      title={t('knowledge.publish.title', { number: latest.number })}
      action={t('knowledge.do.approve')}
      isPending={approve.isPending}
      error={approve.error}
      onConfirm={() => approve.mutate({ id: latest.id, ...(reviewOn === '' ? {} : { reviewOn }) })}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{t('knowledge.publish.text')}</Text>
        <Text size="sm" fw={550}>
          {t('knowledge.publish.readers', { who })}
        </Text>
        {latest.author?.id === person.id && (
          <Alert variant="light" color="yellow" p="xs">
            {t('knowledge.publish.own')}
          </Alert>
        )}
        <DayField
          label={t('knowledge.publish.review')}
          description={t('knowledge.publish.reviewHelp')}
          value={reviewOn}
          onChange={setReviewOn}
        />
      </Stack>
    </ConfirmDialog>
  )
}

const RejectArticle = ({ article: { latest }, onClose }: DialogProps): ReactNode => (
  <RejectDialog version={latest} onClose={onClose} outdates={outdatedByArticles} />
)

const WithdrawDialog = ({ article: { number }, onClose }: DialogProps) => {
  useReturnFocus()
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const withdraw = useAction(knowledgeApi.withdraw, {
    invalidates: outdatedByArticles,
    onSuccess: () => {
      void notify(t('knowledge.withdraw.done'))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen
      title={t('knowledge.withdraw.title', { number })}
      action={t('knowledge.do.withdraw')}
      isDangerous
      isDisabled={reason.trim().length < 3}
      isPending={withdraw.isPending}
      error={withdraw.error}
      onConfirm={() => withdraw.mutate({ number, reason })}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{t('knowledge.withdraw.text')}</Text>
        <Textarea
          label={t('knowledge.withdraw.reason')}
          required
          autosize
          minRows={2}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  )
}

const ReviewDialog = ({ article: { number, reviewOn, owner }, onClose }: DialogProps) => {
  useReturnFocus()
  const { t } = useWords()
  const [on, setOn] = useState(reviewOn ?? '')
  const [ownerId, setOwner] = useState<string | null>(owner.id)
  const edit = useAction(knowledgeApi.edit, {
    invalidates: outdatedByArticles,
    onSuccess: () => {
      void notify(t('knowledge.review.done'))
      onClose()
    },
  })
  const save = () =>
    edit.mutate({
      number,
      ...(on === '' ? {} : { reviewOn: on }),
      ...(ownerId === null ? {} : { ownerId }),
    })
  return (
    <ConfirmDialog
      isOpen
      title={t('knowledge.review.title', { number })}
      action={t('knowledge.review.save')}
      isPending={edit.isPending}
      error={edit.error}
      onConfirm={save}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{t('knowledge.review.text')}</Text>
        <DayField label={t('knowledge.review.on')} value={on} onChange={setOn} />
        <ColleaguePicker label={t('knowledge.review.owner')} value={ownerId} onChange={setOwner} />
      </Stack>
    </ConfirmDialog>
  )
}

const DayField = ({ label, description, value, onChange }: DayFieldProps) => (
  <TextInput
    type="date"
    label={label}
    description={description}
    value={value}
    onChange={({ currentTarget }) => onChange(currentTarget.value)}
  />
)

interface DayFieldProps {
  label: string
  description?: string
  value: string
  onChange: (day: string) => void
}
