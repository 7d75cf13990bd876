/**
 * "There may be work": a hint that saves polling's wait, never the truth. Lost hints cost one polling
 * interval. `outbox`: rows to publish; `log:<topic>`: records appended; `work:<agency>`: deliveries opened,
 * released or replayed; `feed-read:<agency>`: somebody waits at its feed;
 * `feed:<agency>`: while somebody does, deliveries opened or released; `calendars`, `pauses`: an operator changed when agencies are sent anything.
 */
export type WakeUps = {
  signal(channel: string): void
  /** Returns the function that ends the listening. */
  listen(channel: string, wake: () => void): () => void
}
