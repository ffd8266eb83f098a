import type { Impact } from '#contract/configuration/shape.ts'
import { Text, Title } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { HitBadge } from './impact-table.tsx'
import style from './impact.module.css'

/** What it means for others: services, and clients with what was agreed with them. */
export const ImpactSide = ({ impact, direction }: { impact: Impact; direction: 'up' | 'down' }) => {
  const { t } = useWords()
  const { services, clients } = impact
  if (direction === 'down') return null
  return (
    <aside className={style['side']} aria-label={t('configuration.impact.means')}>
      <Title order={3} size="h5">
        {t('configuration.impact.services')} ({services.length})
      </Title>
      {services.length === 0 && <None />}
      <ul>
        {services.map(({ id, number, name, isEssential, hit }) => (
          <li key={id}>
            <div>
              <TextLink href={`/parc/${number}`} size="sm">
                {name}
              </TextLink>
              <HitBadge hit={hit} />
            </div>
            {isEssential && (
              <Text size="xs" c="dimmed">
                {t('service.essential')}
              </Text>
            )}
          </li>
        ))}
      </ul>
      <Title order={3} size="h5">
        {t('configuration.impact.clients')} ({clients.length})
      </Title>
      {clients.length === 0 && <None />}
      <ul>
        {clients.map(({ id, name, agreements }) => (
          <li key={id}>
            <TextLink href={`/clients/${id}`} size="sm">
              {name}
            </TextLink>
            {agreements.map((agreement) => (
              <Text size="xs" key={agreement.id}>
                {t('configuration.impact.agreement')}{' '}
                <TextLink href={`/contrats/${agreement.id}`} size="xs">
                  {agreement.serviceName}
                </TextLink>
              </Text>
            ))}
          </li>
        ))}
      </ul>
    </aside>
  )
}

const None = () => {
  const { t } = useWords()
  return (
    <Text size="sm" c="dimmed" mb="sm">
      {t('configuration.impact.nobody')}
    </Text>
  )
}
