import { connect } from 'node:net'

/**
 * How many brokers the cluster behind this port names, 0 while nobody answers. One Metadata request, version 1
 * (https://kafka.apache.org/protocol#The_Messages_Metadata): a broker that is still starting, or not yet
 * admitted by its controller, does not answer or is not named, so an answer means that work can begin.
 */
export function brokersAnswering(port: number, timeoutMs = 1000): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    let answer = Buffer.alloc(0)
    const end = (brokers: number) => {
      socket.destroy()
      resolve(brokers)
    }
    socket.setTimeout(timeoutMs, () => end(0))
    socket.on('error', () => end(0))
    socket.on('close', () => end(0))
    socket.on('connect', () => socket.write(metadataRequest()))
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk])
      // Length, correlation id, then the count of brokers: 4 bytes each.
      if (answer.length >= 12) end(Math.max(answer.readInt32BE(8), 0))
    })
  })
}

function metadataRequest(): Buffer {
  const client = Buffer.from('unefois-start')
  const body = Buffer.alloc(10 + client.length + 4)
  body.writeInt16BE(3, 0) // api key: Metadata
  body.writeInt16BE(1, 2) // api version
  body.writeInt32BE(1, 4) // correlation id
  body.writeInt16BE(client.length, 8)
  client.copy(body, 10)
  body.writeInt32BE(0, 10 + client.length) // no topics
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length)
  return Buffer.concat([length, body])
}
