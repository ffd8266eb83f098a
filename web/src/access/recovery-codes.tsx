import { Alert, Button, CopyButton, Group, Stack, Title } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import style from './access.module.css'

/** Shown once: afterwards nobody can read them again. */
export const RecoveryCodes = ({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) => {
  const { t } = useWords()
  return (
    <Stack maw={560} role="status">
      <Title order={3}>{t('access.factor.codesTitle')}</Title>
      <Alert variant="light">{t('access.factor.codesText')}</Alert>
      <ul className={style['codes']}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'access.factor.copied' : 'access.factor.copy')}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={() => window.print()}>
          {t('access.factor.print')}
        </Button>
        <Button onClick={onKept}>{t('access.factor.kept')}</Button>
      </Group>
    </Stack>
  )
}
