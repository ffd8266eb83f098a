import { brandApi, largestLogo } from '#contract/brand/api.ts'
import { Button, ColorInput, FileButton, Group, Input, Loader, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { isProblem } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi, useUpload } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { bandColours } from '../ui/band-colours.ts'
import { Logo } from '../ui/logo.tsx'
import style from './brand.module.css'

const outdated = [brandApi.read, brandApi.mine, brandApi.ofProvider]

/** Logo and colour of one house, as they will be seen. */
export const BrandEditor = ({ id, name, mayKeep, isProvider = false }: BrandEditorProps) => {
  const { t } = useWords()
  const { data: brand, error } = useApi(brandApi.read, { id })
  const [typed, setTyped] = useState<string | null>(null)
  const [isTooLarge, setTooLarge] = useState(false)
  const paint = useAction(brandApi.setColour, { invalidates: outdated, onSuccess: () => setTyped(null) })
  const send = useUpload(brandApi.setLogo, { invalidates: outdated })
  const remove = useAction(brandApi.removeLogo, { invalidates: outdated })
  const choose = (file: File | null) => {
    if (file === null) return
    setTooLarge(file.size > largestLogo.bytes)
    if (file.size <= largestLogo.bytes) send.mutate({ input: { id }, file })
  }
  const colour = typed ?? brand?.colour ?? ''
  const isColour = /^#[0-9a-f]{6}$/i.test(colour)
  const fault = send.error ?? remove.error ?? paint.error
  return (
    <section>
      <Title order={2} mb="xs">
        {t('brand.title')}
      </Title>
      <Text size="sm" mb="sm">
        {t(isProvider ? 'brand.ofProvider' : 'brand.ofClient')}
      </Text>
      <ProblemAlert error={error} />
      {brand === undefined && error === null && <Loader />}
      {brand !== undefined && (
        <Stack gap="sm">
          <div
            className={style['band']}
            style={bandColours(isColour ? colour.toLowerCase() : brand.colour)}
            role="img"
            aria-label={t('brand.preview')}
          >
            <Logo brand={brand} name={t('brand.logoOf', { name })} />
            <span>{name}</span>
          </div>
          {mayKeep && (
            <div className={style['editor']}>
              <Stack gap="xs">
                <div>
                  <Input.Label labelElement="div">{t('brand.logo')}</Input.Label>
                  <Input.Description>{t('brand.logoHelp')}</Input.Description>
                </div>
                <Group gap="xs">
                  <FileButton accept="image/png,image/jpeg,image/webp" onChange={choose}>
                    {(props) => (
                      <Button {...props} variant="default" loading={send.isPending}>
                        {t(brand.hasLogo ? 'brand.replace' : 'brand.choose')}
                      </Button>
                    )}
                  </FileButton>
                  {brand.hasLogo && (
                    <Button
                      variant="subtle"
                      color="gray"
                      loading={remove.isPending}
                      onClick={() => remove.mutate({ id })}
                    >
                      {t('brand.remove')}
                    </Button>
                  )}
                </Group>
              </Stack>
              <Stack gap="xs">
                <ColorInput
                  label={t('brand.colour')}
                  description={t('brand.colourHelp')}
                  placeholder="#0d5f6e"
                  value={colour}
                  onChange={setTyped}
                  eyeDropperButtonProps={{ 'aria-label': t('brand.colour') }}
                  withEyeDropper={false}
                />
                <Group gap="xs">
                  <Button
                    variant="default"
                    disabled={!isColour || typed === null}
                    loading={paint.isPending}
                    onClick={() => paint.mutate({ id, colour, version: brand.version })}
                  >
                    {t('brand.apply')}
                  </Button>
                  {brand.colour !== null && (
                    <Button
                      variant="subtle"
                      color="gray"
                      onClick={() => paint.mutate({ id, colour: null, version: brand.version })}
                    >
                      {t('brand.noColour')}
                    </Button>
                  )}
                </Group>
              </Stack>
            </div>
          )}
          {isTooLarge || isProblem(fault, 'too_large') ? (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {t('brand.refused.size')}
            </Text>
          ) : (
            <ProblemAlert error={fault} />
          )}
        </Stack>
      )}
    </section>
  )
}

interface BrandEditorProps {
  id: string
  name: string
  mayKeep: boolean
  isProvider?: boolean
}
