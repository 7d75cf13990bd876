import type { Dispatcher } from 'undici'

/** One request's answer, whole; status 0 when none came. The leanest that undici offers. */
export class OneAnswer implements Dispatcher.DispatchHandler {
  private readonly settle: (answer: { status: number; body: Buffer }) => void
  private readonly chunks: Buffer[] = []
  private status = 0

  constructor(settle: (answer: { status: number; body: Buffer }) => void) {
    this.settle = settle
  }

  onRequestStart(): void {}

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.status = status
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk)
  }

  onResponseEnd(): void {
    this.settle({ status: this.status, body: Buffer.concat(this.chunks) })
  }

  onResponseError(): void {
    this.settle({ status: 0, body: Buffer.alloc(0) })
  }
}
