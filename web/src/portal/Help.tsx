import { Stack, Text, Title } from '@mantine/core'
import { IconPhone, IconUrgent } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { isClient, useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'
import { Hours } from './hours.tsx'
import { KnownFaults } from '../problem/KnownFaults.tsx'
import { HelpTopics } from './help-topics.tsx'
import style from './portal.module.css'

/** « Aide »: how we are reached, how it goes, what people ask. */
export const Help = () => {
  const { t } = useWords()
  const session = useSession()
  const { phone, emergencyPhone, name } = session.provider
  const steps = ['one', 'two', 'three', 'four'] as const
  const questions = ['who', 'target', 'again', 'secret'] as const
  return (
    <Page title={t('portal.help.title')} width="read">
      <Stack gap="xl">
        <section>
          <Title order={2} mb="xs">
            {t('portal.help.reach')}
          </Title>
          <div className={style['reach']}>
            <Number label={t('portal.help.phone')} phone={phone} icon={<IconPhone size={28} aria-hidden />} />
            <Number
              label={t('portal.help.emergency')}
              phone={emergencyPhone}
              icon={<IconUrgent size={28} aria-hidden />}
            />
          </div>
          <Text mt="xs" size="sm">
            {phone === null && emergencyPhone === null
              ? t('portal.help.noPhone')
              : t('portal.help.phoneFirst')}
          </Text>
        </section>
        {isClient(session) && (
          <section id="horaires">
            <Title order={2} mb="xs">
              {t('portal.help.hours')}
            </Title>
            <Hours />
          </section>
        )}
        {isClient(session) ? (
          <>
            <KnownFaults />
            <HelpTopics />
            <section>
              <Title order={2} mb="sm">
                {t('portal.help.how')}
              </Title>
              <ol className={style['steps']}>
                {steps.map((step) => (
                  <li key={step}>
                    <strong>{t(`portal.help.steps.${step}`)}</strong>
                    <p>{t(`portal.help.steps.${step}Text`)}</p>
                  </li>
                ))}
              </ol>
            </section>
            <section>
              <Title order={2} mb="xs">
                {t('portal.help.questions')}
              </Title>
              <dl className={style['questions']}>
                {questions.map((question) => (
                  <div key={question}>
                    <dt>{t(`portal.help.${question}`)}</dt>
                    <dd>{t(`portal.help.${question}Text`)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          </>
        ) : (
          <Text>{t('portal.supplier.howText', { name })}</Text>
        )}
      </Stack>
    </Page>
  )
}

const Number = ({ label, phone, icon }: { label: string; phone: string | null; icon: ReactNode }) =>
  phone === null ? null : (
    <a className={style['phone']} href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>
      {icon}
      <div>
        <span>{label}</span>
        <strong>{phone}</strong>
      </div>
    </a>
  )
