import { BlockList, isIP } from 'node:net'
import { z } from 'zod'
import { textInLines } from '../filing/text.ts'

const isNetwork = (text: string): boolean => {
  const [address = '', prefix = ''] = text.split('/')
  const family = isIP(address)
  if (family === 0 || address.includes('%') || !/^\d{1,3}$/.test(prefix) || text.split('/').length !== 2)
    return false
  try {
    new BlockList().addSubnet(address, Number(prefix), family === 4 ? 'ipv4' : 'ipv6')
    return true
  } catch {
    return false
  }
}

const Network = z
  .string()
  .max(50)
  .refine(isNetwork, { error: 'network-unreadable' })
  .meta({ examples: ['10.20.0.0/16', 'fd00::/8'] })

/** Networks that are not public and in which an agency's endpoints may lie; replaces what was there. */
export const Networks = z.strictObject({ networks: z.array(Network).max(50), reason: textInLines(500) })
