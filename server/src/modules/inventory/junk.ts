/**
 * What firmware says when nobody has told it. Gathered from what GLPI and OCS ignore, from DMI tables of white-box boards and
 * from machines seen. Compared in lower case without anything but letters and digits.
 */
const placeholders = new Set([
  '0123456789',
  '1234567890',
  '123456789',
  '12345678',
  '1234567',
  '123456',
  '01234567',
  '0123456789abcdef',
  '123456789abcdef',
  '1234567890abcdef',
  '03142563',
  'assetnumber',
  'assettag',
  'baseboardassettag',
  'baseboardserialnumber',
  'boardserialnumber',
  'bottom',
  'basesn12345678',
  'mbsn1234567890',
  'chassisassettag',
  'chassisserialnumber',
  'chassisserial',
  'customer',
  'default',
  'defaultstring',
  'defaultserialnumber',
  'ebn12345678901234567',
  'eval',
  'fill',
  'filledbyoem',
  'invalid',
  'invalidentry',
  'manufacturer',
  'motherboardserialnumber',
  'na',
  'nil',
  'no',
  'noasset',
  'noassettag',
  'noassetinformation',
  'none',
  'noserial',
  'noserialnumber',
  'nosn',
  'notapplicable',
  'notassigned',
  'notavailable',
  'notdefined',
  'notfilled',
  'notpresent',
  'notprovided',
  'notsettable',
  'notset',
  'notspecified',
  'null',
  'oem',
  'oemdefault',
  'oemserial',
  'other',
  'overlayblk',
  'productname',
  'sernum',
  'sernum0',
  'sernum1',
  'serial',
  'serialno',
  'serialnumber',
  'sn',
  'sn12345',
  'sn123456',
  'sn1234567890',
  'sys1234567890',
  'systemmanufacturer',
  'systemname',
  'systemproductname',
  'systemserialnumber',
  'systemversion',
  'tobefilled',
  'tobefilledbyoem',
  'tobefilledbyoemasset',
  'tobefilledbyvendor',
  'tbd',
  'test',
  'type1assettag',
  'undefined',
  'unknow',
  'unknown',
  'unspecified',
  'virtual',
  'xxxxx',
])

const bare = (value: string) => value.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** True of what tells nothing: empty, a placeholder, one character over and over, whatever the case or dots. */
export const isPlaceholder = (value: string): boolean => {
  const plain = bare(value)
  return plain === '' || placeholders.has(plain) || /^(.)\1*$/u.test(plain) || plain.startsWith('tobefilled')
}

/** A serial number by which machines can be told apart, in the form in which two are compared; null where it is none. */
export const usableSerial = (value: string | null | undefined): string | null => {
  if (value === null || value === undefined || isPlaceholder(value)) return null
  const plain = bare(value)
  // Two or three characters are a slot or a revision, never a serial number.
  return plain.length < 4 ? null : plain
}

const junkUuids = new Set([
  '03000200040005000006000700080009',
  '00020003000400050006000700080009',
  '12345678123456781234567812345678',
  '123456781234567890abcddeefaabbcc',
  '12345678123412341234123456789012',
  '12345678123412341234123456789abc',
  '0123456789abcdef0123456789abcdef',
  '00112233445566778899aabbccddeeff',
  '01020304050607080910111213141516',
  '4c4c4544000020108020800000000000',
  '4c4c454400002010802080c04f202020',
  'fefefefefefefefefefefefefefefefe',
  '20202020202020202020202020202020',
])

/** A UUID by which machines can be told apart, in lower case with hyphens; null where it is none. */
export const usableUuid = (value: string | null | undefined): string | null => {
  const digits = (value ?? '').trim().toLowerCase().replace(/[{}-]/gu, '')
  if (!/^[0-9a-f]{32}$/u.test(digits)) return null
  const hasFewDigits = new Set(digits).size <= 2
  if (hasFewDigits || junkUuids.has(digits) || junkUuids.has(swapped(digits))) return null
  return hyphened(digits)
}

/** The same UUID as seen by who reads its first three groups in the other byte order (SMBIOS before and after 2.6). */
export const swappedUuid = (uuid: string): string => {
  return hyphened(swapped(uuid.replace(/-/gu, '')))
}

const swapped = (digits: string): string => {
  const turn = (group: string) => (group.match(/../gu) ?? []).toReversed().join('')
  return turn(digits.slice(0, 8)) + turn(digits.slice(8, 12)) + turn(digits.slice(12, 16)) + digits.slice(16)
}

const hyphened = (digits: string) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5')

/** Addresses that software gives to every machine alike. */
const junkMacs = new Set([
  '00:05:9a:3c:78:00', // Cisco AnyConnect
  '00:05:9a:3c:7a:00',
  '00:09:0f:aa:00:01', // FortiClient
  '00:09:0f:fe:00:01',
  '00:1c:42:00:00:08', // Parallels, on the host
  '00:1c:42:00:00:09',
  '00:50:56:c0:00:01', // VMware, on the host
  '00:50:56:c0:00:08',
  '00:53:45:00:00:00', // dial-up of Windows
  '00:a0:c6:00:00:00', // modems
  '02:00:4c:4f:4f:50', // loopback of Windows
  '02:05:85:7f:eb:80', // Juniper
  '02:50:41:00:00:01', // GlobalProtect
  '02:50:f2:00:00:01', // Microsoft
  '02:80:37:ec:02:00', // modems
  '20:41:53:59:4e:ff', // RAS
  '33:50:6f:45:30:30', // PPPoE
  '50:50:54:50:30:30', // PPTP
  '58:2c:80:13:92:63', // modems
  '80:00:60:0f:e8:00', // Windows Mobile
])

/** Ranges that exist inside a machine only: Docker, VirtualBox host-only, TAP of OpenVPN. */
const junkMacRange = /^(?:02:42:|0a:00:27:|00:ff:)/u

/** A MAC address by which machines can be told apart, or null. */
export const usableMac = (value: string | null | undefined): string | null => {
  const mac = (value ?? '').trim().toLowerCase().replace(/-/gu, ':')
  if (!/^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/u.test(mac)) return null
  const isGroup = Number.parseInt(mac.slice(0, 2), 16) % 2 === 1
  const isMonotone = new Set(mac.replace(/:/gu, '')).size === 1
  return isGroup || isMonotone || junkMacs.has(mac) || junkMacRange.test(mac) ? null : mac
}
