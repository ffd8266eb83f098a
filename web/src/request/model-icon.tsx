import type { ModelIcon as Name } from '#contract/request/model.ts'
import {
  IconBulb,
  IconCar,
  IconDeviceLaptop,
  IconFileText,
  IconKey,
  IconLock,
  IconMail,
  IconNetwork,
  IconPackage,
  IconPhone,
  IconUserMinus,
  IconUserPlus,
  IconAppWindow,
  type Icon,
} from '@tabler/icons-react'

const icons: Readonly<Record<Name, Icon>> = {
  arrival: IconUserPlus,
  departure: IconUserMinus,
  key: IconKey,
  lock: IconLock,
  device: IconDeviceLaptop,
  software: IconAppWindow,
  advice: IconBulb,
  travel: IconCar,
  mail: IconMail,
  network: IconNetwork,
  phone: IconPhone,
  file: IconFileText,
  other: IconPackage,
}

export const ModelIcon = ({ name, size = 24 }: { name: Name; size?: number }) => {
  const Drawn = icons[name]
  return <Drawn size={size} aria-hidden />
}
