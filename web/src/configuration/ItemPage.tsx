import { configurationApi } from '#contract/configuration/api.ts'
import { standsForSoftware } from '#contract/licence/shape.ts'
import { Alert, Button, Loader, Menu, Tabs } from '@mantine/core'
import {
  IconDeviceRemote,
  IconDots,
  IconEyeCheck,
  IconGitMerge,
  IconPencil,
  IconTicket,
} from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useFilters, useParam } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { AppLink, TextLink } from '../ui/app-link.tsx'
import { CampaignTick } from '../verification/campaign-tick.tsx'
import { Page } from '../ui/page.tsx'
import { History } from './history.tsx'
import { ImpactView } from './ImpactView.tsx'
import { openLayout, warmLayout } from './impact-layout.ts'
import { useAt } from './item-filter.ts'
import { ItemForm } from './item-form.tsx'
import { ItemSoftware } from '../licence/ItemSoftware.tsx'
import { InventorySection } from '../inventory/InventorySection.tsx'
import { ItemRecords } from './item-records.tsx'
import { ControlBadge, StateBadge } from './item-state.tsx'
import { MergeDialog, UnmergeDialog } from './merge-dialogs.tsx'
import { newTicketAddress } from './new-ticket-address.ts'
import { Overview } from './overview.tsx'
import style from './parc.module.css'
import { PastBanner } from './past-banner.tsx'
import { RelationList } from './relation-list.tsx'
import { TimeSlider } from './time-slider.tsx'
import { TypeIcon } from './type-icons.tsx'
import { isWhole, useTypes, type Item } from './use-types.ts'

const tabs = ['fiche', 'relations', 'impact', 'logiciels', 'inventaire', 'historique', 'tickets'] as const
type Tab = (typeof tabs)[number]
const words = {
  fiche: 'overview',
  relations: 'relations',
  impact: 'impact',
  logiciels: 'software',
  inventaire: 'inventory',
  historique: 'history',
  tickets: 'records',
} as const

// What fails here is said where the graph is drawn.
const quietly = (done: Promise<unknown>) => void done.catch(() => undefined)
const warm = () => quietly(warmLayout())

/** One item: what it is, what it has to do with others, what became of it; all of it at a past instant as well. */
export const ItemPage = () => {
  const { t } = useWords()
  const number = useParam('number')
  const { at } = useAt()
  const [{ onglet }] = useFilters(['onglet'])
  useEffect(() => {
    if (onglet === 'impact') quietly(openLayout())
  }, [onglet])
  const present = useApi(configurationApi.read, { number }, { keepsPrevious: true })
  const past = useApi(
    configurationApi.read,
    { number, ...(at === null ? {} : { at }) },
    { keepsPrevious: true, enabled: at !== null },
  )
  const today = isWhole(present.data) && present.data.number === number ? present.data : null
  const then = at !== null && isWhole(past.data) && past.data.number === number ? past.data : null
  if (today !== null) return <ItemView key={number} today={today} then={then} thenError={past.error} />
  return present.error === null ? (
    <Loader mt="xl" mx="auto" display="block" aria-label={t('configuration.item')} />
  ) : (
    <ProblemAlert error={present.error} onRetry={() => void present.refetch()} />
  )
}

