import { serviceApi, type Service } from '#contract/service/api.ts'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { useReturnFocus } from '../settings/use-return-focus.ts'

export const EndService = ({ service, onClose }: { service: Service; onClose: () => void }) => {
  useReturnFocus()
  const { t } = useWords()
  const end = useAction(serviceApi.end, { invalidates: [serviceApi.list], onSuccess: onClose })
  return (
    <ConfirmDialog
      isOpen
      title={t('service.endTitle', { name: service.name })}
      action={t('service.end')}
      isDangerous
      isPending={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate({ id: service.id })}
      onClose={onClose}
    >
      {t('service.endText')}
    </ConfirmDialog>
  )
}
