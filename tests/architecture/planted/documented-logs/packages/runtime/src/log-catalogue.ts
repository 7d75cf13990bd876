export const logCatalogue = {
  'relay.leading': { level: 'info', sentence: '', fields: {} },
  'relay.lock-lost': {
    level: 'warn',
    sentence: '',
    fields: {},
  },
}
