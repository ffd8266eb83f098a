import type { OutputOf } from '#contract/endpoint.ts'
import { recordApi } from '#contract/record/api.ts'
import { Button, Collapse, Loader, Modal, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMaximize } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { ErrorBoundary } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import style from './procedure-drawing.module.css'
import { Section } from './Section.tsx'
import type { Ticket } from './ticket.ts'
import { processNamed, useProcedure, useProcedureWords } from './use-procedure.ts'

const Drawing = lazy(() =>
  import('./ProcedureDrawing.tsx').then((module) => ({ default: module.ProcedureDrawing })),
)

/** The procedure, small: the way that this ticket took, and the step where it is. The same stands beside it as a table. */
export const RecordProcedure = ({ ticket }: { ticket: Ticket }) => {
  const { t, say } = useWords()
  const [isOpen, { toggle }] = useDisclosure(false)
  const [isLarge, { open: enlarge, close: shrink }] = useDisclosure(false)
  const { key, versionId, number, isProposition } = ticket.judgedBy.procedure
  const process = processNamed(key)
  const procedure = useProcedure(isOpen ? process : undefined, versionId)
  const { data: path } = useApi(recordApi.path, { number: ticket.number }, { enabled: isOpen })
  const drawing = {
    xml: procedure?.xml ?? '',
    label: t('record.procedure.drawing', { number: ticket.number }),
    visited: (path?.visits ?? []).filter((visit) => visit.versionId === versionId).map(({ step }) => step),
    current: ticket.step.id,
  }
  return (
    <Section title={t('record.procedure.title')}>
      <Button variant="subtle" size="compact-xs" ml={-8} aria-expanded={isOpen} onClick={toggle}>
        {t(isOpen ? 'record.procedure.hide' : 'record.procedure.show')}
      </Button>
      <Collapse expanded={isOpen}>
        {isOpen && (procedure === undefined || path === undefined) && <Loader size="xs" />}
        {isOpen && procedure !== undefined && path !== undefined && (
          <>
            <Text size="xs" c="dimmed" my={4}>
              {t('record.procedure.version', { name: say(procedure.name), number })}
              {isProposition && ` – ${t('record.priority.proposition').toLowerCase()}`} ·{' '}
              <TextLink href={`/methode/procedures/${key}`} inherit>
                {t('record.procedure.open')}
              </TextLink>
            </Text>
            <ErrorBoundary>
              <Suspense fallback={<Loader size="xs" />}>
                <Drawing {...drawing} />
                <Legend />
                <Button
                  variant="subtle"
                  size="compact-xs"
                  leftSection={<IconMaximize size={14} aria-hidden />}
                  onClick={enlarge}
                >
                  {t('record.procedure.enlarge')}
                </Button>
                <Modal
                  opened={isLarge}
                  onClose={shrink}
                  fullScreen
                  title={drawing.label}
                  closeButtonProps={{ 'aria-label': t('shell.confirm.close') }}
                >
                  <Drawing {...drawing} height="calc(100dvh - 6rem)" />
                </Modal>
              </Suspense>
            </ErrorBoundary>
            <WayTable ticket={ticket} visits={path.visits} />
          </>
        )}
      </Collapse>
    </Section>
  )
}

const Legend = () => {
  const { t } = useWords()
  return (
    <div className={style['legend']}>
      <span>{t('record.procedure.visited')}</span>
      <span className={style['isHere']}>{t('record.procedure.now')}</span>
    </div>
  )
}

type Visits = OutputOf<typeof recordApi.path>['visits']

const WayTable = ({ ticket, visits }: { ticket: Ticket; visits: Visits }) => {
  const { t, say } = useWords()
  const { short, exact } = useTime()
  const words = useProcedureWords(ticket)
  return (
    <Table fz="xs" verticalSpacing={3} mt="xs" aria-label={t('record.procedure.path')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('record.procedure.step')}</Table.Th>
          <Table.Th>{t('record.procedure.how')}</Table.Th>
          <Table.Th>{t('record.procedure.when')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {visits.map(({ step, at, why }, position) => (
          <Table.Tr key={`${step} ${position}`}>
            <Table.Td>
              {step} · {say(words.step(step))}
            </Table.Td>
            <Table.Td>{t(`record.visit.${reasons.find((one) => one === why) ?? 'other'}`)}</Table.Td>
            <Table.Td title={exact(at)}>{short(at)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const reasons = [
  'started',
  'moved',
  'passed',
  'confirmed-by-voice',
  'override',
  'continued',
  'record-move',
  'called',
  'timer',
] as const
