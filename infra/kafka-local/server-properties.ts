/** One broker that is its own controller (KRaft), alone or among the voters. */
export type NodePlace = {
  readonly nodeId: number
  readonly port: number
  /** Every controller of the quorum, this one included. */
  readonly voters: readonly { readonly nodeId: number; readonly controllerPort: number }[]
}

/** A fixed id, so that a data folder comes back whichever program formatted it. */
export const clusterId = 'kv0000000000000000000w'

/** The complete `server.properties`; everything listens on 127.0.0.1. `version` is Kafka's. */
export function serverProperties(place: NodePlace, dataFolder: string, version: string): string {
  const replicas = Math.min(place.voters.length, 3)
  const inSync = replicas === 3 ? 2 : 1
  const own = place.voters.find((voter) => voter.nodeId === place.nodeId)
  if (!own) throw new Error(`node ${place.nodeId} is not among the voters`)
  const voters = place.voters.map((voter) => `${voter.nodeId}@127.0.0.1:${voter.controllerPort}`)
  const settings: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': place.nodeId,
    'controller.quorum.voters': voters.join(','),
    listeners: `PLAINTEXT://127.0.0.1:${place.port},CONTROLLER://127.0.0.1:${own.controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${place.port}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': dataFolder.replaceAll('\\', '\\\\'),
    'auto.create.topics.enable': false,
    'min.insync.replicas': inSync,
    'default.replication.factor': replicas,
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': inSync,
    'transaction.state.log.num.partitions': 1,
    'group.initial.rebalance.delay.ms': 0,
    // With the default session of 9 s a start after SIGKILL took 12.2 s instead of 4.
    'broker.heartbeat.interval.ms': 500,
    'broker.session.timeout.ms': replicas === 3 ? 3000 : 2000,
    // The default of 128 MB does not fit in a small heap.
    'log.cleaner.dedupe.buffer.size': 4_194_304,
  }
  if (!version.startsWith('3.')) {
    settings['share.coordinator.state.topic.replication.factor'] = replicas
    settings['share.coordinator.state.topic.min.isr'] = inSync
    settings['share.coordinator.state.topic.num.partitions'] = 1
  }
  return `${Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`
}

/** Warnings and errors to the standard output, in the words of the logging library of that line. */
export function loggingConfiguration(version: string): { name: string; text: string; flag: string } {
  if (version.startsWith('3.')) {
    return {
      name: 'log4j.properties',
      flag: 'log4j.configuration',
      text: [
        'log4j.rootLogger=WARN, out',
        'log4j.appender.out=org.apache.log4j.ConsoleAppender',
        'log4j.appender.out.layout=org.apache.log4j.PatternLayout',
        'log4j.appender.out.layout.ConversionPattern=[%d] %p %m (%c)%n',
        '',
      ].join('\n'),
    }
  }
  return {
    name: 'log4j2.properties',
    flag: 'log4j2.configurationFile',
    text: [
      'rootLogger.level=warn',
      'rootLogger.appenderRef.out.ref=out',
      'appender.out.type=Console',
      'appender.out.name=out',
      'appender.out.layout.type=PatternLayout',
      'appender.out.layout.pattern=[%d] %p %m (%c)%n',
      '',
    ].join('\n'),
  }
}