const ItemView = ({ today, then, thenError }: { today: Item; then: Item | null; thenError: unknown }) => {
  const { t } = useWords()
  const { at } = useAt()
  const { of, nameOf } = useTypes()
  const [{ onglet }, set] = useFilters(['onglet'])
  const tab: Tab = tabs.find((one) => one === onglet) ?? 'fiche'
  const isPast = at !== null
  const item = then ?? today
  const type = of(item.type)
  const hasSoftware = type !== undefined && standsForSoftware(type)
  const shownTabs = tabs.filter((one) => one !== 'logiciels' || hasSoftware || one === tab)
  const isMissing = isPast && then === null && thenError !== null
  return (
    <Page
      title={`${today.number} ${item.name}`}
      heading={
        <span className={style['title']}>
          <TypeIcon name={type?.icon} size={26} />
          <span>
            <span className={style['number']}>{today.number}</span> {item.name}
          </span>
        </span>
      }
      crumbs={[{ label: t('configuration.title'), href: '/parc' }]}
      actions={!isPast && <Actions item={today} />}
    >
      <div className={style['under']}>
        <StateBadge state={item.state} />
        {type !== undefined && <ControlBadge control={type.control} />}
        <span>{nameOf(item.type)}</span>
        <span>
          {item.clientName === null || item.clientId === null ? (
            t('configuration.filter.noClient')
          ) : (
            <TextLink inherit href={`/clients/${item.clientId}`}>
              {item.clientName}
            </TextLink>
          )}
        </span>
        <Verified item={today} />
      </div>
      {today.mergedInto !== null && <Merged item={today} into={today.mergedInto} />}
      <TimeSlider number={today.number} />
      <PastBanner of="item" />
      {!isPast && <CampaignTick number={today.number} />}
      <Tabs
        value={tab}
        onChange={(next) => set({ onglet: next === 'fiche' ? undefined : (next ?? undefined) })}
        keepMounted={false}
      >
        <Tabs.List aria-label={today.name} mb="md">
          {shownTabs.map((one) => (
            <Tabs.Tab
              key={one}
              value={one}
              {...(one === 'impact' && { onPointerEnter: warm, onFocus: warm })}
            >
              {t(`configuration.tabs.${words[one]}`)}
              {one === 'relations' && item.relations.length > 0 && ` (${item.relations.length})`}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          {isMissing && tab !== 'tickets' && tab !== 'historique' ? (
            <Alert variant="light" color="gray">
              {t('configuration.notThen')}
            </Alert>
          ) : (
            <Content tab={tab} item={item} today={today} at={at} />
          )}
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

const Content = ({ tab, item, today, at }: { tab: Tab; item: Item; today: Item; at: string | null }) => {
  switch (tab) {
    case 'fiche':
      return <Overview item={item} today={at === null ? null : today} />
    case 'relations':
      return <RelationList item={item} isPast={at !== null} />
    case 'impact':
      return <ImpactView number={today.number} {...(at === null ? {} : { at })} />
    case 'logiciels':
      return <ItemSoftware item={today} />
    case 'inventaire':
      return <InventorySection number={today.number} type={today.type} />
    case 'historique':
      return <History item={today} />
    default:
      return <ItemRecords item={today} />
  }
}

const Verified = ({ item }: { item: Item }) => {
  const { t } = useWords()
  const { day } = useTime()
  return (
    <span>
      {item.verifiedAt === null
        ? t('configuration.neverVerified')
        : t('configuration.verified', { at: day(item.verifiedAt) })}
    </span>
  )
}

const Merged = ({ item, into }: { item: Item; into: string }) => {
  const { t } = useWords()
  const [isUndoing, setUndoing] = useState(false)
  return (
    <Alert variant="light" color="gray" icon={<IconGitMerge aria-hidden />}>
      <TextLink href={`/parc/${into}`}>{t('configuration.merge.merged', { number: into })}</TextLink>{' '}
      {item.actions.includes('unmerge') && (
        <Button variant="default" size="compact-sm" ml="sm" onClick={() => setUndoing(true)}>
          {t('configuration.merge.undo')}
        </Button>
      )}
      {isUndoing && <UnmergeDialog item={item} onClose={() => setUndoing(false)} />}
    </Alert>
  )
}

/** What the server offers this person, the rarer ones behind one button. */
const Actions = ({ item }: { item: Item }) => {
  const { t } = useWords()
  const [open, setOpen] = useState<'edit' | 'merge' | null>(null)
  const verify = useAction(configurationApi.verify, {
    invalidates: [[configurationApi.read, { number: item.number }]],
  })
  const remote = item.attributes['remoteLink']
  const close = () => setOpen(null)
  const isOffered = (action: Item['actions'][number]) => item.actions.includes(action)
  return (
    <>
      {typeof remote === 'string' && remote !== '' && (
        <Button
          component="a"
          href={remote}
          rel="noreferrer"
          {...(/^https?:/i.test(remote) ? { target: '_blank' } : {})}
          variant="default"
          leftSection={<IconDeviceRemote size={16} aria-hidden />}
        >
          {t('configuration.remote')}
        </Button>
      )}
      {isOffered('verify') && (
        <Button
          variant="default"
          visibleFrom="sm"
          leftSection={<IconEyeCheck size={16} aria-hidden />}
          loading={verify.isPending}
          onClick={() => verify.mutate({ number: item.number })}
        >
          {t('configuration.verify')}
        </Button>
      )}
      {isOffered('edit') && (
        <Button leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setOpen('edit')}>
          {t('configuration.edit')}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" px="xs" aria-label={t('configuration.more')}>
            <IconDots size={16} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component={AppLink}
            href={newTicketAddress(item)}
            leftSection={<IconTicket size={16} aria-hidden />}
          >
            {t('configuration.newTicket')}
          </Menu.Item>
          {isOffered('verify') && (
            <Menu.Item
              hiddenFrom="sm"
              leftSection={<IconEyeCheck size={16} aria-hidden />}
              onClick={() => verify.mutate({ number: item.number })}
            >
              {t('configuration.verify')}
            </Menu.Item>
          )}
          {isOffered('merge') && item.type !== 'service' && (
            <Menu.Item leftSection={<IconGitMerge size={16} aria-hidden />} onClick={() => setOpen('merge')}>
              {t('configuration.merge.action')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ProblemAlert error={verify.error} />
      {open === 'edit' && <ItemForm item={item} onDone={close} onClose={close} />}
      {open === 'merge' && <MergeDialog item={item} onClose={close} />}
    </>
  )
}
