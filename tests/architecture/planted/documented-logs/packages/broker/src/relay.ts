journal.info('relay.leading')
journal.info('relay.lock-lost')
journal?.alarm('relay.vanished', {})
dependencies.journal.alarm(
  'relay.broken',
)
