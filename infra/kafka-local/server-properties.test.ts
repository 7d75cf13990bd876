import { describe, expect, it } from 'vitest'
import { serverProperties } from './server-properties.ts'

const voters = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ nodeId: n + 1, controllerPort: 20_001 + n }))

describe('serverProperties', () => {
  it('listens on this machine only', () => {
    const text = serverProperties({ nodeId: 1, port: 19_092, voters: voters(1) }, '/data', '4.3.1')
    expect(text).toContain('\nlisteners=PLAINTEXT://127.0.0.1:19092,CONTROLLER://127.0.0.1:20001\n')
    expect(text).not.toMatch(/0\.0\.0\.0|PLAINTEXT:\/\/:/)
  })

  it('keeps three copies, two of them in sync, on three nodes', () => {
    const text = serverProperties({ nodeId: 2, port: 19_092, voters: voters(3) }, '/data', '4.3.1')
    expect(text).toContain('controller.quorum.voters=1@127.0.0.1:20001,2@127.0.0.1:20002,3@127.0.0.1:20003\n')
    expect(text).toContain('min.insync.replicas=2\n')
    expect(text).toContain('offsets.topic.replication.factor=3\n')
  })

  it('names share groups only to versions that know them', () => {
    const place = { nodeId: 1, port: 19_092, voters: voters(1) }
    expect(serverProperties(place, '/data', '3.9.2')).not.toContain('share.')
    expect(serverProperties(place, '/data', '4.3.1')).toContain('share.coordinator.')
  })
})
