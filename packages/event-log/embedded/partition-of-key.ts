/**
 * The partition Kafka's default partitioner chooses, so that a log can be carried over to Kafka and back with each
 * key's records in one place: https://github.com/apache/kafka/blob/4.1/clients/src/main/java/org/apache/kafka/common/utils/Utils.java
 */
export function partitionOfKey(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions
}

const mix = 0x5bd1e995

function murmur2(bytes: Buffer): number {
  let hash = 0x9747b28c ^ bytes.length
  const wholeWords = bytes.length & ~3
  for (let at = 0; at < wholeWords; at += 4) {
    let word = Math.imul(bytes.readInt32LE(at), mix)
    word = Math.imul(word ^ (word >>> 24), mix)
    hash = Math.imul(hash, mix) ^ word
  }
  const left = bytes.length - wholeWords
  if (left > 0) {
    for (let at = 0; at < left; at += 1) hash ^= bytes.readUInt8(wholeWords + at) << (8 * at)
    hash = Math.imul(hash, mix)
  }
  hash = Math.imul(hash ^ (hash >>> 13), mix)
  return hash ^ (hash >>> 15)
}
