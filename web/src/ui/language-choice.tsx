import { SegmentedControl, Text } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { useLanguageChange } from './language-switch.tsx'

/** Both languages side by side, for the profile. */
export const LanguageChoice = ({ label }: { label: string }) => {
  const { t, language } = useWords()
  const change = useLanguageChange()
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {label}
      </Text>
      <SegmentedControl
        aria-label={label}
        value={language}
        onChange={(value) => change(value === 'en' ? 'en' : 'fr')}
        data={[
          { value: 'fr', label: t('shell.language.fr') },
          { value: 'en', label: t('shell.language.en') },
        ]}
      />
    </div>
  )
}
