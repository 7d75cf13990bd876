/**
 * The versions that are pinned, tested and have checksums here. 4.4.0 is newer but does not resolve: its POM
 * names `kafka-tools-api:4.4.0`, which Maven Central does not hold.
 */
export const kafkaVersions = ['4.3.1', '3.9.2'] as const
export type KafkaVersion = (typeof kafkaVersions)[number]
export const defaultKafkaVersion: KafkaVersion = '4.3.1'

export const isKafkaVersion = (text: string): text is KafkaVersion =>
  (kafkaVersions as readonly string[]).includes(text)

/** Kafka names a logging API only; each line needs its own implementation beside it. */
const loggingJars: Readonly<Record<KafkaVersion, { group: string; name: string; version: string }>> = {
  '4.3.1': { group: 'org.apache.logging.log4j', name: 'log4j-slf4j-impl', version: '2.25.4' },
  '3.9.2': { group: 'org.slf4j', name: 'slf4j-reload4j', version: '1.7.36' },
}

/** What Maven is asked for: the broker and its dependencies, nothing else. */
export function pomFor(version: KafkaVersion): string {
  const logging = loggingJars[version]
  const dependency = (group: string, name: string, its: string) =>
    `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${its}</version></dependency>`
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>unefois</groupId><artifactId>kafka-local</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    ${dependency('org.apache.kafka', 'kafka_2.13', version)}
    ${dependency(logging.group, logging.name, logging.version)}
  </dependencies>
</project>
`
}
