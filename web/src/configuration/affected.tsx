import type { Impact } from '#contract/configuration/shape.ts'
import { List, Text } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'

/** Services that stand on the items of a ticket, and the clients who have them. */
export const Affected = ({ services, clients }: Pick<Impact, 'services' | 'clients'>) => {
  const { t } = useWords()
  if (services.length === 0 && clients.length === 0) return null
  return (
    <>
      <Text size="xs" fw={600} c="dimmed" mt="xs" mb={2}>
        {t('configuration.onRecord.affected')}
      </Text>
      <List listStyleType="none" size="sm" spacing={2}>
        {services.map(({ id, number, name, isEssential, hit }) => (
          <List.Item key={id}>
            <TextLink inherit href={`/parc/${number}?onglet=impact`}>
              {name}
            </TextLink>
            <Text span size="xs" c="dimmed">
              {[
                isEssential ? t('configuration.onRecord.essential') : null,
                hit === 'weakened' ? t('configuration.onRecord.weakened') : null,
              ]
                .filter(Boolean)
                .map((word) => ` · ${word}`)}
            </Text>
          </List.Item>
        ))}
        {clients.length > 0 && (
          <List.Item>
            {clients.map(({ id, name }, at) => (
              <span key={id}>
                {at > 0 && ', '}
                <TextLink inherit href={`/clients/${id}`}>
                  {name}
                </TextLink>
              </span>
            ))}
          </List.Item>
        )}
      </List>
    </>
  )
}
