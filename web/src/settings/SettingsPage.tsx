import { artefactApi } from '#contract/artefact/api.ts'
import { Text, Title } from '@mantine/core'
import {
  IconBug,
  IconArrowsExchange,
  IconBuilding,
  IconCalendar,
  IconCertificate,
  IconContract,
  IconDatabaseExport,
  IconGrid3x3,
  IconHeartbeat,
  IconMail,
  IconMailbox,
  IconMailOpened,
  IconMailOff,
  IconMessage2,
  IconRepeat,
  IconServer2,
  IconShieldCheck,
  IconSitemap,
  IconStack2,
  IconStairsUp,
  IconTemplate,
  IconTicket,
  IconUserCheck,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { Page } from '../ui/page.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { keepsAccounts } from './may-keep.ts'
import style from './settings.module.css'

/** Everything that governs the work, by what one comes for. */
export const SettingsPage = () => {
  const { t } = useWords()
  const session = useSession()
  const waiting = useApi(artefactApi.listPropositions, {}).data?.items.length ?? 0
  return (
    <Page title={t('settings.title')}>
      <Text size="sm" maw={720}>
        {t('settings.lead')}
      </Text>
      <Section title={t('settings.group.work')}>
        <Door href="/reglages/organisation" icon={<IconBuilding />} title={t('settings.organisation.title')}>
          {t('settings.organisation.text')}
        </Door>
        <Door href="/reglages/grille" icon={<IconGrid3x3 />} title={t('grid.title')}>
          {t('settings.card.grid')}
        </Door>
        <Door href="/reglages/niveaux" icon={<IconStairsUp />} title={t('escalation.title')}>
          {t('settings.card.levels')}
        </Door>
        <Door href="/reglages/niveaux-problemes" icon={<IconBug />} title={t('problem.levels.title')}>
          {t('problem.levels.card')}
        </Door>
        <Door href="/reglages/modeles" icon={<IconTemplate />} title={t('request.model.title')}>
          {t('request.model.card')}
        </Door>
        <Door href="/reglages/acteurs" icon={<IconUserCheck />} title={t('change.actors.title')}>
          {t('change.actors.method')}
        </Door>
        <Door href="/reglages/changements" icon={<IconArrowsExchange />} title={t('change.modelsTitle')}>
          {t('change.modelsText')}
        </Door>
        <Door href="/reglages/reponses" icon={<IconMessage2 />} title={t('reply.title')}>
          {t('reply.card')}
        </Door>
        <Door href="/reglages/gabarits" icon={<IconTicket />} title={t('template.title')}>
          {t('template.card')}
        </Door>
        <Door href="/reglages/recurrences" icon={<IconRepeat />} title={t('recurrence.title')}>
          {t('recurrence.card')}
        </Door>
        <Door href="/reglages/types" icon={<IconStack2 />} title={t('configuration.types.title')}>
          {t('configuration.types.card')}
        </Door>
        <Door href="/reglages/calendriers" icon={<IconCalendar />} title={t('calendar.title')}>
          {t('settings.card.calendars')}
        </Door>
      </Section>
      <Section title={t('settings.group.proof')}>
        <Door href="/methode/procedures" icon={<IconSitemap />} title={t('procedure.title')}>
          {t('settings.card.procedures')}
        </Door>
        <Door href="/methode/propositions" icon={<IconCertificate />} title={t('artefact.adopt.title')}>
          {t('settings.card.propositions')}{' '}
          {waiting > 0 && (
            <ToneBadge tone="caution">{t('settings.card.waiting', { count: waiting })}</ToneBadge>
          )}
        </Door>
        <Door href="/methode/journal" icon={<IconShieldCheck />} title={t('settings.journal.title')}>
          {t('settings.card.journal')}
        </Door>
      </Section>
      <Section title={t('settings.group.people')}>
        <Door href="/personnes" icon={<IconUsers />} title={t('person.title')}>
          {t('settings.card.persons')}
        </Door>
        <Door href="/equipes" icon={<IconUsersGroup />} title={t('team.title')}>
          {t('settings.card.teams')}
        </Door>
      </Section>
      {keepsAccounts(session) && (
        <Section title={t('settings.group.installation')}>
          <Door href="/reglages/etat" icon={<IconHeartbeat />} title={t('health.title')}>
            {t('health.card')}
          </Door>
          <Door href="/reglages/sauvegardes" icon={<IconDatabaseExport />} title={t('backup.title')}>
            {t('backup.card')}
          </Door>
        </Section>
      )}
      <Section title={t('settings.group.mail')}>
        <Door href="/reglages/notifications" icon={<IconMailOpened />} title={t('letter.title')}>
          {t('letter.card')}
        </Door>
        <Door href="/reglages/messagerie" icon={<IconMailbox />} title={t('mail.box.title')}>
          {t('mail.card.mailboxes')}
        </Door>
        <Door href="/reglages/courriels" icon={<IconMail />} title={t('mail.title')}>
          {t('mail.card.mails')}
        </Door>
        <Door href="/reglages/expediteurs" icon={<IconMailOff />} title={t('mail.blocked.title')}>
          {t('mail.card.blocked')}
        </Door>
      </Section>
      <Section title={t('settings.group.offer')}>
        <Door href="/services" icon={<IconServer2 />} title={t('service.title')}>
          {t('settings.card.services')}
        </Door>
        <Door href="/contrats" icon={<IconContract />} title={t('agreement.title')}>
          {t('settings.card.contracts')}
        </Door>
      </Section>
    </Page>
  )
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <Title order={2} size="h3" mb="xs">
      {title}
    </Title>
    <ul className={style['doors']}>{children}</ul>
  </section>
)

const Door = ({ href, icon, title, children }: DoorProps) => (
  <li>
    <AppLink href={href} className={style['door']}>
      <span className={style['icon']} aria-hidden>
        {icon}
      </span>
      <span>
        <strong>{title}</strong>
        <Text span size="sm" c="dimmed" display="block">
          {children}
        </Text>
      </span>
    </AppLink>
  </li>
)

interface DoorProps {
  href: string
  icon: ReactNode
  title: string
  children: ReactNode
}
