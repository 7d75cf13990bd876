import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** IPv4 that is not the public internet (IANA special-purpose registry). */
const closedV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

/**
 * IPv6 is refused but for the one block that is given out as global unicast; these are the exceptions within it.
 * So ::1, mapped and compatible IPv4, ISATAP, NAT64, 100::/64, 5f00::/16, unique local, link and site local and
 * multicast need no line, nor does what IANA has yet to give out.
 */
const openV6 = ['2000::', 3] as const
const closedV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const closed = new BlockList()
for (const [net, prefix] of closedV4) closed.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of closedV6) closed.addSubnet(net, prefix, 'ipv6')

const open = new BlockList()
open.addSubnet(...openV6, 'ipv6')

/**
 * Whether an address, as resolved, lies on the public internet. Anything but a plain IPv4 or IPv6 address is
 * not: octal, hexadecimal or shortened IPv4, a zone (`fe80::1%eth0`), a name.
 */
export const isPublicAddress = (ip: string): boolean => {
  if (isIPv4(ip)) return !closed.check(ip, 'ipv4')
  return isIPv6(ip) && !ip.includes('%') && open.check(ip, 'ipv6') && !closed.check(ip, 'ipv6')
}

/** Whether an address lies in one of an endpoint's allowed networks. */
export type Networks = (ip: string) => boolean

/** Networks such as `127.0.0.0/8` or `fd00::/8`; an address alone is a network of one. Throws on anything else. */
export const readNetworks = (networks: readonly string[]): Networks => {
  if (networks.length === 0) return () => false
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix, ...rest] = network.split('/')
    const bits = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : 0
    const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1
    if (bits === 0 || length < 0 || length > bits || rest.length > 0) {
      throw new Error(`not a network, such as 127.0.0.0/8: ${network}`)
    }
    list.addSubnet(address, length, bits === 32 ? 'ipv4' : 'ipv6')
  }
  return (ip) => {
    if (isIPv4(ip)) return list.check(ip, 'ipv4')
    return isIPv6(ip) && !ip.includes('%') && list.check(ip, 'ipv6')
  }
}
