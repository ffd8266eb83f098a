import { configurationApi } from '#contract/configuration/api.ts'
import { verificationApi } from '#contract/verification/api.ts'
import { Alert, Button, Loader, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { IconDownload, IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { useParam } from '../platform/address.ts'
import { addressOf, isProblem, Unreachable } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useShell } from '../platform/shell-cache.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { NotFound } from '../ui/not-found.tsx'
import { Page } from '../ui/page.tsx'
import { useActs } from './acts.ts'
import { asPlain, byPlace, numberIn, withActs, type Campaign } from './campaign.ts'
import { ItemLine } from './campaign-item.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { FigureLine } from './figures.tsx'
import { Finds } from './finds.tsx'
import { Queue } from './queue.tsx'
import { Scanner } from './scanner.tsx'
import { sayScope } from './say-scope.ts'
import style from './verification.module.css'

/** A campaign in the hand: what is to be seen, place by place; every tick is kept here first, then sent. */
export const CampaignPage = () => {
  const { t } = useWords()
  const id = useParam('id')
  const { data, error, refetch } = useApi(verificationApi.read, { id })
  if (data !== undefined) return <CampaignView key={id} known={data} />
  if (isProblem(error, 'not_found') || isProblem(error, 'invalid_input')) return <NotFound />
  if (error instanceof Unreachable) return <Alert variant="light">{t('verification.notHere')}</Alert>
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  return <Loader mt="xl" mx="auto" display="block" aria-label={t('verification.title')} />
}

const CampaignView = ({ known }: { known: Campaign }) => {
  const words = useWords()
  const { t } = words
  const { short } = useTime()
  const acts = useActs(known.id)
  const campaign = withActs(known, acts.acts)
  const [isClosing, setClosing] = useState(false)
  useShell(
    {
      scope: '/parc/verifications/',
      reads: [addressOf(verificationApi.read, { id: known.id }), addressOf(configurationApi.listTypes, {})],
    },
    true,
  )
  const left = campaign.items.filter(({ result }) => result === null).length
  const figures = { ...known.figures, verified: campaign.items.length - left }
  return (
    <Page
      title={campaign.name}
      crumbs={[{ label: t('verification.title'), href: '/parc/verifications' }]}
      method={{ text: t('verification.method') }}
      actions={
        <>
          {campaign.minutes !== null && (
            <Button
              component="a"
              href={addressOf(verificationApi.file, { id: known.id })}
              download
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t('verification.minutes')}
            </Button>
          )}
          {campaign.mayClose && (
            <Button
              variant="default"
              disabled={acts.acts.length > 0}
              leftSection={<IconLock size={16} aria-hidden />}
              onClick={() => setClosing(true)}
            >
              {t('verification.close')}
            </Button>
          )}
        </>
      }
      width="read"
    >
      <div className={style['campaign']}>
        <Stack gap={2}>
          <Text size="sm">{sayScope(campaign, words)}</Text>
          <Text size="sm" c="dimmed">
            {t('verification.openedLine', { at: short(campaign.openedAt), name: campaign.openedBy ?? '–' })}
          </Text>
          {campaign.closedAt !== null && (
            <>
              <Text size="sm" c="dimmed">
                {t('verification.closedLine', {
                  at: short(campaign.closedAt),
                  name: campaign.closedBy ?? '–',
                })}
              </Text>
              <Text size="xs" c="dimmed" className={style['digest']}>
                {t('verification.digest', { sha256: campaign.sha256 ?? '' })}
              </Text>
            </>
          )}
          {campaign.minutes !== null && campaign.minutes.conclusion !== '' && (
            <Text mt="xs">{campaign.minutes.conclusion}</Text>
          )}
        </Stack>
        <FigureLine figures={figures} />
        {campaign.mayNote && <Queue acts={acts} id={known.id} />}
        <Items campaign={campaign} acts={acts} />
        <Finds campaign={campaign} acts={acts} />
      </div>
      {isClosing && <CloseDialog id={known.id} left={left} onClose={() => setClosing(false)} />}
    </Page>
  )
}

const Items = ({ campaign, acts }: { campaign: Campaign; acts: ReturnType<typeof useActs> }) => {
  const { t } = useWords()
  const [q, setQ] = useState('')
  const [isLeftOnly, setLeftOnly] = useState(false)
  const [aimed, setAimed] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const wanted = asPlain(q)
  const shown = campaign.items.filter(
    ({ name, number, serial, result }) =>
      (!isLeftOnly || result === null) &&
      (wanted === '' || asPlain(`${number} ${name} ${serial ?? ''}`).includes(wanted)),
  )
  const scanned = (text: string) => {
    const number = numberIn(text)
    const found = campaign.items.find((item) => item.number === number)
    setSaid(
      t(found === undefined ? 'verification.notInCampaign' : 'verification.scanned', {
        number: number ?? text.slice(0, 60),
      }),
    )
    if (found === undefined) return
    setQ(found.number)
    setLeftOnly(false)
    setAimed(found.number)
  }
  return (
    <>
      {campaign.mayNote && <Scanner onCode={scanned} />}
      <Text size="sm" role="status">
        {said}
      </Text>
      <TextInput
        type="search"
        label={t('verification.search')}
        value={q}
        onChange={({ currentTarget }) => setQ(currentTarget.value)}
      />
      <Switch
        label={t('verification.onlyLeft')}
        checked={isLeftOnly}
        onChange={({ currentTarget }) => setLeftOnly(currentTarget.checked)}
      />
      {shown.length === 0 && <Text size="sm">{t('verification.nothingLeft')}</Text>}
      {byPlace(shown).map(([place, items]) => (
        <section key={place} className={style['place']}>
          <Title order={2} size="h4">
            {place === '' ? t('verification.noLocation') : place}
          </Title>
          <ul className={style['items']}>
            {items.map((item) => (
              <ItemLine
                key={item.number}
                item={item}
                isAimed={aimed === item.number}
                mayNote={campaign.mayNote}
                onNote={(result) => void acts.note(item.number, result)}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
