import { Text } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { RichText } from '../ui/rich-text.tsx'
import { ReportName } from '../report/report-choice.tsx'
import { CampaignName } from '../verification/campaign-choice.tsx'
import { causes, controls, isFieldName, type FieldName } from './move-fields.ts'
import style from './record.module.css'
import { Section } from './Section.tsx'
import type { Ticket } from './ticket.ts'
import { useNames } from './use-names.ts'

/** What the steps wrote on the ticket besides its solution: cause, supplier, price, review … */
export const Findings = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const known = Object.entries(ticket.facts).flatMap(([name, value]) =>
    isFieldName(name) && !elsewhere(ticket).has(name) && isSaid(value) ? [{ name, value }] : [],
  )
  if (known.length === 0) return null
  return (
    <Section title={t('record.page.findings')}>
      <dl className={style['facts']}>
        {known.map(({ name, value }) => (
          <Finding key={name} name={name} value={value} />
        ))}
      </dl>
    </Section>
  )
}

/** What the page shows in a place of its own. */
const elsewhere = ({ kind }: Ticket): ReadonlySet<string> =>
  new Set(kind === 'PRB' ? ['solution', ...ofProblem] : ['solution', 'openProblem', 'link'])

const ofProblem = ['level', 'symptom', 'workaround', 'reviewOn', 'outcome', 'causeCategory', 'approved']

const isSaid = (value: unknown): value is string | number | boolean =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean'

const Finding = ({ name, value }: { name: FieldName; value: string | number | boolean }) => {
  const { t } = useWords()
  const names = useNames()
  const control = controls[name]
  const text = String(value)
  const cause = causes.find((one) => one === value)
  const said = {
    cause: cause === undefined ? text : t(`incident.cause.${cause}`),
    supplier: names.supplier(text),
    colleague: names.person(text),
  }
  const isRich = control === 'rich' || control === 'paragraphs'
  const plain =
    typeof value === 'boolean'
      ? t(value ? 'error.yes' : 'error.no')
      : control === 'cause' || control === 'supplier' || control === 'colleague'
        ? (said[control] ?? '…')
        : text
  const link =
    control === 'campaign' ? (
      <CampaignName id={text} />
    ) : control === 'report' ? (
      <ReportName id={text} />
    ) : null
  return (
    <>
      <dt>{t(`record.field.${name}`)}</dt>
      <dd>
        {isRich ? (
          <RichText html={text} />
        ) : (
          <Text size="sm" py={3}>
            {link ?? plain}
          </Text>
        )}
      </dd>
    </>
  )
}
